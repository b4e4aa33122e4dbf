"""Everything a question finds, in two queries whatever the number of kinds and rows.

The first only counts and picks, the second reads the few rows that are shown: a short question finds tens of
thousands, and putting each of them into words is what would cost.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Case, Count, F, Func, IntegerField, QuerySet, Value, When, Window
from django.db.models.expressions import BaseExpression
from django.db.models.fields import BooleanField
from django.db.models.functions import JSONObject, Left, RowNumber

from partnerships.database import PlainLetters
from partnerships.models import User
from reporting.search.kinds import KINDS, Kind
from reporting.search.matching import answering
from reporting.search.question import Piece, Question, fold, marked

PER_GROUP = 5
SUGGESTIONS = 8


class Line(NamedTuple):
    """A found row; `rank` 0 says that it begins with the question."""

    title: list[Piece]
    notes: list[list[Piece]]
    url: str
    rank: int = 1


@dataclass(frozen=True)
class Group:
    kind: Kind
    total: int
    lines: tuple[Line, ...]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.lines)


def search(user: User, question: Question, per_group: int = PER_GROUP) -> list[Group]:
    """A group of each kind that has something; the numbers count what the person may see."""
    if not question.can_be_asked:
        return []
    totals, keys = {}, defaultdict(list)
    for slug, pk, total in _united(_picked(kind, user, question)[:per_group] for kind in KINDS):
        totals[slug] = total
        keys[slug].append(pk)
    if not keys:
        return []
    shown = [kind for kind in KINDS if kind.slug in keys]
    rows = defaultdict(list)
    for slug, *row in _united(_told(kind, user, question, keys[kind.slug]) for kind in shown):
        rows[slug].append(row)
    return [_group(kind, totals[kind.slug], rows[kind.slug], question) for kind in shown]


def suggestions(user: User, question: Question) -> tuple[list[tuple[Kind, Line]], int]:
    """What begins with the question first, then by kinds; and the number of all that is found."""
    groups = search(user, question)
    lines = [(group.kind, line) for group in groups for line in group.lines]
    lines.sort(key=lambda one: one[1].rank)
    return lines[:SUGGESTIONS], sum(group.total for group in groups)


def found(kind: Kind, user: User, question: Question) -> QuerySet:
    """Rows of the kind as dictionaries, in the order they are shown."""
    return _described(_ordered(answering(kind.rows(user), question, kind.ways), kind, question), kind)


def _picked(kind: Kind, user: User, question: Question) -> QuerySet:
    rows = _ordered(answering(kind.rows(user), question, kind.ways), kind, question)
    total = Window(Count("pk"))
    return rows.annotate(found_kind=Value(kind.slug), found_total=total).values_list(
        "found_kind", "pk", "found_total"
    )


def _told(kind: Kind, user: User, question: Question, keys: list[int]) -> QuerySet:
    rows = _described(_ordered(kind.rows(user).filter(pk__in=keys), kind, question), kind)
    place = Window(RowNumber(), order_by=rows.query.order_by)
    return (
        rows.annotate(found_kind=Value(kind.slug), found_place=place)
        .order_by()
        .values_list("found_kind", "found_place", "found_rank", "found_row")
    )


def _ordered(rows: QuerySet, kind: Kind, question: Question) -> QuerySet:
    return rows.annotate(found_rank=_rank(kind, question)).order_by("found_rank", *kind.order)


def _described(rows: QuerySet, kind: Kind) -> QuerySet:
    fields = {"pk": "pk", **kind.fields}
    return rows.annotate(found_row=JSONObject(**{name: _expression(field) for name, field in fields.items()}))


def _united(parts: Iterable[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True)


def _rank(kind: Kind, question: Question) -> BaseExpression:
    if kind.headline is None:
        return Value(1)
    asked = fold(question.text)
    begins = Func(
        PlainLetters(Left(_expression(kind.headline), len(asked))),
        Value(asked),
        function="pg_catalog.starts_with",
        output_field=BooleanField(),
    )
    return Case(When(begins, then=0), default=1, output_field=IntegerField())


def _expression(field: str | BaseExpression) -> F | BaseExpression:
    return F(field) if isinstance(field, str) else field


def lines_of(kind: Kind, rows, question: Question) -> list[Line]:
    return [_line(kind, row, question) for row in rows]


def _group(kind: Kind, total: int, rows: list, question: Question) -> Group:
    rows.sort(key=itemgetter(0))
    return Group(kind, total, tuple(_line(kind, row, question, rank) for _, rank, row in rows))


def _line(kind: Kind, row: dict, question: Question, rank: int = 1) -> Line:
    said = kind.said(row)
    notes = [marked(note, question.terms) for note in said.notes]
    return Line(marked(said.title, question.terms), notes, said.url, rank)
