"""Rows in which each word of a question begins a word: of the row itself, or of a row it shows beside its own text."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from partnerships.database import beginning_with
from reporting.search.question import Question, Term

Way = Callable[[Term], QuerySet]


def through(model, path: str = "pk") -> Way:
    """From the rows of `model` that have the word to the keys of the rows sought."""

    def rows(term: Term) -> QuerySet:
        return _having(model._default_manager.order_by(), [term]).values(path)

    return rows


def answering(rows: QuerySet, question: Question, ways: tuple[Way, ...]) -> QuerySet:
    """A row with no words but its own is looked up at once; else each word may stand in another place."""
    if not ways:
        return _having(rows, question.terms)
    for term in question.terms:
        # Not a union of the ways: half of a broad question's time would go into making its keys unique.
        rows = rows.filter(reduce(or_, (Q(pk__in=way(term)) for way in ways)))
    return rows


def _having(rows: QuerySet, terms) -> QuerySet:
    beginnings = " ".join(term.text for term in terms if not term.is_whole)
    return beginning_with(rows, beginnings, " ".join(term.text for term in terms if term.is_whole))
