"""The attendance page: one small form for every seat, role and name; nothing in it names a row of the database.

Each form has a prefix made on the server from the rows that belong to the event; a name of any other seat or
person in what was sent is never read.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q

from partnerships.models import Attendance, Event, Person, Seat
from partnerships.vocabulary import EventKind, OfficialRole, Presence
from planning.vocabulary import EVALUATION_ROLES

BLANK_ROWS = 5
PRESENCES = [
    (Presence.PRESENT, "účastnil/a se"),
    (Presence.EXCUSED, "omluven/a"),
    (Presence.ABSENT, "chyběl/a"),
]


class RowForm(forms.Form):
    name_text = forms.CharField(label="Jméno", required=False, max_length=120)
    organisation_text = forms.CharField(label="Organizace a funkce", required=False, max_length=200)
    presence = forms.ChoiceField(
        label="Účast",
        required=False,
        choices=PRESENCES,
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    is_released_worker = forms.BooleanField(label="Uvolněný pracovník", required=False)
    hours_in_person = forms.DecimalField(
        label="Hodin prezenčně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    hours_distance = forms.DecimalField(
        label="Hodin distančně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )

    def __init__(self, *args, fields: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(fields):
            del self.fields[name]

    def clean(self):
        data = super().clean()
        if "name_text" in data and "presence" not in data and not data["name_text"] and any(data.values()):
            self.add_error("name_text", "Napište jméno.")
        return data


@dataclass
class Row:
    form: RowForm
    label: str = ""
    note: str = ""
    seat: Seat | None = None
    person: Person | None = None
    role: str = ""
    presence: Presence | None = None  # of rows that have no choice of it: their name alone says „was here“

    def attendance(self) -> dict[str, Any] | None:
        """Fields of Attendance; None where nothing was said about the row."""
        data = self.form.cleaned_data
        presence = self.presence or data.get("presence")
        name = data.get("name_text") or (str(OfficialRole(self.role).label) if self.role else "")
        if not presence or not (self.seat or self.person or name):
            return None
        return {
            **data,
            "presence": presence,
            "name_text": "" if self.seat or self.person else name,
            "seat": self.seat,
            "person": self.person,
            "role_present": self.role,
        }


class AttendanceSheet:
    """`sections` are (heading, rows) as the page shows them."""

    def __init__(self, event: Event, data=None):
        self.event, self.data = event, data
        self.hours = ("is_released_worker", "hours_in_person", "hours_distance") if event.is_training else ()
        known = list(event.attendances.select_related("seat__organisation", "seat__holder", "person"))
        self.roles = self._role_rows(known)
        self.seats = self._seat_rows(known)
        taken = {id(row) for row in known if row.role_present in self._roles_asked or row.seat_id}
        others = [row for row in known if id(row) not in taken]
        self.people = [self._person_row(row) for row in others if row.person_id]
        self.names = self._name_rows([row for row in others if not row.person_id])

    @property
    def rows(self) -> list[Row]:
        return [*self.roles, *self.seats, *self.people, *self.names]

    def is_valid(self) -> bool:
        valid = [row.form.is_valid() for row in self.rows]  # all of them, so that each shows its error
        return all(valid)

    def attendances(self) -> list[dict]:
        return [fields for row in self.rows if (fields := row.attendance())]

    @property
    def _roles_asked(self) -> tuple[OfficialRole, ...]:
        return EVALUATION_ROLES if self.event.kind == EventKind.EVALUATION_MEETING else ()

    def _form(
        self, prefix: str, fields: tuple[str, ...], known: Attendance | None = None, **initial
    ) -> RowForm:
        if known:
            initial |= {name: getattr(known, name) for name in fields if name not in initial}
        return RowForm(self.data, prefix=prefix, fields=fields, initial=initial)

    def _role_rows(self, known) -> list[Row]:
        """Who held the role on the day is filled in; another name may stand in, without one the role does."""
        if not self._roles_asked:
            return []
        holdings = self.event.unit.role_holdings.on(self.event.starts_on).select_related("person", "deputy")
        holder = {holding.role: holding for holding in holdings}
        present = {row.role_present: row for row in known}
        rows = []
        for role in self._roles_asked:
            name = holder[role].holder_text if role in holder and not holder[role].is_vacant else ""
            row = present.get(role)
            form = self._form(
                f"role-{role}", ("name_text", "presence"), row, name_text=row.who if row else name
            )
            rows.append(Row(form, label=role.label, role=role))
        return rows

    def _seat_rows(self, known) -> list[Row]:
        present = {row.seat_id: row for row in known if row.seat_id}
        here = (
            self._seats_of_the_body().on(self.event.starts_on)
            if self.event.partnership_id
            else Seat.objects.none()
        )
        seats = Seat.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=list(present)))
        fields = ("presence", *self.hours)
        return [
            Row(
                self._form(f"misto-{seat.pk}", fields, present.get(seat.pk)),
                label=seat.label,
                note=str(seat.holder or ""),
                seat=seat,
            )
            for seat in seats.select_related("organisation", "holder")
        ]

    def _seats_of_the_body(self):
        """A group's own seats where it has some, else the partnership's; nobody has a seat at a training."""
        seats = self.event.partnership.seats
        if self.event.group_id and seats.filter(group=self.event.group_id).exists():
            return seats.filter(group=self.event.group_id)
        return seats.filter(group=None)

    def _person_row(self, known: Attendance) -> Row:
        form = self._form(f"osoba-{known.person_id}", ("presence", *self.hours), known)
        return Row(form, label=str(known.person), note=known.organisation_text, person=known.person)

    def _name_rows(self, known) -> list[Row]:
        """Guests at a meeting, participants of a training; blank rows for more."""
        presence = (
            Presence.GUEST if self.event.is_meeting and not self.event.is_training else Presence.PRESENT
        )
        fields = ("name_text", "organisation_text", *self.hours)
        rows = []
        for number in range(len(known) + BLANK_ROWS):
            row = known[number] if number < len(known) else None
            kept = row.presence if row else presence
            rows.append(Row(self._form(f"jmeno-{number}", fields, row), presence=kept))
        return rows
