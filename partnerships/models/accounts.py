from functools import cached_property

import pghistory
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONArray, Lower
from django.utils import timezone

from partnerships.database import CzechSortKey
from partnerships.models.people import Person
from partnerships.models.units import OfVisibleUnit, Region, TerritorialUnit
from partnerships.vocabulary import AccountState, AgencyRole, UnitRole

SEE_EVERYTHING = frozenset({AgencyRole.DIRECTOR, AgencyRole.ANALYST})


def by_surname(field: str) -> list:
    """How Czech lists of people run; titles before and after the name don't count."""
    name = Func(F(field), Value(",.*$"), Value(""), function="regexp_replace")
    surname = Func(name, Value("^.* "), Value(""), function="regexp_replace", output_field=models.TextField())
    return [CzechSortKey(surname), CzechSortKey(F(field)), "pk"]


class UserQuerySet(models.QuerySet):
    def administered_by(self, user):
        """Accounts that the pages of the administration show: all, or the consultants a regional head assigns."""
        if not user.is_active:
            return self.none()
        if user.is_site_admin:
            return self
        if user.agency_role == AgencyRole.REGIONAL_HEAD:
            return self.filter(agency_role=AgencyRole.CONSULTANT)
        return self.none()

    def active(self):
        return self.filter(is_active=True)

    def seeing(self, unit: TerritorialUnit):
        """Who may see the content of the unit: TerritorialUnit.visible_to asked the other way round."""
        in_unit = Membership.objects.active().filter(user=OuterRef("pk"), unit=unit)
        heads = Q(agency_role=AgencyRole.REGIONAL_HEAD, region=unit.region_id)
        return self.active().filter(Exists(in_unit) | heads | Q(agency_role__in=SEE_EVERYTHING))

    def holding(self, roles, units):
        """Active accounts with one of the roles in one of the units."""
        held = Membership.objects.active().filter(user=OuterRef("pk"), unit__in=units, role__in=roles)
        return self.active().filter(Exists(held))

    def with_unread_notices(self):
        """For the bell of the header: whoever loads the person has the number too, without another query."""
        unread = Count("notices", filter=Q(notices__read_at=None))
        return self.annotate(unread_notices=unread)

    def with_roles(self):
        """And what roles_by_unit is made of."""
        held = Membership.objects.active().filter(user=OuterRef("pk")).order_by()
        return self.annotate(held_roles=ArraySubquery(held.values(row=JSONArray("unit_id", "role"))))

    def with_state(self, now):
        """Adds `state` (AccountState) and `invited_until`; one expression for the list, its filter and its page."""
        invitation = Invitation.objects.filter(user=OuterRef("pk"), used_at=None, withdrawn_at=None)
        return self.annotate(
            invited_until=Subquery(invitation.values("expires_at")),
            state=Case(
                When(is_active=False, then=Value(AccountState.DEACTIVATED)),
                When(
                    Q(last_login__isnull=False) | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                    then=Value(AccountState.ACTIVE),
                ),
                When(invited_until__gt=now, then=Value(AccountState.INVITED)),
                When(invited_until__isnull=False, then=Value(AccountState.INVITATION_EXPIRED)),
                default=Value(AccountState.NOT_INVITED),
            ),
        )

    def for_list(self, now):
        held = Membership.objects.active().select_related("unit").order_by("unit__name_sort", "role", "pk")
        return (
            self.with_state(now)
            .select_related("region")
            .prefetch_related(models.Prefetch("memberships", held, to_attr="held"))
            .order_by(*by_surname("name"))
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    email = models.EmailField(
        "e-mail", unique=True, error_messages={"unique": "Uživatel s tímto e-mailem už existuje."}
    )
    name = models.CharField("jméno", max_length=120)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, verbose_name="osoba", related_name="user"
    )
    agency_role = models.CharField(
        "role v ASZ", max_length=20, choices=AgencyRole.choices, blank=True, default=""
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name="kraj", related_name="heads"
    )
    is_site_admin = models.BooleanField(
        "správce aplikace", default=False, help_text="Spravuje uživatele a číselníky, obsah nevidí."
    )
    is_active = models.BooleanField("aktivní", default=True)

    objects = UserManager()

    unread_notices = 0  # until with_unread_notices has counted them
    held_roles = None  # until with_roles has read them

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "uživatel"
        verbose_name_plural = "uživatelé"
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message="E-mail se ukládá malými písmeny.",
            ),
            models.CheckConstraint(
                condition=Q(agency_role=AgencyRole.REGIONAL_HEAD, region__isnull=False)
                | (~Q(agency_role=AgencyRole.REGIONAL_HEAD) & Q(region__isnull=True)),
                name="user_region_belongs_to_regional_head",
                violation_error_message="Kraj se vyplňuje právě u vedoucí/ho regionálního pracoviště.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def sees_everything(self) -> bool:
        return self.agency_role in SEE_EVERYTHING

    @cached_property
    def roles_by_unit(self) -> dict[int, set[str]]:
        """Roles the user has now; asked once, or read along with the user (`with_roles`)."""
        held = self.held_roles
        if held is None:
            held = self.memberships.active().values_list("unit_id", "role")
        roles: dict[int, set[str]] = {}
        for unit_id, role in held:
            roles.setdefault(unit_id, set()).add(role)
        return roles

    # Django admin asks these; repair work is the site admin's.
    @property
    def is_staff(self) -> bool:
        return self.is_site_admin

    def has_perm(self, perm, obj=None) -> bool:
        return self.is_active and self.is_site_admin

    def has_module_perms(self, app_label) -> bool:
        return self.is_active and self.is_site_admin


class MembershipQuerySet(OfVisibleUnit):
    def administered_by(self, user):
        """All of them, or the consultants of a regional head's region."""
        rows = self.filter(unit__in=TerritorialUnit.objects.administered_by(user))
        if user.is_active and user.is_site_admin:
            return rows
        return rows.filter(role=UnitRole.CONSULTANT)

    def active(self):
        return self.filter(ended_at=None)

    def for_list(self):
        rank = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(UnitRole)))
        rows = self.select_related("user", "unit", "created_by")
        return rows.order_by("unit__name_sort", rank, *by_surname("user__name"))


