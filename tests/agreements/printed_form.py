"""Reads one named part of an agreement's page, so that a fact can't be found where it does not belong."""

import re

from lxml import html

NOT_OF_THE_DOCUMENT = ("section-warnings", "footnote-text", "btn", "screen-only")


def normalised(text: str) -> str:
    """One way of writing spaces, dashes and dates; words and their order stay."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<=\S) ?[-–—] ?(?=\S)", "-", re.sub(r"^[-–—] ?", "-", text))
    text = re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", text)
    return re.sub(r"\b0?(\d{1,2})\. ?0?(\d{1,2})\. ?(?=\d{4}\b)", r"\1.\2.", text)


def _with_class(element, name: str) -> list:
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def _text(element) -> str:
    return element.text_content()


def _lift_marks(article) -> None:
    """A mark of a footnote is a number stuck to a word; kept aside, so that words stay as they are."""
    for mark in _with_class(article, "footnote-mark"):
        mark.getparent().set("data-note", _text(mark))
        mark.drop_tree()


def _lines(element) -> str:
    return " | ".join(normalised(_text(line)) for line in element.findall("p")) or normalised(_text(element))


class PrintedForm:
    """`part("TIMELINE/C1/výstup")` gives the words of that cell; `names` are the rows of the timeline."""

    def __init__(self, page: str, names: tuple[str, ...]):
        (self.article,) = _with_class(html.fromstring(page), "printed-form")
        for name in NOT_OF_THE_DOCUMENT:
            for element in _with_class(self.article, name):
                element.drop_tree()
        _lift_marks(self.article)
        self.names = names

    def part(self, where: str) -> str:
        path, _, aspect = where.partition("#")
        if path in ABOVE_SECTIONS:
            return ABOVE_SECTIONS[path](self.article)
        code, *steps = path.split("/")
        section = self._section(code)
        if code == "TIMELINE" and (steps or aspect in OF_TABLE):
            return _cell(section, self.names, *steps) if steps else OF_TABLE[aspect](section)
        place = section
        for step in steps:
            if step in ("vazba", "cíl"):
                return normalised(_goal_parts(_text(place))[step])
            place = _step_into(place, step)
        return _aspect(place, aspect, of_section=not steps)

    def _section(self, code: str):
        if code == "NOTES":
            (section,) = _with_class(self.article, "footnotes")
            return section
        return self.article.get_element_by_id(f"oddil-{code.lower()}")


ABOVE_SECTIONS = {
    "title": lambda article: normalised(_text(_with_class(article, "form-title")[0])),
    "mark": lambda article: normalised(
        " ".join(_text(one) for one in _with_class(article, "form-title")[0].itersiblings(preceding=True))
    ),
    "headings": lambda article: normalised(" ".join(_text(heading) for heading in article.findall(".//h2"))),
}


def _goal_parts(text: str) -> dict[str, str]:
    rest, _, goal = text.partition("Cíl:")
    label, _, linkage = rest.partition("Vazba:")
    return {"": label, "vazba": linkage, "cíl": goal}


def _step_into(place, step: str):
    """A numbered item, a row of a table, a fact of a list, or what stands below a smaller heading."""
    if step.isdigit():
        by_number = place.xpath(f".//li[@value='{step}']")
        return by_number[0] if by_number else place.findall(".//li")[int(step) - 1]
    for heading in place.iter("th", "dt", "h3"):
        if normalised(_text(heading)).rstrip(":") == normalised(step):
            return _below(heading) if heading.tag == "h3" else heading
    raise LookupError(f"„{step}“ na stránce není")


def _below(heading):
    part = html.Element("div")
    for follower in heading.itersiblings():
        if follower.tag in ("h2", "h3"):
            break
        part.append(html.fromstring(html.tostring(follower, encoding="unicode", with_tail=False)))
    return part


def _aspect(place, aspect: str, *, of_section: bool) -> str:
    if aspect == "items":
        return str(len(place.findall(".//li")))
    if aspect == "note":
        return " ".join(place.xpath("descendant-or-self::*/@data-note"))
    if aspect == "text":
        lines = (line for line in place.findall("p") if line.get("class") != "prompt")
        return normalised(" ".join(_text(line) for line in lines))
    if aspect in ("heading", "prompt"):
        return _head(place, aspect)
    if aspect.startswith("signature"):
        return normalised(_text(_with_class(place, "signatures")[0].findall("div")[int(aspect[-1]) - 1]))
    if place.tag in ("th", "dt"):
        return normalised(_text(place.getnext()))
    if of_section:
        return normalised(" ".join(_text(one) for one in place if one.tag != "h2"))
    return normalised(_goal_parts(_text(place))[""] if place.tag == "li" else _text(place))


def _head(section, aspect: str) -> str:
    found = section.findall("h2") if aspect == "heading" else _with_class(section, "prompt")
    return normalised(_text(found[0])) if found else ""


def _table_rows(section) -> list:
    return [row for row in section.findall(".//tbody/tr") if row.get("class") != "period"]


OF_TABLE = {
    "columns": lambda section: " | ".join(
        normalised(_text(head)) for head in section.findall(".//thead//th")
    ),
    "period": lambda section: normalised(
        " ".join(_text(row) for row in section.findall(".//tr[@class='period']"))
    ),
    "rows": lambda section: str(len(_table_rows(section))),
}


def _cell(section, names: tuple[str, ...], row: str, column: str) -> str:
    """By the column's heading and its place, whatever the cell says of itself."""
    number = [_text(head) for head in section.findall(".//thead//th")].index(column)
    rows, place = _table_rows(section), names.index(row)
    cells = list(rows[place])
    if cells[0].tag == "th":
        return _lines(cells[number])
    if number:
        return _lines(cells[number - 1])
    opening = next(one for one in reversed(rows[:place]) if one[0].tag == "th")
    return _lines(opening[0])
