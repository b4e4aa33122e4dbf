"""Who did what with an agreement and when, in sentences; read from what the database itself wrote down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from agreements.comments import Said, said_in
from agreements.history.changes import SECTION_OF, Change, Teller
from agreements.history.events import Moment, RowEvent, moments_of, rows_of, tracked_models, value_fields
from agreements.models import Agreement, AgreementVersion, VersionStepLog
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import Section
from partnerships.models import User

# Saves of one section by one person closer than this are told as one; autosave comes every few seconds.
SITTING = timedelta(minutes=10)
SYSTEM = "systém"


class Choice(NamedTuple):
    """What of the history is asked for; nothing means everything. `person` is a pk, 0 stands for „systém“."""

    person: int | None = None
    section: Section | None = None
    first_day: date | None = None
    last_day: date | None = None

    def takes(self, at: datetime, person: int | None) -> bool:
        day = timezone.localtime(at).date()
        if self.person is not None and self.person != (person or 0):
            return False
        return not ((self.first_day and day < self.first_day) or (self.last_day and day > self.last_day))


@dataclass(frozen=True)
class Entry:
    """One save, step or comment; `since` is when its first save was."""

    at: datetime
    since: datetime
    who: str
    version: int | None
    changes: tuple[Change, ...] = ()
    step: VersionStepLog | None = None
    said: Said | None = None

    @property
    def told(self) -> list[tuple[str, Change]]:
        """Each change with its sentence, which goes on after `who`."""
        return [(change.sentence(of_person=self.who != SYSTEM), change) for change in self.changes]


class Happening(NamedTuple):
    """What an entry is made of, before its rows are read."""

    at: datetime
    person: int | None
    moments: tuple[Moment, ...] = ()
    step: VersionStepLog | None = None
    said: Said | None = None


class History:
    """The newest first; a list for a Paginator, which reads the rows only of the page that is asked for."""

    def __init__(self, agreement: Agreement, user: User, choice: Choice):
        """`people` are all who stand in the history of the chosen section, whoever of them is chosen."""
        self.agreement, self.section = agreement, choice.section
        self.columns = _columns(choice.section)
        happenings = [*self._saves(), *self._steps(choice), *self._said(user, choice)]
        people = {one.person for one in happenings}
        self.people = {person.pk: person for person in User.objects.filter(pk__in=people - {None})}
        self.has_system = None in people
        self.numbers = dict(agreement.versions.values_list("pk", "number"))
        chosen = [one for one in happenings if choice.takes(one.at, one.person)]
        self.happenings = _sittings(sorted(chosen, key=lambda one: one.at, reverse=True))

    def _saves(self) -> list[Happening]:
        return [
            Happening(moment.at, moment.user, (moment,))
            for moment in moments_of(self.agreement, self.columns)
        ]

    def _steps(self, choice: Choice) -> list[Happening]:
        if choice.section:
            return []
        steps = VersionStepLog.objects.filter(version__agreement=self.agreement)
        return [Happening(step.at, step.by_id, step=step) for step in steps]

    def _said(self, user: User, choice: Choice) -> list[Happening]:
        said = said_in(self.agreement, user)
        return [
            Happening(one.at, one.who and one.who.pk, said=one)
            for one in said
            if choice.section in (None, one.section)
        ]

    def __len__(self) -> int:
        return len(self.happenings)

    def __getitem__(self, page: slice) -> list[Entry]:
        happenings = self.happenings[page]
        wanted = {moment for one in happenings for moment in one.moments}
        events = rows_of(self.agreement, wanted, list(self.columns)) if wanted else []
        teller = Teller(events)
        entries = [self._entry(one, teller, events) for one in happenings]
        return [entry for entry in entries if entry.changes or entry.step or entry.said]

    def _entry(self, one: Happening, teller: Teller, events: Collection[RowEvent]) -> Entry:
        places = {(moment.at, moment.context) for moment in one.moments}
        told = teller.changes(event for event in events if (event.at, event.context) in places)
        changes = tuple(change for change in told if self.section in (None, change.section))
        version = one.step.version_id if one.step else next((change.version for change in changes), None)
        since = min((moment.at for moment in one.moments), default=one.at)
        who = str(self.people[one.person]) if one.person else SYSTEM
        return Entry(one.at, since, who, self.numbers.get(version), changes, one.step, one.said)


def _columns(section: Section | None) -> dict[type, list[str]]:
    """By model what of it belongs to the section; of a version its fields."""
    if section is None:
        return {model: [field.attname for field in value_fields(model)] for model in tracked_models()}
    own = {
        model: [field.attname for field in value_fields(model)]
        for model, place in SECTION_OF.items()
        if place == section
    }
    fields = [AgreementVersion._meta.get_field(name).attname for name in SECTION_FIELDS.get(section, ())]
    return own | ({AgreementVersion: fields} if fields else {})


def _sittings(happenings: list[Happening]) -> list[Happening]:
    joined: list[Happening] = []
    for one in happenings:
        if joined and _is_same_sitting(joined[-1], one):
            joined[-1] = joined[-1]._replace(moments=(*joined[-1].moments, *one.moments))
        else:
            joined.append(one)
    return joined


def _is_same_sitting(later: Happening, earlier: Happening) -> bool:
    if not (later.moments and earlier.moments) or later.person is None or later.person != earlier.person:
        return False
    last, first = later.moments[-1], earlier.moments[0]
    is_save = (first.action or "").startswith("save_")
    return is_save and last.action == first.action and last.at - first.at <= SITTING
