from collections.abc import Iterator
from typing import NamedTuple

from agreements.vocabulary import Section


class Warning(NamedTuple):
    """`code` names the kind of fault, `field` where in the section it lies (a field, a role, a row's key)."""

    code: str
    section: Section
    field: str
    text: str


Found = Iterator[tuple[str, str, str]]  # code, field, text


def shortened(text: str, length: int = 70) -> str:
    """Enough of a row's text to find it by."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:(") + "…"
