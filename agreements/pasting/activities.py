"""Rows of a pasted table as the activities and steps they would be stored as, with every doubt said in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from agreements.models import Activity, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.pasting.grid import Cell, Grid
from agreements.pasting.headings import UNUSED, Columns, headings_in, repeats_headings
from agreements.pasting.words import DASHES, Found, folded, found_in
from agreements.reading import Reading, ReadTerm, read_cell
from agreements.term_reading import LONGEST
from agreements.vocabulary import OutputCode, ResponsibilityCode, Side

MOST_STEPS = 60  # of one activity, and rows of one kind in a step: more of them no form could open
SIDES = {"unit": Side.UNIT, "asz": Side.ASZ}
OPTIONAL = ("případně ", "popřípadě ", "příp. ")
GOES_ON = "a "  # „Případně prezentace“ and „a studijní materiály“ below it
SAME = DASHES | {
    '"',
    "„",
    "“",
    '-"-',
    "dtto",
    "viz výše",
}  # „the same as above“, written in the activity's cell
OWN_SIDE = {ResponsibilityCode.APPROVAL_UNIT: Side.UNIT, ResponsibilityCode.APPROVAL_ASZ: Side.ASZ}


@dataclass
class PastedStep:
    """`texts` are the lines of each column; the rest is read from them when the whole step is known."""

    rows: list[int]
    texts: dict[str, list[str]]
    outputs: list[dict] = field(default_factory=list)
    responsibilities: list[dict] = field(default_factory=list)
    reading: Reading | None = None
    doubts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def specification(self) -> str:
        return "\n".join(self.texts["specification"])

    @property
    def values(self) -> dict:
        return {
            "specification": self.specification,
            "outputs": self.outputs,
            "responsibilities": self.responsibilities,
            "terms": [_term(read) for read in self.reading.terms],
        }


@dataclass
class PastedActivity:
    """`faults` keep it from being taken: it would not fit."""

    name: str
    steps: list[PastedStep] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_fit(self) -> bool:
        return not (self.faults or any(step.faults for step in self.steps))

    @property
    def values(self) -> dict:
        return {"name": self.name, "steps": [step.values for step in self.steps]}


@dataclass
class Pasted:
    """`unused` are rows above the headings and rows across the whole table, which are no activities."""

    activities: list[PastedActivity] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def pasted(grid: Grid, columns: Columns, template_columns: Iterable[dict]) -> Pasted:
    found = Pasted(
        unused=[_whole(row) for row in grid[: columns.first] if columns.are_said and _is_across(row)]
    )
    headings = headings_in(grid, columns, template_columns)
    for number, row in enumerate(grid[columns.first :], start=columns.first + 1):
        if repeats_headings(row, headings):
            continue
        if _is_across(row):
            found.unused.append(_whole(row))
            continue
        _take(found.activities, _by_code(row, columns.codes), number)
    for activity in found.activities:
        _finish(activity)
    return found


def _is_across(row: list[Cell]) -> bool:
    """One text over the whole table: the period, or a heading of a part."""
    return len(row) > 2 and all(cell.is_from_left for cell in row[1:])


def _whole(row: list[Cell]) -> str:
    return " ".join(row[0].lines)


def _by_code(row: list[Cell], codes: tuple[str, ...]) -> dict[str, list[Cell]]:
    """Only a responsibility may be shared by two columns: „Vzájemná součinnost“ printed over both sides."""
    found: dict[str, list[Cell]] = {
        code: [] for code in ("activity", "specification", "output", "unit", "asz", "term")
    }
    for cell, code in zip(row, codes, strict=True):
        if code != UNUSED and cell.text and (code in SIDES or not cell.is_from_left):
            found[code].append(cell)
    return found


# --- A row of the table ------------------------------------------------------------------------------------


def _take(activities: list[PastedActivity], row: dict[str, list[Cell]], number: int) -> None:
    name = " ".join(line for cell in row["activity"] for line in cell.lines)
    goes_on = any(cell.is_from_above for cell in row["activity"])
    is_same = not name or name in SAME
    doubts = []
    if not activities or not (goes_on or is_same or folded(name) == folded(activities[-1].name)):
        activities.append(PastedActivity("" if is_same else name))
    elif is_same and not goes_on and row["specification"]:
        said = f"Buňka s činností je v řádku {number} prázdná, krok je připojen k činnosti nad ním."
        doubts.append(said)
    steps = activities[-1].steps
    if steps and _belongs_above(row, is_same or goes_on):
        _join(steps[-1], row, number)
        return
    texts = {code: [line for cell in cells for line in cell.lines] for code, cells in row.items()}
    steps.append(PastedStep([number], texts, doubts=doubts))


def _belongs_above(row: dict[str, list[Cell]], has_no_activity: bool) -> bool:
    """A merged specification, or only a part of a row: one step over more rows of the table."""
    specification = row["specification"]
    if specification:
        return has_no_activity and all(cell.is_from_above for cell in specification)
    is_whole_row = row["output"] and (row["unit"] or row["asz"]) and row["term"]
    return bool(has_no_activity and not is_whole_row)


def _join(step: PastedStep, row: dict[str, list[Cell]], number: int) -> None:
    step.rows.append(number)
    for code, cells in row.items():
        if code != "activity":
            step.texts[code] += [line for cell in cells if not cell.is_from_above for line in cell.lines]
    if not row["specification"]:
        step.doubts.append(f"Řádek {number} nemá činnost ani specifikaci, je připojen k tomuto kroku.")


# --- A whole step ------------------------------------------------------------------------------------------


def _finish(activity: PastedActivity) -> None:
    if not activity.name:
        activity.doubts.append("Činnost nemá název.")
    activity.faults += _too_long(activity.name, Activity, "name", "Název činnosti")
    if len(activity.steps) > MOST_STEPS:
        activity.faults.append(
            f"Činnost má víc než {MOST_STEPS} kroků. Rozdělte ji v tabulce do více činností."
        )
    for step in activity.steps:
        if not step.specification:
            step.doubts.append("Krok nemá specifikaci.")
        _read_outputs(step)
        _read_responsibilities(step)
        _read_terms(step, activity.name)
        for rows in (step.outputs, step.responsibilities, step.reading.terms):
            if len(rows) > MOST_STEPS:
                step.faults.append(
                    f"V jedné buňce je víc než {MOST_STEPS} položek. Rozdělte je do více kroků."
                )


def _read_outputs(step: PastedStep) -> None:
    was_optional = False
    for one in found_in(step.texts["output"][: MOST_STEPS + 1], OutputCode):
        if one.text.strip() in DASHES:
            step.doubts.append("Ve sloupci s výstupy je pomlčka, krok bude bez výstupu.")
            continue
        text = one.text.casefold()
        was_optional = text.startswith(OPTIONAL) or (was_optional and text.startswith(GOES_ON))
        step.outputs.append({"code": one.code, "raw_text": one.text, "is_optional": was_optional})
        step.doubts += _doubt(one, OutputCode, "Výstup", "jiný výstup")
        step.faults += _too_long(one.text, ExpectedOutput, "raw_text", "Výstup")


def _read_responsibilities(step: PastedStep) -> None:
    for column, side in SIDES.items():
        for one in found_in(step.texts[column][: MOST_STEPS + 1], ResponsibilityCode):
            step.responsibilities.append({"side": side, "code": one.code, "raw_text": one.text})
            step.doubts += _doubt(one, ResponsibilityCode, "Odpovědnost", "jiná odpovědnost")
            step.faults += _too_long(one.text, Responsibility, "raw_text", "Odpovědnost")
    if any(OWN_SIDE.get(row["code"], row["side"]) != row["side"] for row in step.responsibilities):
        step.doubts.append(
            "Odpovědnosti územního celku a ASZ jsou zřejmě prohozené. Vloží se, jak jsou v tabulce."
        )


def _doubt(one: Found, codes: type, what: str, other: str) -> list[str]:
    if one.is_proposed:
        return [f"{what} „{one.text}“ čteme jako „{codes(one.code).label}“, zkontrolujte to."]
    return [] if one.is_known else [f"{what} „{one.text}“ v nabídce není, vloží se jako {other}."]


def _read_terms(step: PastedStep, activity: str) -> None:
    text = "\n".join(step.texts["term"])
    if len(text) > LONGEST:
        step.reading = Reading(text, (ReadTerm(text),))
    else:
        step.reading = read_cell(text, activity=activity, specification=step.specification)
    for term in step.reading.terms:
        step.faults += _too_long(term.raw_text, ScheduleTerm, "raw_text", "Termín")


def _too_long(text: str, model: type, column: str, what: str) -> list[str]:
    most = model._meta.get_field(column).max_length
    if len(text) <= most:
        return []
    return [f"{what} „{text[:60]}…“ má {len(text)} znaků, vejde se {most}. Zkraťte ho v tabulce."]


def _term(read: ReadTerm) -> dict:
    """The columns; what was only taken out of the text may be cut, the text itself stands whole in `raw_text`."""
    values = {**vars(read), "required_roles": list(read.required_roles)}
    del values["unread"]
    for name in ("subject", "trigger_text"):
        values[name] = values[name][: ScheduleTerm._meta.get_field(name).max_length]
    return values
