"""How long an agreement runs (domain.md 1.5): what the document states, what follows from the approval."""

from collections.abc import Iterable
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
    return _validity_from(_start_of(version), version)


def _validity_from(start: date | None, version: AgreementVersion) -> Validity:
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
    termination = getattr(version, "termination", None) if version.state == State.TERMINATED else None
    return termination and termination.ends_on


def _start_of(version: AgreementVersion) -> date | None:
    """The first day of the agreement, which a revision goes on in; its own first day where none is known."""
    if version.number > 1 and version.agreement.in_force:
        return version.agreement.in_force.lower
    return takes_effect_on(version)


def approved_on(version: AgreementVersion) -> date | None:
    return next(
        (approval.decided_on for approval in version.approvals.all() if approval.side == Side.UNIT), None
    )


def takes_effect_on(version: AgreementVersion) -> date | None:
    """The first day a version holds: one stated by a person, else its approval, of a revision its last signature.

    A revision taken over from paper may lack signatures and then holds from its approval.
    """
    stated = getattr(version, "stated_start", None)
    if stated is not None:
        return stated.starts_on
    if version.number == 1:
        return approved_on(version)
    signed = [row.signed_on for row in version.signatures.all() if row.signed_on]
    return max([*signed, *filter(None, [approved_on(version)])], default=None)


def days_in_effect(versions: list[AgreementVersion]) -> dict[int, Window | None]:
    """By pk, of effective versions in the order of their numbers: each holds until the day before the next one.

    None where its days are not known. A version that had run out earlier does not hold on until the next.
    """
    agreement_start = next(filter(None, map(takes_effect_on, versions)), None)
    windows = {}
    for version, later in zip(versions, [*versions[1:], None], strict=True):
        start, end = takes_effect_on(version), _validity_from(agreement_start, version).end
        if later:
            next_start = takes_effect_on(later)
            end = next_start and _earlier(end, next_start - timedelta(days=1))
        windows[version.pk] = Window(start, end) if start and end and start <= end else None
    return windows


def promised_window(version: AgreementVersion) -> Window | None:
    """The timeline's own period within the validity, as the version promised it (domain.md 2.3).

    None where the days are not known: nothing can be computed and `warnings.window_gap` says what is missing.
    """
    validity = validity_of(version)
    if validity.start is None or validity.end is None:
        return None
    start = max(filter(None, [version.timeline_from, validity.start]))
    end = min(filter(None, [version.timeline_to, validity.end]))
    return Window(start, end) if start <= end else None


def timeline_window(version: AgreementVersion) -> Window | None:
    """Of what was promised the days the version is or was the one that holds.

    None also where it was replaced on a day nobody has stated.
    """
    window = promised_window(version)
    if window is None or not version.in_effect:
        return window if version.state != State.SUPERSEDED else None
    start = max(window.start, version.in_effect.lower)
    end = min(window.end, version.last_day)
    return Window(start, end) if start <= end else None


def whole_window(versions: Iterable[AgreementVersion]) -> Window | None:
    """From the first to the last day that any of the versions counts in; None where no days are known."""
    windows = [window for window in map(timeline_window, versions) if window]
    if not windows:
        return None
    return Window(min(one.start for one in windows), max(one.end for one in windows))
