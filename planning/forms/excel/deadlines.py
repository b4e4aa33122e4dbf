"""Terms of a sheet's rows: as a person filled the columns in, else as the text of the deadline is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.forms.rows import TermForm
from agreements.models import ScheduleTerm
from agreements.queries import row_fields
from agreements.reading import read_cell
from planning.excel.cells import Column, text_of, typed
from planning.excel.incoming import Line
from planning.excel.plan import Part
from planning.excel.timeline_sheet import READING, term_cells
from planning.forms.excel.rows import checked

TERM = "term"
LONGEST = ScheduleTerm._meta.get_field("raw_text").max_length
FIELDS = tuple(name for name in row_fields(ScheduleTerm) if name != "key")
UNREAD = "Termín „{}“ se nepodařilo přečíst. Převezme se text, význam nastavte ručně."
DERIVED = (
    "Hodnota plyne z ostatních sloupců, bude tu: {}. Vraťte ji, nebo změňte druh termínu či datum, do kdy."
)
FOLLOWING = ("date_from", "precision")  # of what else is filled in, where a month is meant
KEPT = "Text termínu se změnil, ale nepodařilo se ho přečíst. Zůstává dosavadní význam, zkontrolujte ho."


@dataclass(frozen=True)
class Terms:
    """What a row says: usually one term, several where its text holds them; `warnings` for the preview."""

    rows: list[dict]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a term stands, which tells what is counted; `base` is how it was when the workbook was made."""

    activity: str
    specification: str
    base: dict | None = None


class TermReader:
    def __init__(self, columns: Sequence[Column], part: Part):
        own = {TERM, *READING}
        self.columns = [column for column in columns if column.name in own]
        self.part = part
        self.form = TermForm(data={})

    def texts_of(self, term: dict | None) -> dict[str, str]:
        """The cells of a stored term as they would be read."""
        if term is None:
            return {column.name: "" for column in self.columns}
        cells = term_cells(term)
        return {column.name: text_of(column, cells[column.name]) for column in self.columns}

    def terms_of(self, line: Line, before: dict | None, others: list[dict], source: Source) -> Terms:
        """`others` are stored terms of the step that no row of the sheet names yet; those met are taken out."""
        untouched = self.texts_of(source.base) if source.base else {}
        texts = {
            name: text
            for name, text in line.texts.items()
            if name in {TERM, *READING} and text != untouched.get(name)
        }
        if before is None:
            before = _taken(others, texts.get(TERM, ""))
            if before and not any(texts.get(name) for name in READING):
                return Terms([before])
        was = self.texts_of(before)
        now = {**was, **texts}
        if before and now == was:
            return Terms([before])
        is_as_was = all(now[name] == was[name] for name in READING)
        says_nothing = not any(now[name] for name in READING)
        if now[TERM] and (says_nothing or (is_as_was and now[TERM] != was[TERM])):
            return self._read(line, now, before, others, source)
        return self._typed(line, now, before, was)

    def _read(self, line: Line, now, before: dict | None, others: list[dict], source: Source) -> Terms:
        """A person's reading of a text that can't be read otherwise is not thrown away with it."""
        reading = read_cell(now[TERM], activity=source.activity, specification=source.specification)
        if before and any(now[name] for name in READING) and not reading.is_understood:
            return Terms(self._typed(line, now, before, now).rows, (KEPT,))
        rows, warnings = [], []
        for number, one in enumerate(reading.terms):
            own = before if before and number == 0 else _taken(others, one.raw_text)
            if len(one.raw_text) > LONGEST:
                self.part.fault(line.at(TERM), f"Text termínu je delší než {LONGEST} znaků. Zkraťte ho.")
            if own and own["raw_text"].strip() == one.raw_text.strip():
                rows.append(own)
                continue
            values = {name: getattr(one, name) for name in FIELDS}
            roles = list(values["required_roles"])
            rows.append({**values, "required_roles": roles, "key": own and own["key"]})
            if not one.kind:
                warnings.append(UNREAD.format(one.raw_text.strip()))
        return Terms(rows, tuple(warnings))

    def _typed(self, line: Line, now: dict[str, str], before: dict | None, was: dict[str, str]) -> Terms:
        by_name = {column.name: column for column in self.columns}
        data = {name: typed(by_name[name], text) for name, text in now.items()}
        data["raw_text"] = data.pop(TERM)
        if not checked(self.form, data):
            for name, errors in self.form.errors.items():
                for error in errors:
                    self.part.fault(line.at(TERM if name == "raw_text" else name), str(error))
            return Terms([])
        values = {name: self.form.cleaned_data.get(name) for name in FIELDS}
        row = {**values, "key": before and before["key"]}
        came_out = self.texts_of(row)
        for name in FOLLOWING:
            if now[name] and now[name] != was[name] and now[name] != came_out[name]:
                self.part.fault(line.at(name), DERIVED.format(came_out[name] or "prázdná buňka"))
        return Terms([row])


def _taken(others: list[dict], text: str) -> dict | None:
    """The first of the rows with this text, which then is nobody else's."""
    for place, one in enumerate(others):
        if text and one["raw_text"].strip() == text.strip():
            return others.pop(place)
    return None
