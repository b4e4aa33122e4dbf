"""The forms of the methodology and the supporting projects; agreements themselves have no place here."""

from django.contrib import admin

from agreements.models import AgreementTemplate, SupportingProject
from partnerships.admin import Kept


@admin.register(AgreementTemplate)
class AgreementTemplateAdmin(Kept):
    list_display = ["code", "name"]


@admin.register(SupportingProject)
class SupportingProjectAdmin(Kept):
    list_display = ["name", "reg_no", "programme", "end_date"]
