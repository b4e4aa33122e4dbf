"""How long an agreement runs (domain.md 1.5): what the document states, what follows from the approval."""

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.lifecycle import State
from agreements.models import AgreementVersion
from agreements.vocabulary import Side


@dataclass(frozen=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True)
class Validity:
    """`start` and `end` are what the application goes by; None where nothing says so.

    `start` is that of the whole agreement, also for a revision. `end` is the last day stated by a person, else
    the last day counted in years from the start, else the end of the last stated year; an early termination
    ends it all. `computed_end` is shown beside it, and `conflict` says that the stated years end in another
    year than the one counted.
    """

    start: date | None
    end: date | None
    computed_end: date | None
    conflict: bool


def add_years(day: date, years: int) -> date:
    """29 February becomes 28 February in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def validity_of(version: AgreementVersion) -> Validity:
    """Reads the agreement, `approvals` and `stated_start` of the version (prefetch them in lists)."""
    start = _start_of(version)
    years = version.stated_years
    computed_end = add_years(start, years) - timedelta(days=1) if start and years else None
    stated_end = date(version.stated_to_year, 12, 31) if version.stated_to_year else None
    return Validity(
        start=start,
        end=_earlier(version.valid_to or computed_end or stated_end, _terminated_on(version)),
        computed_end=computed_end,
        conflict=bool(computed_end and stated_end and computed_end.year != stated_end.year),
    )


def _earlier(end: date | None, other: date | None) -> date | None:
    return min(filter(None, [end, other]), default=None)


def _terminated_on(version: AgreementVersion) -> date | None:
    return version.termination.ends_on if version.state == State.TERMINATED else None


def _start_of(version: AgreementVersion) -> date | None:
    """A start stated by a person, else the unit's approval; a revision goes on in the agreement's own days."""
    stated = getattr(version, "stated_start", None)
    if stated is not None:
        return stated.starts_on
    if version.number > 1 and version.agreement.in_force:
        return version.agreement.in_force.lower
    return approved_on(version)


def approved_on(version: AgreementVersion) -> date | None:
    return next(
        (approval.decided_on for approval in version.approvals.all() if approval.side == Side.UNIT), None
    )


def takes_effect_on(version: AgreementVersion) -> date | None:
    """The first day a version holds: a first one from the agreement's start, a revision from its last signature.

    A revision taken over from paper may lack signatures and then holds from its approval.
    """
    if version.number == 1:
        return _start_of(version)
    signed = [row.signed_on for row in version.signatures.all() if row.signed_on]
    return max([*signed, *filter(None, [approved_on(version)])], default=None)


def days_in_effect(versions: list[AgreementVersion]) -> dict[int, Window | None]:
    """By pk, of effective versions in the order of their numbers: each holds until the day before the next one.

    None where its days are not known.
    """
    windows = {}
    for version, later in zip(versions, [*versions[1:], None], strict=True):
        start = takes_effect_on(version)
        next_start = takes_effect_on(later) if later else None
        end = next_start - timedelta(days=1) if next_start else (None if later else validity_of(version).end)
        windows[version.pk] = Window(start, end) if start and end and start <= end else None
    return windows


def timeline_window(version: AgreementVersion) -> Window | None:
    """The effective window of the timeline's steps (domain.md 2.3): its own period within the validity.

    Of a version that holds or held only the days it was the one that holds.

    None where the days are not known: nothing can be computed and `warnings.window_gap` says what is missing.
    """
    validity = validity_of(version)
    if validity.start is None or validity.end is None:
        return None
    first, last = (version.in_effect.lower, version.in_effect.upper) if version.in_effect else (None, None)
    start = max(filter(None, [version.timeline_from, validity.start, first]))
    end = min(filter(None, [version.timeline_to, validity.end, last and last - timedelta(days=1)]))
    return Window(start, end) if start <= end else None
