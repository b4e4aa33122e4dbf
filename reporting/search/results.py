"""Everything a question finds, in one query whatever the number of kinds and rows."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, F, Func, IntegerField, QuerySet, Value, When, Window
from django.db.models.expressions import BaseExpression
from django.db.models.fields import BooleanField
from django.db.models.functions import JSONObject, RowNumber

from partnerships.database import SearchKey
from partnerships.models import User
from reporting.search.kinds import KINDS, Kind
from reporting.search.matching import answering
from reporting.search.question import Piece, Question, marked

PER_GROUP = 5
SUGGESTIONS = 8
COLUMNS = ("found_kind", "found_rank", "found_place", "found_total", "found_row")


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
    first, *others = (_columns(found(kind, user, question), kind)[:per_group] for kind in KINDS)
    by_kind: dict[str, list[tuple]] = {}
    for slug, *row in first.union(*others, all=True):
        by_kind.setdefault(slug, []).append(row)
    return [_group(kind, by_kind[kind.slug], question) for kind in KINDS if kind.slug in by_kind]


def suggestions(user: User, question: Question) -> tuple[list[tuple[Kind, Line]], int]:
    """What begins with the question first, then by kinds; and the number of all that is found."""
    groups = search(user, question)
    lines = [(group.kind, line) for group in groups for line in group.lines]
    lines.sort(key=lambda one: one[1].rank)
    return lines[:SUGGESTIONS], sum(group.total for group in groups)


def found(kind: Kind, user: User, question: Question) -> QuerySet:
    """Rows of the kind as dictionaries, in the order they are shown."""
    fields = {"pk": "pk", **kind.fields}
    return (
        answering(kind.rows(user), question, kind.ways)
        .annotate(
            found_rank=_rank(kind, question),
            found_row=JSONObject(**{name: _expression(field) for name, field in fields.items()}),
        )
        .order_by("found_rank", *kind.order)
    )


def _rank(kind: Kind, question: Question) -> BaseExpression:
    if kind.headline is None:
        return Value(1)
    begins = Func(
        SearchKey(_expression(kind.headline)),
        SearchKey(Value(question.text)),
        function="pg_catalog.starts_with",
        output_field=BooleanField(),
    )
    return Case(When(begins, then=0), default=1, output_field=IntegerField())


def _expression(field: str | BaseExpression) -> F | BaseExpression:
    return F(field) if isinstance(field, str) else field


def lines_of(kind: Kind, rows, question: Question) -> list[Line]:
    return [_line(kind, row, question) for row in rows]


def _columns(rows: QuerySet, kind: Kind) -> QuerySet:
    return rows.annotate(
        found_kind=Value(kind.slug),
        found_place=Window(RowNumber(), order_by=rows.query.order_by),
        found_total=Window(Count("pk")),
    ).values_list(*COLUMNS)


def _group(kind: Kind, rows: list, question: Question) -> Group:
    rows.sort(key=lambda row: row[1])
    lines = (_line(kind, row, question, rank) for rank, _, _, row in rows)
    return Group(kind, rows[0][2], tuple(lines))


def _line(kind: Kind, row: dict, question: Question, rank: int = 1) -> Line:
    said = kind.said(row)
    notes = [marked(note, question.terms) for note in said.notes]
    return Line(marked(said.title, question.terms), notes, said.url, rank)
