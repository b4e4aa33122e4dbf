"""The columns of the version, section by section; a draft takes any part of them."""

from crispy_forms.layout import Column, Row
from django import forms

from agreements.forms.editor import SectionForm
from agreements.forms.fields import OfferedField, year
from agreements.forms.sections import PLAUSIBLE
from agreements.models import SupportingProject
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import RegionalContactStatus, Section
from partnerships.forms import CzechDateField


def text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HeaderForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.HEADER]

    def __init__(self, *args, **kwargs):
        """Only the rows the template has, under its headings, and those filled in beyond it."""
        super().__init__(*args, **kwargs)
        headings = self.version.template.headings
        for name in SECTION_FIELDS[Section.HEADER]:
            if name in headings or getattr(self.version, name):
                self.fields[name].label = headings.get(name) or self.fields[name].label
            else:
                del self.fields[name]
                self.helper.layout.fields.remove(name)


class RolesForm(SectionForm):
    pass


class ProjectForm(SectionForm):
    layout = (
        "project",
        "project_text",
        Row(Column("hours_total", css_class="col-md-4"), Column("hours_distance_max", css_class="col-md-4")),
        "hours_scope",
        "guarantee_text",
    )
    project = OfferedField(SupportingProject, label="Podpůrný projekt")

    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.PROJECT]
        widgets = {"project_text": text(5), "guarantee_text": text(5), "hours_scope": forms.RadioSelect}
        help_texts = {
            "project_text": "Jak stojí v dokumentu.",
            "guarantee_text": "Jak stojí v dokumentu; tiskne se pod dobou platnosti.",
            "hours_total": "Vzor uvádí 40 hodin.",
            "hours_distance_max": "Vzor uvádí nejvýše 20 hodin.",
            "hours_scope": "Vzor to neříká jednoznačně. Nevíte-li, nechte „za územní celek celkem“.",
        }

    def clean(self):
        data = super().clean()
        total, distance = data.get("hours_total"), data.get("hours_distance_max")
        if total is not None and distance is not None and distance > total:
            self.add_error(
                "hours_distance_max",
                f"Distančně nemůže být víc hodin než celkem ({total}). Opravte jedno z čísel.",
            )
        return data


class ValidityForm(SectionForm):
    layout = (
        "validity_text",
        Row(
            Column("stated_from_year", css_class="col-6 col-md-3"),
            Column("stated_to_year", css_class="col-6 col-md-3"),
            Column("stated_years", css_class="col-6 col-md-3"),
        ),
        "valid_to",
        "is_transitional",
    )
    stated_from_year = year("Od roku")
    stated_to_year = year("Do roku")
    valid_to = CzechDateField(
        label="Platí do (výslovně)",
        required=False,
        validators=PLAUSIBLE,
        help_text="Jen když dokument uvádí přesný den konce, například 30. 6. 2027; má přednost před výpočtem.",
    )

    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.VALIDITY]
        help_texts = {
            "validity_text": "Jak stojí v dokumentu, například „2022 – 2026 (5 let)“.",
            "stated_years": "Počítají se od schválení.",
            "is_transitional": "Dokument říká, že jde o přechodné období.",
        }

    def clean(self):
        data = super().clean()
        first, last = data.get("stated_from_year"), data.get("stated_to_year")
        if first and last and last < first:
            self.add_error(
                "stated_to_year", "Konečný rok platnosti je dřív než počáteční. Opravte jeden z nich."
            )
        return data


class FocusForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.FOCUS]
        widgets = {"focus_text": text()}


class PartnershipForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.PARTNERSHIP]
        widgets = {
            "partnership_text": text(5),
            "competences_text": text(4),
            "founder_text": forms.TextInput(attrs={"list": "nabidka-zrizovatel"}),
        }
        help_texts = {
            "founder_text": "Kdo partnerství zřídil, například rada města.",
            "groups_text": "Věta před seznamem skupin, například „Dle potřeby mohou být ustanoveny…“.",
            "members_text": "Věta před seznamem členů.",
        }


class LegacyForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.LEGACY]
        labels = {"is_transition_from_kpsvl": "Územní celek přechází z KPSVL na KPSV 2021+"}
        help_texts = {
            "is_transition_from_kpsvl": "Bez tohoto přechodu se oddíl netiskne a dokumenty se neuvádějí."
        }


class PlanForm(SectionForm):
    layout = (
        "plan_specified_later",
        "plan_character",
        "plan_main_goal",
        "plan_content",
        "plan_areas",
        "plan_depth",
        "plan_target_groups",
        Row(
            Column("plan_from_year", css_class="col-6 col-md-3"),
            Column("plan_to_year", css_class="col-6 col-md-3"),
        ),
        "plan_is_medium_term",
        "plan_synergy_text",
    )
    plan_from_year = year("Plán od roku")
    plan_to_year = year("Plán do roku")

    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.PLAN]
        widgets = {name: text() for name in SECTION_FIELDS[Section.PLAN][:7]}
        labels = {"plan_specified_later": "Plán bude upřesněn později"}
        help_texts = {"plan_specified_later": "Ostatní pole pak mohou zůstat prázdná."}

    def __init__(self, *args, **kwargs):
        """The form's own prompts stand at the fields they ask for."""
        super().__init__(*args, **kwargs)
        for name, prompt in self.version.template.prompts.items():
            if name in self.fields:
                self.fields[name].help_text = f"Vzor se ptá: {prompt}"

    def clean(self):
        data = super().clean()
        first, last = data.get("plan_from_year"), data.get("plan_to_year")
        if first and last and last < first:
            self.add_error("plan_to_year", "Plán končí dřív, než začíná. Opravte jeden z roků.")
        return data


class MeasuresForm(SectionForm):
    pass


class RegionalContactForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.REGIONAL_CONTACT]
        widgets = {"regional_contact_status": forms.RadioSelect}
        labels = {"regional_contact_text": "Jméno a funkce"}
        help_texts = {"regional_contact_text": "Jen když je osoba uvedena. Píše se, jak stojí v dokumentu."}

    def clean(self):
        data = super().clean()
        if (
            data.get("regional_contact_text")
            and data.get("regional_contact_status") != RegionalContactStatus.NAMED
        ):
            text = "Je-li osoba uvedena, vyberte „uvedena“; jinak její jméno smažte."
            self.add_error("regional_contact_status", text)
        return data


class TimelineForm(SectionForm):
    layout = (
        "timeline_text",
        Row(
            Column("timeline_from", css_class="col-md-4"),
            Column("timeline_to", css_class="col-md-4"),
        ),
    )
    timeline_from = CzechDateField(
        label="Harmonogram od", required=False, validators=PLAUSIBLE, help_text="Například 1. 5. 2022"
    )
    timeline_to = CzechDateField(
        label="Harmonogram do", required=False, validators=PLAUSIBLE, help_text="Například 31. 8. 2026"
    )

    class Meta(SectionForm.Meta):
        fields = SECTION_FIELDS[Section.TIMELINE]
        help_texts = {"timeline_text": "Řádek nad tabulkou, například „OBDOBÍ KVĚTEN 2022 – SRPEN 2026“."}

    def clean(self):
        data = super().clean()
        first, last = data.get("timeline_from"), data.get("timeline_to")
        if first and last and last < first:
            self.add_error("timeline_to", "Období harmonogramu končí dřív, než začíná. Opravte jedno z dat.")
        return data
