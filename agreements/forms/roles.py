"""Roles of the header: one form for each, so none is added or deleted."""

from agreements.forms.editor import SectionRowForm
from agreements.forms.fields import OfferedField
from agreements.models import RoleAssignment
from partnerships.models import Person
from partnerships.vocabulary import OfficialRole


class RoleForm(SectionRowForm):
    """A person, a function, a vacancy are three things. One form for each role, so none is added or deleted."""

    layout = ("person", "name_text", "function_text", "is_vacant", "deputy_text", "raw_text")
    person = OfferedField(Person, label="Osoba z evidence")

    class Meta:
        model = RoleAssignment
        fields = ("person", "name_text", "function_text", "is_vacant", "deputy_text", "raw_text")
        labels = {"raw_text": "Přesné znění v dokumentu"}
        help_texts = {
            "name_text": "Nechte prázdné, když jste osobu vybrali z evidence.",
            "deputy_text": "Jen když pozice není obsazena.",
            "raw_text": "Vyplňte, jen když dokument uvádí roli jinak; tiskne se místo ostatních údajů.",
        }

    def __init__(self, *args, role: OfficialRole, heading: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.role, self.noun = role, heading

    def clean(self):
        data = super().clean()
        if data.get("is_vacant") and (data.get("name_text") or data.get("person")):
            self.add_error("is_vacant", "Neobsazená pozice nemůže mít zároveň jméno.")
        if data.get("deputy_text") and not data.get("is_vacant"):
            self.add_error(
                "deputy_text",
                "Zástup se uvádí, jen když pozice není obsazena.",
            )
        if data.get("person") and not data.get("name_text"):
            data["name_text"] = data["person"].full_name
        return data

    def is_filled(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "key")

    def values(self) -> dict:
        return {"role": self.role, **super().values()}


class RoleSet:
    """What a formset is to the editor, with one form for each role the form has or the document fills in."""

    prefix, is_fixed, noun = "roles", True, ""

    def __init__(self, data, *, initial: list[dict], headings: dict, offers):
        rows = {row["role"]: row for row in initial}
        self.forms = [
            RoleForm(
                data,
                prefix=role.value,
                initial=rows.get(role),
                role=role,
                heading=headings.get(f"role:{role}") or role.label,
                offers=offers,
            )
            for role in OfficialRole
            if f"role:{role}" in headings or role in rows
        ]

    def __iter__(self):
        return iter(self.forms)

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])  # noqa: C419 all are asked, to show all faults at once

    def rows(self) -> list[dict]:
        return [form.values() for form in self.forms if form.is_filled()]

    def keys_from(self, stored: list[dict]) -> dict[str, str]:
        rows = {row["role"]: row for row in stored}
        forms = [form for form in self.forms if form.is_filled() and form.role in rows]
        return {name: key for form in forms for name, key in form.key_from(rows[form.role]).items()}

    def all_forms(self):
        return iter(self.forms)

    def stay_quiet(self) -> None:
        for form in self.forms:
            form.stay_quiet()

    def non_form_errors(self) -> list:
        return []
