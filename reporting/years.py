"""Which years an agreement can be reported on; whether one really can, `planning.year.year_result` says."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from agreements.models import Agreement
from agreements.validity import whole_window
from reporting.models import FulfilmentReport


class ReportYear(NamedTuple):
    year: int
    versions: tuple[FulfilmentReport, ...]  # the newest first
    is_open: bool  # for a first version or a further one


def years_with_reports(
    agreement: Agreement, reports: Iterable[FulfilmentReport], *, today: date
) -> tuple[ReportYear, ...]:
    """The newest year first: those that can be reported on and those that once were."""
    versions: dict[int, list[FulfilmentReport]] = {}
    for report in sorted(reports, key=lambda one: -one.number):
        versions.setdefault(report.year, []).append(report)
    reportable = reportable_years(agreement, today=today)
    return tuple(
        ReportYear(
            year,
            tuple(versions.get(year, ())),
            year in reportable and all(one.is_printed for one in versions.get(year, ())),
        )
        for year in sorted({*reportable, *versions}, reverse=True)
    )


def reportable_years(agreement: Agreement, *, today: date) -> tuple[int, ...]:
    """The newest first, up to the running one; none while nothing says when the agreement runs. Two queries."""
    versions = agreement.versions.effective().select_related("stated_start", "termination")
    window = whole_window(versions.prefetch_related("approvals"))
    if window is None:
        return ()
    return tuple(range(min(window.end.year, today.year), window.start.year - 1, -1))
