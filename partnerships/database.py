"""Two immutable SQL functions (migration 0001) as expressions: Czech order and search without diacritics.

The server may have neither ICU nor a Czech locale, so neither collations nor its own lower() are used.
"""

from django.db.models import F, Func, GeneratedField, QuerySet, TextField, Value


class CzechSortKey(Func):
    function = "public.czech_sort_key"
    output_field = TextField(db_collation="C")


class SearchKey(Func):
    function = "public.search_key"
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