@pghistory.track()
class Membership(models.Model):
    """What a user may do in a unit. Ended, never deleted, so that the history keeps the name."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="uživatel", related_name="memberships")
    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="memberships"
    )
    role = models.CharField("role", max_length=20, choices=UnitRole.choices)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="přidělil/a", related_name="+"
    )
    ended_at = models.DateTimeField("ukončeno", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="ukončil/a", related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "přístup k územnímu celku"
        verbose_name_plural = "přístupy k územním celkům"
        ordering = ["unit", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(ended_at=None),
                name="membership_unique_while_active",
                violation_error_message="Uživatel už tuto roli v územním celku má.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="membership_end_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


class InvitationQuerySet(models.QuerySet):
    def administered_by(self, user):
        return self.filter(user__in=User.objects.administered_by(user))

    def open(self):
        """Neither used nor withdrawn; an expired one stays open until a new one replaces it."""
        return self.filter(used_at=None, withdrawn_at=None)

    def opened_by(self, fingerprint: str, now):
        """The invitation whose link somebody holds, or None; every reason for None looks the same."""
        valid = self.open().filter(fingerprint=fingerprint, expires_at__gt=now, user__is_active=True)
        invitation = valid.select_related("user").first()
        return invitation if invitation and not invitation.user.has_usable_password() else None


class Invitation(models.Model):
    """A single-use link to one's first password. Only the fingerprint of its secret is kept."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="uživatel", related_name="invitations")
    fingerprint = models.CharField("otisk odkazu", max_length=64, unique=True)
    created_at = models.DateTimeField("odesláno", default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="pozval/a", related_name="+")
    expires_at = models.DateTimeField("platí do")
    used_at = models.DateTimeField("přijato", null=True, blank=True)
    withdrawn_at = models.DateTimeField("staženo", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="stáhl/a", related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "pozvánka"
        verbose_name_plural = "pozvánky"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="invitation_one_open_per_user",
                violation_error_message="Uživatel už jednu otevřenou pozvánku má.",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="invitation_keeps_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawal_has_its_author",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
        ]

    def __str__(self):
        return f"Pozvánka: {self.user}"
