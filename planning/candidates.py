"""Which commitments an event may fulfil: of its units' agreements as they held on its day, by its kind.

A meeting of a shared partnership is one event and counts for the agreements of all the units it serves, once for
each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from agreements.lifecycle import EFFECTIVE, State
from agreements.models import Agreement, AgreementVersion, ScheduleTerm
from partnerships.models import Event, TerritorialUnit
from partnerships.vocabulary import EventKind
from planning.fulfilment import kind_fits
from planning.models import Commitment, Fulfilment


@dataclass(frozen=True)
class Candidate:
    commitment: Commitment
    term: ScheduleTerm  # with its step and activity
    unit_name: str = ""  # said where commitments of several units stand together

    @property
    def label(self) -> str:
        return " – ".join(filter(None, [self.unit_name, self.term.step.activity.name, self.term.raw_text]))

    @property
    def is_obvious(self) -> bool:
        """One document of many can't be told from another by its kind, so a person has to say which it is."""
        return self.term.event_kind != EventKind.DOCUMENT

    @property
    def is_of_the_partnership(self) -> bool:
        """A meeting is everybody's; whose report it discussed is for the people of each unit to say."""
        return self.term.event_kind == EventKind.LP_MEETING


@dataclass(frozen=True)
class OfKind:
    """As much of an event as decides which terms it fits."""

    kind: EventKind
    discusses_fulfilment: bool = False


def candidates(
    units: Iterable[TerritorialUnit],
    kind: EventKind,
    *,
    on: date,
    discusses_fulfilment: bool = False,
    event: Event | None = None,
) -> list[Candidate]:
    """In the order of the timeline, as it was worded on the day, two queries.

    What `event` has been linked to stays among them also where a later revision left it out.
    """
    units = list(units)
    terms = _terms(units, on=on, event=event).select_related("step__activity", "version__agreement__unit")
    of_kind = OfKind(kind, discusses_fulfilment)
    fitting = [term for term in terms if kind_fits(of_kind, term)]
    held = {place_of(term) for term in fitting if term.is_held}
    fitting = [term for term in fitting if term.is_held or place_of(term) not in held]
    commitments = commitments_by_term(fitting)
    return [
        Candidate(commitments[place], term, term.version.agreement.unit.name if len(units) > 1 else "")
        for term in fitting
        if (place := place_of(term)) in commitments
    ]


def _terms(units: list[TerritorialUnit], *, on: date, event: Event | None) -> QuerySet[ScheduleTerm]:
    """Of the versions that hold on the day; of linked commitments also in their newest wording."""
    versions = AgreementVersion.objects.filter(agreement=OuterRef("version__agreement"))
    is_held = Q(version=Subquery(versions.held_on(on).values("pk")[:1])) & (
        ~Q(version__state=State.TERMINATED) | Q(version__in_effect__endswith__gt=on)
    )
    wordings = ScheduleTerm.objects.filter(
        version__agreement=OuterRef("version__agreement"), key=OuterRef("key"), version__state__in=EFFECTIVE
    )
    linked = Fulfilment.objects.filter(
        event=event, commitment__agreement=OuterRef("version__agreement"), commitment__key=OuterRef("key")
    )
    is_newest = ~Exists(wordings.filter(version__number__gt=OuterRef("version__number")))
    return (
        _of_the_agreement_of_the_day(ScheduleTerm.objects.filter(version__agreement__unit__in=units), on)
        .filter(version__state__in=EFFECTIVE)
        .annotate(is_held=Case(When(is_held, then=True), default=False))
        .filter(Q(is_held=True) | (Q(Exists(linked)) & Q(is_newest)))
        .order_by("version", "step__activity__position", "step__position", "position", "pk")
    )


def _of_the_agreement_of_the_day(terms: QuerySet[ScheduleTerm], on: date) -> QuerySet[ScheduleTerm]:
    """Of agreements that follow one another the newest begun by the day, else the first."""
    start = OuterRef("version__agreement__in_force__startswith")
    others = Agreement.objects.filter(
        unit=OuterRef("version__agreement__unit"), kind=OuterRef("version__agreement__kind")
    )
    begun_later = others.filter(in_force__startswith__gt=start, in_force__startswith__lte=on)
    begun_before = others.filter(in_force__startswith__lt=start)
    return terms.filter(~Exists(begun_later)).exclude(
        Exists(begun_before), version__agreement__in_force__startswith__gt=on
    )


def turning_days(units: Iterable[TerritorialUnit]) -> list[date]:
    """In order, the days since which another wording or another agreement answers than the day before. One query."""
    versions = AgreementVersion.objects.filter(agreement__unit__in=units).order_by()
    ends = versions.values_list(
        "agreement__in_force__startswith", "in_effect__startswith", "in_effect__endswith"
    )
    return sorted({day for row in ends for day in row if day})


def place_of(term: ScheduleTerm) -> tuple[int, UUID]:
    return term.version.agreement_id, term.key


def candidates_of(event: Event, units: Iterable[TerritorialUnit]) -> list[Candidate]:
    """`event` went through planning.facts.with_facts."""
    return candidates(
        units,
        EventKind(event.kind),
        on=event.last_day,
        discusses_fulfilment=event.discusses_fulfilment,
        event=event,
    )


def commitments_by_term(terms: list[ScheduleTerm]) -> dict[tuple[int, UUID], Commitment]:
    rows = Commitment.objects.select_related("agreement").filter(
        agreement__in={term.version.agreement_id for term in terms}, key__in=[term.key for term in terms]
    )
    return {(row.agreement_id, row.key): row for row in rows}
