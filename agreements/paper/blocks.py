"""What a printed document is made of. The PDF's template and the Word file draw the same blocks."""

from dataclasses import dataclass
from typing import ClassVar

from agreements.printed import Footnote

BLANK = "neuvedeno"
FILL_IN = "……………………………"  # a line for a pen


@dataclass(frozen=True)
class Run:
    """A piece of text of one look: "" | "strong" | "em" | "blank"; `note` hangs at its end."""

    text: str
    style: str = ""
    note: Footnote | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Paragraph:
    line: Line
    look: str = "text"  # or "prompt", "list-heading"
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """Each item is lines below one another."""

    items: tuple[tuple[Line, ...], ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class Grid:
    """Rows of a name and its value; `caption` is for those who do not see the table."""

    caption: str
    rows: tuple[tuple[Line, Line], ...]
    kind: ClassVar[str] = "grid"


@dataclass(frozen=True)
class Column:
    heading: str
    width: int  # of the page, in hundredths; a multiple of five


@dataclass(frozen=True)
class Table:
    """Rows below headings that repeat on each page; in one „to-sign“ each row has the height of a pen's writing."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    look: str = "list"
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Cell:
    code: str
    lines: tuple[Run, ...]
    rowspan: int = 1


@dataclass(frozen=True)
class Group:
    """The steps of one activity, whose cell stands in the first of them."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Timeline:
    columns: tuple[tuple[str, str], ...]  # (code, heading)
    period: str
    groups: tuple[Group, ...]
    kind: ClassVar[str] = "timeline"


@dataclass(frozen=True)
class Signatures:
    """(where and when, who) of each side."""

    places: tuple[tuple[Line, str], ...]
    kind: ClassVar[str] = "signatures"


Block = Heading | Paragraph | Bullets | Grid | Table | Timeline | Signatures


@dataclass(frozen=True)
class PrintedSection:
    code: str
    heading: str
    note: Footnote | None
    blocks: tuple[Block, ...]
    is_wide: bool = False


@dataclass(frozen=True)
class Reference:
    """č. j. and spisová značka of a side, as its registry gave them."""

    side: str
    text: str


@dataclass(frozen=True)
class PrintedDocument:
    annex: str
    title: str
    name: str  # of the file and in its properties
    author: str
    unit: str
    standing: str  # the version's number and, of a draft, its state
    references: tuple[Reference, ...]
    sections: tuple[PrintedSection, ...]
    notes: tuple[Footnote, ...]
    is_draft: bool

    @property
    def keywords(self) -> str:
        return "; ".join(f"{one.side}: {one.text}" for one in self.references)


def line(text: str, style: str = "", note: Footnote | None = None) -> Line:
    return (Run(text, style, note),)


def text_or_blank(text: str) -> Line:
    return line(text) if text else line(BLANK, "blank")


def labelled(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}: ", "strong"), Run(text)))
