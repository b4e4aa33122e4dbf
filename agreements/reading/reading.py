"""What a deadline cell says, as it was understood; the columns are those of ScheduleTerm (domain.md 2.2)."""

from dataclasses import dataclass
from datetime import date

from agreements.vocabulary import ParseStatus


@dataclass(frozen=True)
class ReadTerm:
    """One term of a cell. `raw_text` is its part of the cell, character by character.

    `kind` is empty where nothing was understood; `unread` are the words that were not, in their order. A count
    recurs `every` so many periods `per`; `by_month` and `by_day` are the day of each year it is due by.
    """

    raw_text: str
    parse_status: str = ParseStatus.UNPARSED
    kind: str = ""
    event_kind: str = ""
    subject: str = ""
    count: int | None = None
    bound: str = ""
    per: str = ""
    every: int = 1
    by_month: int | None = None
    by_day: int | None = None
    offset_count: int | None = None
    offset_unit: str = ""
    offset_from: str = ""
    date_from: date | None = None
    date_to: date | None = None
    precision: str = ""
    season: str = ""
    counts_working_groups: bool = False
    required_roles: tuple[str, ...] = ()
    recipient: str = ""
    purpose: str = ""
    trigger_text: str = ""
    target_participants: int | None = None
    target_events: int | None = None
    is_estimate: bool = False
    period_assumed: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A cell and its terms in the order of the text; an empty cell is one term without a deadline."""

    text: str
    terms: tuple[ReadTerm, ...]

    @property
    def is_understood(self) -> bool:
        return all(term.parse_status == ParseStatus.PARSED for term in self.terms)
