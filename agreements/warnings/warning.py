from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from agreements.vocabulary import Section


class Warning(NamedTuple):
    """`code` names the kind of fault, `field` where in the section it lies (a field, a role, a row's key).

    `anchor` is the place on the version's page that shows it; `fix` the address of the very field, filled in by
    links.with_fixes for a person who may put it right there.
    """

    code: str
    section: Section
    field: str
    text: str
    version_id: int
    anchor: str
    fix: str = ""

    @property
    def url(self) -> str:
        return self.fix or f"{reverse('agreements:version', args=[self.version_id])}#{self.anchor}"


Found = Iterator[tuple[str, str, str]]  # code, field, text


def shortened(text: str, length: int = 70) -> str:
    """Enough of a row's text to find it by."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:(") + "…"
