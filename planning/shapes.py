"""What a drawing is put together from, and how each kind of mark looks.

Numbers are texts with a decimal point, as SVG reads them whatever the language of the page. Looks are attributes of
the shapes, not a style: the policy of the pages forbids inline styles, and the print does not read the page's sheet
inside a picture.
"""

from typing import NamedTuple

from planning.picture import MarkKind

INK, GREY, FAINT, NAVY = "#16202b", "#46525f", "#c9d3df", "#14375e"
GOOD, WARN, BAD, BLUE = "#17633a", "#8a4b00", "#9c1c22", "#1b5299"
BAND_FILL, BAND_STROKE, OPEN_STROKE = "#dde9f6", "#4f7aa8", "#5d6e80"
CIRCLE = "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z"


class Look(NamedTuple):
    """Each kind of mark has a shape of its own; `glyph` is a white or coloured line over it."""

    path: str
    fill: str
    stroke: str
    glyph: str = ""
    glyph_stroke: str = "none"
    glyph_fill: str = "none"


LOOKS = {
    MarkKind.DONE: Look(CIRCLE, GOOD, GOOD, "M-3 0.2L-0.8 2.6L3.2 -2.4", "#ffffff"),
    MarkKind.EARLY: Look("M6 -7V7L-7 0z", GOOD, GOOD, "M-0.5 0L1.2 2L4 -2.2", "#ffffff"),
    MarkKind.LATE: Look("M0 -7.5L7.5 0L0 7.5L-7.5 0z", WARN, WARN, "M0 -3.2V0.8M0 2.6V3.6", "#ffffff"),
    MarkKind.INCOMPLETE: Look(CIRCLE, "#ffffff", WARN, "M0 -6.5a6.5 6.5 0 0 0 0 13z", "none", WARN),
    MarkKind.PLANNED: Look("M-5.8 -5.8H5.8V5.8H-5.8z", "#ffffff", BLUE, "M-5.8 -2.4H5.8", BLUE),
    MarkKind.MISSING: Look("M-5.5 -5.5L5.5 5.5M5.5 -5.5L-5.5 5.5", "none", BAD),
    MarkKind.DUE: Look("M-6 -6H6L0 6z", "#ffffff", NAVY),
}


class Text(NamedTuple):
    x: str
    y: str
    text: str
    fill: str = INK
    weight: str = "400"
    size: str = "11.5"
    anchor: str = "start"


class Line(NamedTuple):
    x1: str
    y1: str
    x2: str
    y2: str
    stroke: str
    width: str = "1"
    dash: str = "none"


class Box(NamedTuple):
    x: str
    y: str
    width: str
    height: str
    fill: str
    stroke: str = "none"


class Symbol(NamedTuple):
    x: str
    y: str
    look: Look
    title: str  # what the mouse is told
    number: str = ""
