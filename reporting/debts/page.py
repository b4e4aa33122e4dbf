"""One page of „Co kdo dluží“: figures, groups of lines, and what keeps the overview from being whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Value

from partnerships.models import TerritorialUnit, User
from planning.models import Debt
from planning.vocabulary import OwedBy
from reporting.debts.filters import DebtFilter
from reporting.debts.lines import Line
from reporting.debts.rows import BY_DEBTOR, BY_UNIT, UNIT, WORST, in_order, overdue, this_year, within_days

PAGE_SIZE = 50


class Figure(NamedTuple):
    """Of one unit or one debtor. All but the last two count rows of any day, those the ones that were chosen."""

    key: int | str
    name_sort: str
    total: int
    overdue: int
    soon: int
    this_year: int
    chosen: int
    chosen_overdue: int


@dataclass(frozen=True)
class Figures:
    by_group: dict[int | str, Figure]

    def _sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.by_group.values())

    @property
    def total(self) -> int:
        return self._sum("total")

    @property
    def overdue(self) -> int:
        return self._sum("overdue")

    @property
    def soon(self) -> int:
        return self._sum("soon")

    @property
    def this_year(self) -> int:
        return self._sum("this_year")

    @property
    def chosen(self) -> int:
        return self._sum("chosen")

    @property
    def worst(self) -> list[int]:
        """Units by how much of what was chosen is late."""
        rows = sorted(self.by_group.values(), key=lambda one: (-one.chosen_overdue, one.name_sort, one.key))
        return [one.key for one in rows]


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
    is_late, is_chosen = overdue(today), filtered.when or Q(pk__isnull=False)
    is_of_debtor = _order(filtered) == BY_DEBTOR
    found = (
        filtered.qs.order_by()
        .values_list(*(["owed_by", Value("")] if is_of_debtor else [UNIT, f"{UNIT}__name_sort"]))
        .annotate(
            total=Count("pk"),
            overdue=Count("pk", filter=is_late),
            soon=Count("pk", filter=within_days(today)),
            this_year=Count("pk", filter=this_year(today)),
            chosen=Count("pk", filter=is_chosen),
            chosen_overdue=Count("pk", filter=is_chosen & is_late),
        )
    )
    return Figures({row[0]: Figure(*row) for row in found})


def ordered(filtered: DebtFilter, figures: Figures, *, today: date) -> QuerySet[Debt]:
    return in_order(filtered.qs.filter(filtered.when), filtered.order, figures.worst, today=today)


def groups_of(
    rows: Iterable[Debt], filtered: DebtFilter, figures: Figures, user: User, *, today: date
) -> list[Group]:
    """By the unit or by the debtor where the order is by them, else one group without a name."""
    lines = [Line(row, user, today) for row in rows]
    if _order(filtered) in {WORST, BY_UNIT}:
        return [
            _group(unit, unit.name, figures.by_group[unit.pk], own)
            for unit, own in groupby(lines, lambda line: line.unit)
        ]
    if _order(filtered) == BY_DEBTOR:
        return [
            _group(None, OwedBy(who).label, figures.by_group[who], own)
            for who, own in groupby(lines, lambda line: line.debt.owed_by)
        ]
    return [Group(None, "", len(lines), 0, lines)] if lines else []


def _group(unit, label: str, figure: Figure, lines: Iterable[Line]) -> Group:
    return Group(unit, label, figure.chosen, figure.chosen_overdue, list(lines))


def _order(filtered: DebtFilter) -> str:
    return filtered.order.removeprefix("-")
