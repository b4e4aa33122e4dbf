"""One way to write down what happened: events tied to the steps of a timeline by the names the documents' rows have."""

from datetime import date

from agreements.models import ActivityStep, Agreement, ScheduleTerm
from agreements.vocabulary import OutputCode
from partnerships.models import Event, User
from partnerships.vocabulary import EventKind, MeetingMode, OfficialRole, Presence
from planning import actions
from planning.models import Commitment
from reporting.demo.files import evidence_file

TODAY = date(2024, 3, 1)  # everything had been written down by then


class Diary:
    """Steps under their names: C1, C2 … for the letter C."""

    def __init__(self, agreement: Agreement, *, by: User, letter: str, office: str):
        self.agreement, self.by, self.office = agreement, by, office
        version = agreement.versions.in_force().get()
        in_order = ActivityStep.objects.filter(version=version).order_by("activity__position", "position")
        self.steps = {f"{letter}{number}": step for number, step in enumerate(in_order, start=1)}
        commitments = {row.key: row for row in Commitment.objects.filter(agreement=agreement)}
        self._by_step_and_kind = {
            (term.step_id, term.event_kind): commitments[term.key]
            for term in ScheduleTerm.objects.filter(version=version)
        }

    def commitment(self, step: str, kind: EventKind) -> Commitment:
        return self._by_step_and_kind[self.steps[step].pk, kind]

    def write(
        self, kind, day, *, fulfils=(), by=None, place=None, mode=MeetingMode.IN_PERSON, **fields
    ) -> Event:
        return actions.record_event(
            self.agreement.unit,
            by=by or self.by,
            today=TODAY,
            kind=kind,
            starts_on=day,
            commitments=[self.commitment(*place_of) for place_of in fulfils],
            place=self.office if place is None else place,
            mode=mode,
            **fields,
        )

    def attach(self, event: Event, output: OutputCode, name: str, lines: list[str], by=None) -> None:
        self._attach(event, output, name, lines, day=event.starts_on, place=event.place, by=by)

    def attach_for_year(self, place_of, output: OutputCode, day: date, name: str, lines: list[str], by=None):
        """One document for all events of a commitment in the year."""
        self._attach(self.commitment(*place_of), output, name, lines, day=day, place="", by=by)

    def _attach(self, thing, output, name, lines, *, day, place, by) -> None:
        upload = evidence_file(
            f"{name}-{day:%Y-%m-%d}.pdf", title=output.label, day=day, place=place, lines=lines
        )
        actions.attach_evidence(thing, by=by or self.by, output=output, upload=upload, delivered_on=day)

    def seat(self, event: Event, seats, *, excused=(), absent=()) -> None:
        """Presence of seats by the type of their organisation."""
        rows = [{"seat": seat, "presence": _presence(seat, excused, absent)} for seat in seats]
        actions.record_attendance(event, by=self.by, rows=rows)

    def explain(self, step: str, year: int, **words) -> None:
        actions.explain_deviation(
            self.agreement, by=self.by, year=year, step_key=self.steps[step].key, **words
        )


def _presence(seat, excused, absent) -> Presence:
    if seat.organisation_type in absent:
        return Presence.ABSENT
    return Presence.EXCUSED if seat.organisation_type in excused else Presence.PRESENT


def consultant_present() -> dict:
    return {
        "name_text": "konzultant/ka ASZ",
        "role_present": OfficialRole.CONSULTANT,
        "presence": Presence.PRESENT,
    }
