"""Immutable SQL functions (migrations 0001 and 0009) as expressions: Czech order and search without diacritics.

The server may have neither ICU nor a Czech locale, so neither collations nor its own lower() are used.
"""

from string import ascii_lowercase, ascii_uppercase

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, GeneratedField, QuerySet, TextField, Value
from django.db.models.functions import Cast

WRITTEN_LETTERS = f"{ascii_uppercase}ÁÄČĎÉĚÍĹĽŇÓÔÖŔŘŠŤÚŮÜÝŽáäčďéěíĺľňóôöŕřšťúůüýž"
PLAIN_LETTERS = f"{ascii_lowercase}{'aacdeeillnooorrstuuuyz' * 2}"


class CzechSortKey(Func):
    function = "public.czech_sort_key"
    output_field = TextField(db_collation="C")


class SearchKey(Func):
    function = "public.search_key"
    output_field = TextField()


class PlainLetters(Func):
    """Czech and Slovak text without case and diacritics, for the order of many rows found by SearchKey.

    Some ten times cheaper than that, and it knows no other letters.
    """

    template = f"pg_catalog.translate(%(expressions)s, '{WRITTEN_LETTERS}', '{PLAIN_LETTERS}')"
    output_field = TextField()


def sort_key_of(field: str) -> GeneratedField:
    """A stored column to order by: č after c, ch after h, case ignored."""
    return GeneratedField(
        expression=CzechSortKey(F(field)), output_field=TextField(db_collation="C"), db_persist=True
    )


def matching(queryset: QuerySet, field: str, text: str) -> QuerySet:
    """Rows whose field contains every word of the text, whatever its case and diacritics."""
    queryset = queryset.alias(search_text=SearchKey(F(field)))
    for word in text.replace("\x00", "").split():
        queryset = queryset.filter(search_text__contains=SearchKey(Value(word)))
    return queryset


# --- Search by word beginnings ------------------------------------------------------------------------------

WORDS_INDEX = "_words"


class SearchWords(Func):
    """The words of several texts; of a long one those at its beginning."""

    function = "public.search_words"
    output_field = SearchVectorField()


class _AskedWords(Func):
    function = "public.search_query"


class _Answers(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def words_index(name: str, *fields: str, numbers: tuple[str, ...] = ()) -> GinIndex:
    """What rows of the model are found by; `beginning_with` reads it from here."""
    texts = [Cast(number, TextField()) for number in numbers]
    return GinIndex(SearchWords(*texts, *fields), name=f"{name}{WORDS_INDEX}")


def beginning_with(queryset: QuerySet, words: str, whole: str = "") -> QuerySet:
    """Rows in which each of the words begins one of theirs, and which have each of the whole ones."""
    indexes = queryset.model._meta.indexes
    (vector,) = next(index for index in indexes if index.name.endswith(WORDS_INDEX)).expressions
    return queryset.filter(_Answers(vector, _AskedWords(Value(words), Value(whole))))
