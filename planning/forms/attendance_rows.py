"""One row of the attendance page: a seat, a role, a person or a name."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms

from partnerships.models import Attendance, Person, Seat
from partnerships.vocabulary import OfficialRole, Presence, SeatRole

PRESENCES = [
    (Presence.PRESENT, "přítomen/a"),
    (Presence.EXCUSED, "omluven/a"),
    (Presence.ABSENT, "chyběl/a"),
]


class RowForm(forms.Form):
    name_text = forms.CharField(
        label="Jméno", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    organisation_text = forms.CharField(label="Organizace a funkce", required=False, max_length=200)
    presence = forms.ChoiceField(
        label="Účast",
        required=False,
        choices=PRESENCES,
        widget=forms.RadioSelect({"class": "btn-check"}),
    )
    is_online = forms.BooleanField(
        label="online", required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )
    is_released_worker = forms.BooleanField(label="Uvolněný pracovník", required=False)
    hours_in_person = forms.DecimalField(
        label="Hodin prezenčně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    hours_distance = forms.DecimalField(
        label="Hodin distančně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    is_removed = forms.BooleanField(
        label="Odebrat z účasti", required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )

    def __init__(self, *args, fields: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(fields):
            del self.fields[name]
        if "name_text" in fields and "organisation_text" not in fields:
            self.fields["name_text"].label = "Zastoupen/a kým"
            self.fields["name_text"].widget.attrs["class"] = "form-control"

    def clean(self):
        data = super().clean()
        if "organisation_text" in self.fields:
            if not data.get("name_text") and not data.get("is_removed") and any(data.values()):
                self.add_error("name_text", "Napište jméno.")
        elif "presence" in self.fields and not data.get("presence") and self._says_more():
            self.add_error("presence", "Označte, zda se účastnil/a.")
        return data

    def _says_more(self) -> bool:
        """The name of a role's holder is there before anybody marks anything."""
        said = {name for name in ("name_text", "is_online") if self.cleaned_data.get(name)}
        return bool(said & set(self.changed_data))


@dataclass
class Row:
    form: RowForm
    label: str = ""
    note: str = ""
    seat: Seat | None = None
    person: Person | None = None
    role: str = ""
    presence: Presence | None = None  # of rows that have no choice of it: their name alone says „was here“
    known: Attendance | None = None
    key: uuid.UUID | None = None
    holder: str = ""  # of a role on the day: stands in the field for a name before anybody writes one

    @property
    def name(self) -> str:
        return self.form.prefix

    @property
    def contact(self) -> str:
        """What the list of contacts calls the person."""
        return contact_label(self.person) if self.person else ""

    @property
    def is_member(self) -> bool:
        return bool(self.seat) and self.seat.role != SeatRole.GUEST

    @property
    def is_present(self) -> bool:
        return bool(self.known and self.known.is_present)

    @property
    def base(self) -> dict[str, Any]:
        """Fields of Attendance that the row has from being itself."""
        role = self.role or (self.known.role_present if self.known else "")
        fields = {"seat": self.seat, "person": self.person, "role_present": role}
        if self.role:
            fields["name_text"] = self.holder or str(OfficialRole(self.role).label)
        if self.known or self.key:
            fields["key"] = self.known.key if self.known else self.key
        if self.presence:
            fields["presence"] = self.presence
        return fields

    def attendance(self, contacts: dict[str, Person]) -> dict[str, Any] | None:
        """Fields of Attendance; None where nothing was said about the row."""
        data = dict(self.form.cleaned_data)
        presence = self.presence or data.get("presence")
        name = data.get("name_text", "")
        if (
            data.pop("is_removed", False)
            or not presence
            or not (self.seat or self.person or self.role or name)
        ):
            return None
        fields = {**self.base, **data, "presence": presence}
        if self.role:
            fields["name_text"] = name or str(OfficialRole(self.role).label)
            if self.known and self.known.person_id and name == self.known.who:
                fields |= {"person": self.known.person, "name_text": ""}
        elif not (self.seat or self.person) and not self.known:
            fields |= as_contact(name, contacts)
        return fields


def contact_label(person: Person) -> str:
    return ", ".join(filter(None, [person.full_name, str(person.organisation or "")]))


def as_contact(name: str, contacts: dict[str, Person]) -> dict[str, Any]:
    """What the row of a person from the contacts says; nothing for any other name."""
    person = contacts.get(" ".join(name.split()))
    if person is None:
        return {}
    fields = {"person": person, "name_text": ""}
    if person.organisation:
        fields |= {"organisation": person.organisation, "organisation_text": person.organisation.name}
    return fields
