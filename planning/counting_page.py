"""What the pages of counting show: the preview term by term, and who decided what and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agreements.history import SYSTEM
from agreements.history.events import event_model
from agreements.models import Agreement, ScheduleTerm
from partnerships.czech import format_date
from partnerships.models import User
from planning.counting import Change
from planning.expectations import Expectation
from planning.models import CountingRule, Occurrence, Rounding, YearBasis

# More would make the page long; the newest say how it came to what holds now.
SHOWN = 20


@dataclass(frozen=True)
class PreviewLine:
    """„Lokální partnerství – 4x ročně, 2022: 3 → 4“"""

    term: ScheduleTerm | None
    year: int
    before: str
    after: str


@dataclass(frozen=True)
class Decided:
    at: datetime
    who: str
    text: str
    reason: str


def preview_lines(agreement: Agreement, changes: Iterable[Change]) -> list[PreviewLine]:
    changes = list(changes)
    terms = ScheduleTerm.objects.filter(
        version__in=agreement.versions.effective(), key__in=[one.term_key for one in changes]
    )
    newest = {term.key: term for term in terms.select_related("step__activity").order_by("version__number")}
    places = {term.key: _place(term) for term in newest.values()}
    changes.sort(key=lambda one: (*places.get(one.term_key, ()), str(one.term_key), one.year))
    return [
        PreviewLine(newest.get(one.term_key), one.year, in_words(one.before), in_words(one.after))
        for one in changes
    ]


def _place(term: ScheduleTerm) -> tuple[int, ...]:
    return term.step.activity.position, term.step.position, term.position, term.pk


def in_words(row: Expectation | None) -> str:
    if row is None:
        return "nic"
    number = "bez počtu" if row.expected is None else f"{row.expected}×"
    if row.counts_from:
        return f"{number} za dobu {format_date(row.counts_from)} – {format_date(row.due_on)}"
    return f"{number} do {format_date(row.due_on)}" if row.due_on else number


def rule_history(agreement: Agreement) -> list[Decided]:
    """The newest first."""
    events = event_model(CountingRule).objects.filter(agreement=agreement).order_by("-pgh_id")[:SHOWN]
    people = User.objects.in_bulk({one.decided_by_id for one in events})
    return [
        Decided(
            one.pgh_created_at,
            str(people.get(one.decided_by_id, SYSTEM)),
            f"{Rounding(one.rounding).label}; „ročně“ znamená {YearBasis(one.year_basis).label}",
            one.reason,
        )
        for one in events
    ]


def decisions_about(row: Occurrence) -> list[Decided]:
    """The newest first; computing the number anew is no decision."""
    events = event_model(Occurrence).objects.filter(pgh_obj=row).select_related("pgh_context")
    found, before = [], None
    for one in events.order_by("pgh_id"):
        now = (one.override, one.override_reason)
        if now != (before or (None, "")):
            found.append(one)
        before = now
    found = found[: -SHOWN - 1 : -1]
    people = User.objects.in_bulk({_author(one) for one in found} - {None})
    return [
        Decided(
            one.pgh_created_at,
            str(people.get(_author(one), SYSTEM)),
            "vzato zpět" if one.override is None else f"{one.override}×",
            one.override_reason,
        )
        for one in found
    ]


def _author(event) -> int | None:
    return (event.pgh_context.metadata or {}).get("user") if event.pgh_context else event.override_by_id
