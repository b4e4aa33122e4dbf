"""Computes again what agreements owe. Nobody's deed: it copies what planning.year says, see planning.models.debts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from agreements.models import Agreement, AgreementVersion
from planning.debts import debts_of, stale, waiting_for_nothing
from planning.models import Debt, DebtMark, DebtSheet
from planning.results import YearResult
from planning.year import with_days, wording_day, year_results

AT_ONCE = 25  # agreements in one transaction


def refresh_all_debts(*, today: date) -> int:
    """Each batch stands by itself: what fails later takes nothing away from those before."""
    DebtMark.objects.filter(waiting_for_nothing()).delete()
    pks = list(stale(Agreement.objects.all(), today=today).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        refresh_debts(pks[start : start + AT_ONCE], today=today)
    return len(pks)


@transaction.atomic
def refresh_debts(agreements: Iterable[int], *, today: date) -> None:
    """Of those with the given pks. A change committed meanwhile leaves its own mark, which stays for the next one."""
    pks = sorted(agreements)
    DebtSheet.objects.bulk_create([DebtSheet(agreement_id=pk) for pk in pks], ignore_conflicts=True)
    sheets = DebtSheet.objects.select_for_update(of=("self",)).filter(agreement__in=pks).order_by("agreement")
    computed = {sheet.agreement_id for sheet in sheets if sheet.computed_on == today}
    marks = list(DebtMark.objects.filter(agreement__in=pks).values_list("pk", "agreement"))
    left = {*pks} - computed | {agreement for _, agreement in marks}  # another reader may have been first
    if not left:
        return
    Debt.objects.filter(commitment__agreement__in=left).delete()
    Debt.objects.bulk_create(
        debt for years in _years_of(left, today).values() for debt in debts_of(years, today=today)
    )
    DebtMark.objects.filter(pk__in=[pk for pk, _ in marks]).delete()
    DebtSheet.objects.filter(agreement__in=left).update(computed_on=today)


def _years_of(pks: Iterable[int], today: date) -> dict[int, list[YearResult]]:
    """Every year that any of the agreements promises something in."""
    agreements = list(Agreement.objects.filter(pk__in=pks))
    running = _results(agreements, today.year, today)
    others = {year for result in running.values() for year in result.years} - {today.year}
    found = defaultdict(list)
    for results in (running, *(_results(agreements, year, today) for year in sorted(others))):
        for pk, result in results.items():
            found[pk].append(result)
    return found


def _results(agreements: list[Agreement], year: int, today: date) -> dict[int, YearResult]:
    versions = AgreementVersion.objects.filter(agreement__in=agreements).select_related("agreement")
    return year_results(
        agreements, with_days(versions.held_on(wording_day(year, today=today))), year, today=today
    )
