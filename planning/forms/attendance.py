"""The attendance page: one small form for every seat, role and name; nothing in it names a row of the database
that the event does not have.

Each form has a prefix made on the server from the rows that belong to the event; a name of any other seat or
person in what was sent is never read.
"""

import uuid
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Q

from partnerships.forms import people_of
from partnerships.models import Attendance, Event, Person, Seat, TerritorialUnit
from partnerships.quorum import DECIDING_KINDS, QuorumNeeded, quorum_on
from partnerships.unit_words import organisation_label
from partnerships.vocabulary import EventKind, OfficialRole, OrganisationType, Presence
from planning.forms.attendance_rows import Row, RowForm, contact_label
from planning.vocabulary import EVALUATION_ROLES

BLANK_ROWS = 5
SEARCHED_FROM = 20  # seats: fewer are found by looking
OF_A_KEY = "ucast-"


class AttendanceSheet:
    """`units` are those of the event that the person sees: their contacts are offered, nobody else's."""

    def __init__(self, event: Event, data=None, *, units: Iterable[TerritorialUnit]):
        self.event, self.data, self.units = event, data, list(units)
        self.hours = ("is_released_worker", "hours_in_person", "hours_distance") if event.is_training else ()
        self.known = known = list(
            event.attendances.select_related(
                "seat__organisation", "seat__holder", "person__organisation"
            ).order_by("pk")
        )
        self.roles = self._role_rows(known)
        self.seats = self._seat_rows(known)
        taken = {id(row) for row in known if row.role_present in self._roles_asked or row.seat_id}
        others = [row for row in known if id(row) not in taken]
        self.people = [self._known_row(row) for row in others]
        self.added = self._row_of_a_key("nova")
        self.blanks = [self._blank_row(number) for number in range(BLANK_ROWS)]

    @property
    def rows(self) -> list[Row]:
        return [*self.roles, *self.seats, *self.people, *self.blanks]

    @property
    def of_places(self) -> list[Row]:
        """Those that are there whoever comes."""
        return [*self.roles, *self.seats]

    def name_of(self, row: Attendance) -> str:
        if row.role_present in self._roles_asked:
            return f"role-{row.role_present}"
        return f"misto-{row.seat_id}" if row.seat_id else f"{OF_A_KEY}{row.key}"

    def is_valid(self) -> bool:
        valid = [row.form.is_valid() for row in self.rows]  # all of them, so that each shows its error
        return all(valid)

    def attendances(self) -> list[dict]:
        """Somebody from the contacts written in twice is one."""
        found, people = [], set()
        contacts = self.contacts if any(row.form.cleaned_data.get("name_text") for row in self.blanks) else {}
        for row in self.rows:
            fields = row.attendance(contacts)
            person = fields and fields.get("person")
            if fields and not (person and person.pk in people):
                found.append(fields)
                people |= {person.pk} if person else set()
        return found

    # --- What the page shows beside the rows --------------------------------------------------------------

    @cached_property
    def contacts(self) -> dict[str, Person]:
        """By what the list offers; of two who can't be told apart neither is offered."""
        found: dict[str, Person] = {}
        twice = set()
        for person in people_of(*self.units).listed().select_related("organisation"):
            label = contact_label(person)
            twice |= {label} & found.keys()
            found[label] = person
        return {label: person for label, person in found.items() if label not in twice}

    @property
    def _decides(self) -> bool:
        return self.event.partnership_id is not None and self.event.kind in DECIDING_KINDS

    @property
    def has_no_rules(self) -> bool:
        return self._decides and self.quorum is None

    @cached_property
    def quorum(self) -> QuorumNeeded | None:
        if not self._decides:
            return None
        return quorum_on(self.event.partnership, self.event.starts_on, self.event.group)

    @property
    def voting(self) -> frozenset[int]:
        """Keys of the seats that make the quorum."""
        return self.quorum.voting if self.quorum else frozenset()

    @property
    def sections(self) -> list[tuple[str, list[Row]]]:
        """Seats by the kind of organisation, in the order of the vocabulary."""
        words = [unit.words for unit in self.event.units]
        found = [
            (
                organisation_label(kind, words),
                [row for row in self.seats if row.seat.organisation_type == kind],
            )
            for kind in OrganisationType
        ]
        return [(heading, rows) for heading, rows in found if rows]

    @property
    def member_count(self) -> int:
        return sum(row.is_member for row in self.seats)

    @property
    def members_present(self) -> int:
        return sum(row.is_member and row.is_present for row in self.seats)

    @property
    def votes_present(self) -> int:
        return sum(row.seat.pk in self.voting and row.is_present for row in self.seats)

    @property
    def others_present(self) -> int:
        """Beside members: standing guests, people of other seats, names."""
        return sum(row.is_present for row in self.rows) - self.members_present

    @property
    def missing_roles(self) -> list[str]:
        return [row.label for row in self.roles if not row.is_present]

    @property
    def is_searched(self) -> bool:
        return len(self.seats) >= SEARCHED_FROM

    # --- Rows ---------------------------------------------------------------------------------------------

    @property
    def _roles_asked(self) -> tuple[OfficialRole, ...]:
        return EVALUATION_ROLES if self.event.kind == EventKind.EVALUATION_MEETING else ()

    def _form(
        self, prefix: str, fields: tuple[str, ...], known: Attendance | None = None, **initial
    ) -> RowForm:
        if known:
            initial |= {
                name: getattr(known, name) for name in fields if name not in initial and hasattr(known, name)
            }
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
            fields = ("name_text", "presence", "is_online")
            form = self._form(f"role-{role}", fields, row, name_text=row.who if row else name)
            form.fields["name_text"].label = "Jméno"
            rows.append(Row(form, label=role.label, role=role, known=row, holder=name))
        return rows

    def _seat_rows(self, known) -> list[Row]:
        present = {row.seat_id: row for row in known if row.seat_id}
        here = (
            self._seats_of_the_body().on(self.event.starts_on)
            if self.event.partnership_id
            else Seat.objects.none()
        )
        seats = Seat.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=list(present)))
        fields = ("presence", "is_online", "name_text", *self.hours)
        return [
            Row(
                self._form(f"misto-{seat.pk}", fields, present.get(seat.pk)),
                label=seat.label,
                note=str(seat.holder or ""),
                seat=seat,
                known=present.get(seat.pk),
            )
            for seat in seats.select_related("organisation", "holder")
        ]

    def _seats_of_the_body(self):
        """A group's own seats where it has some, else the partnership's; nobody has a seat at a training."""
        seats = self.event.partnership.seats
        if self.event.group_id and seats.filter(group=self.event.group_id).exists():
            return seats.filter(group=self.event.group_id)
        return seats.filter(group=None)

    def _known_row(self, known: Attendance) -> Row:
        """Somebody without a seat, written in already: by a name, or a person of the contacts."""
        prefix = f"{OF_A_KEY}{known.key}"
        if known.person_id is None:
            fields = ("name_text", "organisation_text", "is_online", *self.hours, "is_removed")
            return Row(self._form(prefix, fields, known), presence=Presence(known.presence), known=known)
        is_guest = known.presence == Presence.GUEST
        fields = (*(() if is_guest else ("presence",)), "is_online", *self.hours, "is_removed")
        return Row(
            self._form(prefix, fields, known),
            label=str(known.person),
            note=known.organisation_text,
            person=known.person,
            presence=Presence.GUEST if is_guest else None,
            known=known,
        )

    def _blank_row(self, number: int) -> Row:
        fields = ("name_text", "organisation_text", *self.hours)
        form = self._form(f"jmeno-{number}", fields)
        form.fields["name_text"].widget.attrs["list"] = "kontakty"
        return Row(form, presence=self.presence_of_others)

    @property
    def presence_of_others(self) -> Presence:
        """Guests at a meeting, participants of a training."""
        return Presence.GUEST if self.event.is_meeting and not self.event.is_training else Presence.PRESENT

    def row_to_tick(self, name: str) -> Row | None:
        """By its name on the page; one with a key no row has yet is somebody added in the browser."""
        for row in (*self.roles, *self.seats, *self.people):
            if row.name == name:
                return row
        try:
            key = uuid.UUID(name.removeprefix(OF_A_KEY))
        except ValueError:
            return None
        row = self._row_of_a_key(key)
        return row if row.name == name else None

    def _row_of_a_key(self, key) -> Row:
        """Of somebody added in the browser; "nova" stands for the key where the browser copies the row."""
        fields = ("name_text", "organisation_text", "is_online", *self.hours, "is_removed")
        form = RowForm(prefix=f"{OF_A_KEY}{key}", fields=fields)
        return Row(form, presence=self.presence_of_others, key=key)
