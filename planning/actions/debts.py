"""Computes again what agreements owe. Nobody's deed: it copies what planning.year says, see planning.models.debts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from agreements.models import Agreement, AgreementVersion
from planning.debts import debts_of, stale, unjudged_of, waiting_for_nothing
from planning.models import Debt, DebtMark, DebtSheet
from planning.results import YearResult
from planning.year import Known, read, result_of

AT_ONCE = 25  # agreements in one transaction of the clock
READER_WAITS_FOR = 10  # of them; the clock does the others


@dataclass(frozen=True)
class Overview:
    """What of the agreements asked for the debts do not say: how many are yet to be computed, and what can't be."""

    waiting: int
    unjudged: list[Agreement]  # each with its number `unjudged`


def bring_up_to_date(agreements: QuerySet[Agreement], *, today: date) -> Overview:
    """One query where nothing has changed since."""
    rows = list(_incomplete(agreements, today))
    stale_ones = [row.pk for row in rows if row.is_stale]
    if stale_ones:
        refresh_debts(stale_ones[:READER_WAITS_FOR], today=today)
        rows = list(_incomplete(agreements, today))
    return Overview(sum(row.is_stale for row in rows), [row for row in rows if row.unjudged])


def _incomplete(agreements: QuerySet[Agreement], today: date) -> QuerySet[Agreement]:
    is_stale = Q(pk__in=stale(Agreement.objects.all(), today=today).values("pk"))
    rows = agreements.annotate(is_stale=is_stale, unjudged=Coalesce("debt_sheet__unjudged", 0))
    return (
        rows.filter(Q(is_stale=True) | Q(unjudged__gt=0))
        .select_related("unit")
        .order_by("unit__name_sort", "pk")
    )


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
    sheets = (
        DebtSheet.objects.select_for_update(of=("self",)).filter(agreement__in=pks).order_by("agreement_id")
    )
    computed = {sheet.agreement_id for sheet in sheets if sheet.computed_on == today}
    marks = list(DebtMark.objects.filter(agreement__in=pks).values_list("pk", "agreement"))
    left = {*pks} - computed | {agreement for _, agreement in marks}  # another reader may have been first
    if not left:
        return
    years = _years_of(left, today)
    Debt.objects.filter(commitment__agreement__in=left).delete()
    Debt.objects.bulk_create(debt for own in years.values() for debt in debts_of(own, today=today))
    for sheet in sheets:
        if sheet.agreement_id in left:
            sheet.computed_on, sheet.unjudged = today, unjudged_of(years[sheet.agreement_id], today=today)
    DebtSheet.objects.bulk_update(sheets, ["computed_on", "unjudged"])
    DebtMark.objects.filter(pk__in=[pk for pk, _ in marks]).delete()


def _years_of(pks: Iterable[int], today: date) -> dict[int, list[YearResult]]:
    """Every year that each of the agreements promises something in, in the queries of one."""
    agreements = Agreement.objects.filter(pk__in=pks)
    versions = AgreementVersion.objects.filter(agreement__in=pks).effective()
    known = read(agreements, versions.select_related("agreement__counting").with_days())
    return {pk: _years(known, pk, today) for pk in known.versions}


def _years(known: Known, pk: int, today: date) -> list[YearResult]:
    running = result_of(known, pk, today.year, today=today)
    others = (result_of(known, pk, year, today=today) for year in running.years if year != today.year)
    return [running, *others]
