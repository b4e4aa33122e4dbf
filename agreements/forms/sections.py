"""What people type into the header, the roles and the steps of the life cycle."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from agreements.models import AgreementTemplate, AgreementVersion, RoleAssignment
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import AgreementKind, Section
from partnerships.models import Person
from partnerships.vocabulary import OfficialRole

MISTYPED_YEAR = "Zkontrolujte rok, měl by být mezi 2000 a 2099."
# a slip of the finger, not a contradiction of the document: the page of the year 202 does not exist
PLAUSIBLE = (
    MinValueValidator(date(2000, 1, 1), MISTYPED_YEAR),
    MaxValueValidator(date(2099, 12, 31), MISTYPED_YEAR),
)


class CreateForm(forms.Form):
    kind = forms.ChoiceField(label="Druh", choices=AgreementKind.choices)
    template = forms.ModelChoiceField(
        AgreementTemplate.objects.order_by("code"),
        label="Vzor",
        empty_label=None,
        help_text="Příloha metodiky, podle které je popis sestaven. Určuje nadpisy a pořadí sloupců harmonogramu.",
    )


class FieldsForm(forms.ModelForm):
    """Fields of a model to be checked one by one; no row is made of them here.

    The model's own constraints would cost a query each; their rules are said at the fields they concern.
    """

    def __init__(self, *args, **kwargs):
        """A number too large for its column is said at its field; Django would ask only in _post_clean."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and name in self._meta.fields:
                column = self._meta.model._meta.get_field(name)
                field.validators = [*field.validators, *column.validators]

    def _post_clean(self):
        pass


class RevisionForm(forms.Form):
    """`revision` says which state of the section the person saw."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class HeaderForm(RevisionForm, FieldsForm):
    class Meta:
        model = AgreementVersion
        fields = SECTION_FIELDS[Section.HEADER]

    def __init__(self, *args, headings: dict, **kwargs):
        """Only the rows the template has, under its headings."""
        super().__init__(*args, **kwargs)
        for name in SECTION_FIELDS[Section.HEADER]:
            if name in headings or self.initial.get(name):
                self.fields[name].label = headings.get(name) or self.fields[name].label
            else:
                del self.fields[name]

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class RoleForm(FieldsForm):
    class Meta:
        model = RoleAssignment
        fields = ("person", "name_text", "function_text", "is_vacant", "deputy_text", "raw_text")
        labels = {"person": "Osoba z evidence", "raw_text": "Přesné znění v dokumentu"}
        help_texts = {
            "name_text": "Nechte prázdné, když jste osobu vybrali z evidence.",
            "deputy_text": "Jen když pozice není obsazena.",
            "raw_text": "Vyplňte, jen když dokument uvádí roli jinak; tiskne se místo ostatních údajů.",
        }

    def __init__(self, *args, role: str, heading: str, people, **kwargs):
        super().__init__(*args, prefix=role, **kwargs)
        self.role, self.heading = role, heading
        self.fields["person"].queryset = people

    def clean(self):
        data = super().clean()
        if data.get("is_vacant") and (data.get("name_text") or data.get("person")):
            self.add_error("is_vacant", "Neobsazená pozice nemůže mít zároveň jméno.")
        if data.get("person") and not data.get("name_text"):
            data["name_text"] = data["person"].full_name
        return data

    def values(self) -> dict:
        return {"role": self.role, **self.cleaned_data}


def role_forms(version: AgreementVersion, *, user, data=None) -> list[RoleForm]:
    """One form for each role of the template, and for roles filled in beyond it."""
    headings = version.template.headings
    assigned = {row.role: row for row in version.role_assignments.all()}
    people = Person.objects.visible_to(user)
    return [
        RoleForm(
            data,
            initial={name: getattr(assigned[role], name) for name in RoleForm.Meta.fields}
            if role in assigned
            else None,
            role=role.value,
            heading=headings.get(f"role:{role}") or role.label,
            people=people,
        )
        for role in OfficialRole
        if f"role:{role}" in headings or role in assigned
    ]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Důvod",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zůstane zapsán v průběhu popisu spolupráce.",
    )
