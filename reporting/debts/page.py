"""One page of „Co kdo dluží“: figures, groups of lines, and what keeps the overview from being whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from partnerships.models import TerritorialUnit, User
from planning.models import Debt
from planning.vocabulary import OwedBy
from reporting.debts.filters import DebtFilter
from reporting.debts.lines import Line
from reporting.debts.rows import BY_DEBTOR, BY_UNIT, UNIT, WORST, in_order, overdue, this_year, within_days

PAGE_SIZE = 50


@dataclass(frozen=True)
class Figures:
    """All but `chosen` count rows of any day."""

    chosen: int
    total: int
    overdue: int
    soon: int
    this_year: int


class Counted(Paginator):
    """Of rows that were counted with the figures."""

    def __init__(self, rows, per_page: int, number: int):
        super().__init__(rows, per_page)
        self.number = number

    @cached_property
    def count(self) -> int:
        return self.number


@dataclass(frozen=True)
class Group:
    """Lines of one unit or one debtor; `count` and `overdue` are of the whole group, also on other pages."""

    unit: TerritorialUnit | None
    label: str
    count: int
    overdue: int
    lines: list[Line]

    @property
    def says_unit(self) -> bool:
        """Each line names its unit where the group does not."""
        return self.unit is None


def figures_of(filtered: DebtFilter, *, today: date) -> Figures:
    found = filtered.qs.order_by().aggregate(
        chosen=Count("pk", filter=filtered.when or Q(pk__isnull=False)),
        total=Count("pk"),
        overdue=Count("pk", filter=overdue(today)),
        soon=Count("pk", filter=within_days(today)),
        this_year=Count("pk", filter=this_year(today)),
    )
    return Figures(**found)


def group_column(filtered: DebtFilter) -> str:
    return "owed_by" if filtered.order.removeprefix("-") == BY_DEBTOR else UNIT


def ordered(filtered: DebtFilter, *, today: date) -> QuerySet[Debt]:
    return in_order(
        filtered.qs.filter(filtered.when), filtered.order, group=group_column(filtered), today=today
    )


def groups_of(rows: Iterable[Debt], filtered: DebtFilter, user: User, *, today: date) -> list[Group]:
    """By the unit or by the debtor where the order is by them, else one group without a name."""
    lines = [Line(row, user, today) for row in rows]
    order = filtered.order.removeprefix("-")
    if order in {WORST, BY_UNIT}:
        return [_group(list(own)) for _, own in groupby(lines, lambda line: line.unit)]
    if order == BY_DEBTOR:
        return [_group(list(own), OwedBy(who)) for who, own in groupby(lines, lambda line: line.debt.owed_by)]
    return [Group(None, "", len(lines), 0, lines)] if lines else []


def _group(lines: list[Line], who: OwedBy | None = None) -> Group:
    first = lines[0]
    unit = None if who else first.unit
    label = who.label if who else first.unit.name
    return Group(unit, label, first.debt.in_group, first.debt.overdue_in_group, lines)
