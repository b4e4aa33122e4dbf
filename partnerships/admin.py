"""The site admin's repair room: accounts, access and vocabularies. What has an action elsewhere is only read."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from partnerships.models import (
    Handover,
    Invitation,
    Membership,
    Notification,
    Person,
    Region,
    TerritorialUnit,
    ThematicArea,
    User,
)

admin.site.site_header = "Popis spolupráce – správa"
admin.site.site_title = "Správa"
admin.site.index_title = "Správa"
admin.site.login = secure_admin_login(admin.site.login)  # one login, one set of rate limits


class Kept(admin.ModelAdmin):
    """Rows that others point at are never deleted here."""

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(Kept):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Region)
class RegionAdmin(ReadOnly):
    list_display = ["code", "name"]


@admin.register(ThematicArea)
class ThematicAreaAdmin(ReadOnly):
    list_display = ["position", "code", "name"]


@admin.register(TerritorialUnit)
class TerritorialUnitAdmin(ReadOnly):
    list_display = ["name", "unit_type", "ico", "region"]
    list_filter = ["region"]
    search_fields = ["name", "ico"]
    list_select_related = ["region"]


@admin.register(Person)
class PersonAdmin(ReadOnly):
    list_display = ["full_name", "is_agency_staff"]
    search_fields = ["last_name"]


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["email", "name", "agency_role", "is_site_admin", "is_active"]
    list_filter = ["agency_role", "is_active"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "person", "agency_role", "region", "is_site_admin", "is_active", "last_login"]


@admin.register(Membership)
class MembershipAdmin(Kept):
    list_display = ["user", "unit", "role", "created_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__email", "unit__name"]
    fields = ["user", "unit", "role", "ended_at"]
    autocomplete_fields = ["user", "unit"]

    def get_readonly_fields(self, request, obj=None):
        return ["user", "unit", "role"] if obj else []

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        obj.ended_by = request.user if obj.ended_at else None
        super().save_model(request, obj, form, change)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    list_display = ["user", "created_at", "created_by", "expires_at", "used_at", "withdrawn_at"]
    list_select_related = ["user", "created_by"]
    search_fields = ["user__email"]
    exclude = ["fingerprint"]


@admin.register(Handover)
class HandoverAdmin(ReadOnly):
    list_display = ["unit", "leaver", "successor", "starts_on", "by", "at"]
    list_select_related = ["unit", "leaver", "successor", "by"]


@admin.register(Notification)
class NotificationAdmin(ReadOnly):
    list_display = ["created_at", "recipient", "subject", "sent_at", "attempts", "error"]
    search_fields = ["recipient", "subject"]
