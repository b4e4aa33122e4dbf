"""How long an agreement runs (domain.md 1.5): what the document states, what follows from the approval."""

from dataclasses import dataclass
from datetime import date, timedelta

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

    `end` is the last day stated by a person, else the last day counted in years from the start, else the end
    of the last stated year. `computed_end` is shown beside it, and `conflict` says that the stated years end
    in another year than the one counted.
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
    """Reads `approvals` and `stated_start` of the version (prefetch them in lists)."""
    start = _start_of(version)
    years = version.stated_years
    computed_end = add_years(start, years) - timedelta(days=1) if start and years else None
    stated_end = date(version.stated_to_year, 12, 31) if version.stated_to_year else None
    return Validity(
        start=start,
        end=version.valid_to or computed_end or stated_end,
        computed_end=computed_end,
        conflict=bool(computed_end and stated_end and computed_end.year != stated_end.year),
    )


def _start_of(version: AgreementVersion) -> date | None:
    """The unit's approval, unless a person stated a start."""
    stated = getattr(version, "stated_start", None)
    if stated is not None:
        return stated.starts_on
    return next(
        (approval.decided_on for approval in version.approvals.all() if approval.side == Side.UNIT), None
    )


def timeline_window(version: AgreementVersion) -> Window | None:
    """The effective window of the timeline's steps (domain.md 2.3): its own period within the validity.

    None where the days are not known: nothing can be computed and `warnings.window_gap` says what is missing.
    """
    validity = validity_of(version)
    if validity.start is None or validity.end is None:
        return None
    start = max(filter(None, [version.timeline_from, validity.start]))
    end = min(filter(None, [version.timeline_to, validity.end]))
    return Window(start, end) if start <= end else None
