"""What the sheet „Harmonogram“ would change in a draft's timeline."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from agreements.forms.row_changes import MOST_ROWS, MOST_ROWS_AT_ONCE
from agreements.models import Activity, AgreementVersion, ExpectedOutput, Responsibility
from agreements.vocabulary import OutputCode, ResponsibilityCode, Side
from planning.excel.cells import Column, clean_text
from planning.excel.incoming import Received
from planning.excel.plan import ActivityWrite, Change, Part, differences
from planning.excel.timeline_sheet import (
    OF_STEP,
    SIDES,
    activities_of,
    bases_of,
    columns_of,
    step_cells,
)
from planning.forms.excel.deadlines import Source, TermReader
from planning.forms.excel.steps import ActivityGroup, Grouping, StepGroup

LONGEST_NAME = Activity._meta.get_field("name").max_length
LONGEST_TEXT = ExpectedOutput._meta.get_field("raw_text").max_length
CONFLICT = (
    "Týž krok má na jiném řádku jiný text. Napište na všech jeho řádcích totéž, nebo buňku nechte prázdnou."
)
CHANGED_SINCE = "Činnost od stažení sešitu někdo změnil. Zkontrolujte, že se tím jeho úpravy neruší."
OTHER_VERSION = (
    "Sešit je z jiné verze popisu spolupráce. Zkontrolujte, co všechno by se v rozpracované změnilo."
)
FULL = "Tolik řádků do jedné činnosti nepatří. Rozdělte ji do více činností."


def plan_timeline(received: Received, version: AgreementVersion) -> Part:
    """`version` is an editable one `with_tree`."""
    part = Part(received.name, total=len(received.lines), faults=[*received.faults], notes=[*received.notes])
    stored = activities_of(version)
    grouping = Grouping(stored, part)
    groups = grouping.of(received.lines, version.number)
    if grouping.other_versions:
        part.notes.append(OTHER_VERSION)
    older = {
        group.stored["key"]: group.revision
        for group in groups
        if group.stored and group.revision is not None and group.revision < group.stored["revision"]
    }
    planner = _Planner(received, columns_of(version.template), part, older, bases_of(version, older))
    for group in groups:
        planner.plan(group)
    part.left = _left(stored, groups)
    return part


def _left(stored: list[dict], groups: list[ActivityGroup]) -> int:
    """Stored rows that the sheet does not have."""
    met = {id(step.stored) for group in groups for step in group.steps}
    named = {key for group in groups for step in group.steps for _, key in step.lines if key}
    rows = 0
    for activity in stored:
        for step in activity["steps"]:
            keys = {term["key"] for term in step["terms"]}
            rows += len(keys - named) if keys else id(step) not in met
    return rows


class _Planner:
    """`older` are activities that changed since the workbook was made, `bases` what they were then.

    A cell that says what it said then was not touched: what somebody else wrote meanwhile stays.
    """

    def __init__(self, received: Received, columns: list[Column], part: Part, older: dict, bases: dict):
        self.part, self.older, self.bases = part, older, bases
        self.heading = {column.name: column.heading for column in columns}
        self.present = received.letters
        self.terms = TermReader(columns, part)

    def plan(self, group: ActivityGroup) -> None:
        before = group.stored["name"] if group.stored else ""
        base = self.bases.get(group.stored["key"]) if group.stored else None
        was_then = clean_text(base["name"]) if base else None
        name = self._settled(group.lines, "activity", clean_text(before), was_then)
        if len(name) > LONGEST_NAME:
            self.part.fault(
                group.lines[0].at("activity"),
                f"Název činnosti je delší než {LONGEST_NAME} znaků. Zkraťte ho.",
            )
        is_renamed = clean_text(before) != name
        steps = list(group.stored["steps"]) if group.stored else []
        changed, last = bool(group.stored is None or is_renamed), None
        if is_renamed and group.stored:
            self._tell(group, group.lines[0].at("activity"), before, [("activity", before, name)])
        for step in group.steps:
            row, is_changed = self._step(step, group, name, base)
            changed |= is_changed
            last = _put(steps, row, step.stored, last)
        self._check_size(group, steps)
        if changed:
            key, revision = (group.stored["key"], group.stored["revision"]) if group.stored else (None, 0)
            kept = before if group.stored and not is_renamed else name
            self.part.activities.append(ActivityWrite(key, revision, kept, steps))

    def _step(self, step: StepGroup, group: ActivityGroup, activity: str, base: dict | None):
        """The row to be stored, and whether it is another one than before."""
        stored = step.stored or {"key": None, "outputs": [], "responsibilities": [], "terms": []}
        was = _cells(step.stored)
        base_step = _of_key(base["steps"], stored["key"]) if base and step.stored else None
        was_then = _cells(base_step) if base_step else {}
        lines = [line for line, _ in step.lines]
        now = {name: self._settled(lines, name, was[name], was_then.get(name)) for name in OF_STEP}
        pairs = [(name, was[name], now[name]) for name in OF_STEP]
        row = {**stored, **self._of_step(stored, was, now, lines[0])}
        row["terms"], term_pairs, warnings = self._terms(
            step, Source(activity, now["specification"]), base_step
        )
        said = [*pairs, *term_pairs]
        if step.stored is None or any(before != after for _, before, after in said):
            hidden = [text for line in lines for text in line.warnings]
            title = " › ".join(filter(None, [activity or "činnost bez názvu", now["specification"]]))
            self._tell(
                group,
                lines[0].at(),
                title,
                said,
                new=step.stored is None,
                more=dict.fromkeys([*step.warnings, *warnings, *hidden]),
            )
            self.part.changed_rows += len(lines)
            return row, True
        return step.stored, False

    def _of_step(self, stored: dict, was: dict, now: dict, line) -> dict:
        """Only what the sheet changed; what it leaves alone stays as it is, letter by letter."""
        values = {}
        if step_is_new := not stored["key"]:
            values = {"suspected_swap": False, "specification": now["specification"]}
        if was["specification"] != now["specification"]:
            values["specification"] = now["specification"]
        if step_is_new or was["output"] != now["output"]:
            values["outputs"] = self._outputs(stored["outputs"], now["output"], line)
        sides = {code: side for code, side in SIDES.items() if was[code] != now[code]}
        if sides:
            kept = [one for one in stored["responsibilities"] if one["side"] not in sides.values()]
            new = [
                row
                for code, side in sides.items()
                for row in self._responsible(stored, side, now[code], line)
            ]
            values["responsibilities"] = sorted([*kept, *new], key=lambda one: list(Side).index(one["side"]))
        return values

    def _outputs(self, stored: list[dict], text: str, line) -> list[dict]:
        new = {"is_optional": False}
        return self._rows(ExpectedOutput, OutputCode, stored, text, new, line.at("output"))

    def _responsible(self, stored: dict, side: Side, text: str, line) -> list[dict]:
        own = [one for one in stored["responsibilities"] if one["side"] == side]
        return self._rows(
            Responsibility, ResponsibilityCode, own, text, {"side": side}, line.at(side.lower())
        )

    def _rows(self, model, codes, stored: list[dict], text: str, new: dict, address: str) -> list[dict]:
        """A line of the cell for each; those known keep their key and all that no cell shows."""
        left, rows = list(stored), []
        for one in filter(None, map(str.strip, text.splitlines())):
            known = next((row for row in left if clean_text(model(**row).text) == one), None)
            if known:
                left.remove(known)
                rows.append(known)
                continue
            if len(one) > LONGEST_TEXT:
                self.part.fault(
                    address, f"Řádek „{one[:40]}…“ je delší než {LONGEST_TEXT} znaků. Zkraťte ho."
                )
            rows.append({"key": None, **new, **_coded(codes, one)})
        return rows

    def _terms(self, step: StepGroup, source: Source, base_step: dict | None):
        """The rows to be stored, what changed of them, and what to look at."""
        rows = list(step.stored["terms"]) if step.stored else []
        by_key = {one["key"]: one for one in rows}
        named = {key for _, key in step.lines if key}
        others = [one for one in rows if one["key"] not in named]
        pairs, warnings, last = [], [], None
        for line, key in step.lines:
            if key is None and not any(line.texts.get(one.name) for one in self.terms.columns):
                continue
            base = _of_key(base_step["terms"], key) if base_step and key else None
            said = self.terms.terms_of(line, by_key.get(key), others, replace(source, base=base))
            warnings += said.warnings
            for row in said.rows:
                before = by_key.get(row["key"])
                pairs += self._term_pairs(before, row)
                last = _put(rows, row, before, last)
        return rows, pairs, warnings

    def _term_pairs(self, before: dict | None, row: dict) -> Iterable[tuple[str, str, str]]:
        if before is row:
            return []
        was, now = self.terms.texts_of(before), self.terms.texts_of(row)
        return [(name, was[name], now[name]) for name in now if was[name] != now[name]]

    def _settled(self, lines, name: str, before: str, was_then: str | None) -> str:
        """What the rows of one step say together: what differs from before, nothing where all of them are empty."""
        if name not in self.present:
            return before
        texts = [(line, line.texts[name]) for line in lines if name in line.texts]
        if not any(text for _, text in texts):
            return before if not texts or was_then == "" else ""
        changed = {text: line for line, text in texts if text and text not in {before, was_then}}
        if len(changed) > 1:
            self.part.fault(list(changed.values())[-1].at(name), CONFLICT)
        return next(iter(changed), before)

    def _check_size(self, group: ActivityGroup, steps: list[dict]) -> None:
        inside = [
            rows for step in steps for rows in (step["outputs"], step["responsibilities"], step["terms"])
        ]
        total = len(steps) + sum(map(len, inside))
        if total > MOST_ROWS_AT_ONCE or max(map(len, [steps, *inside])) > MOST_ROWS:
            self.part.fault(group.lines[0].at("activity"), FULL)

    def _tell(self, group: ActivityGroup, address, title, said, *, new: bool = False, more=()) -> None:
        is_older = group.stored and group.stored["key"] in self.older
        warnings = (*more, CHANGED_SINCE) if is_older else tuple(more)
        said = differences((self.heading[name], before, after) for name, before, after in said)
        self.part.changes.append(Change(address, title, new, said, warnings))


def _cells(step: dict | None) -> dict[str, str]:
    cells = step_cells(step) if step else dict.fromkeys(OF_STEP, "")
    return {name: clean_text(text) for name, text in cells.items()}


def _of_key(rows: list[dict], key: UUID) -> dict | None:
    return next((one for one in rows if one["key"] == key), None)


def _coded(codes, text: str) -> dict:
    """The vocabulary's own words are its code; anything else is kept as it is written."""
    if codes is ResponsibilityCode and text in {"-", "–", "—"}:
        return {"code": ResponsibilityCode.EXPLICIT_DASH, "raw_text": "" if text == "-" else text}
    for code in codes:
        if code.label.casefold() == text.casefold() and code.value != "OTHER":
            return {"code": code, "raw_text": "" if code.label == text else text}
    return {"code": codes.OTHER, "raw_text": text}


def _put(rows: list[dict], row: dict, stored: dict | None, last: dict | None) -> dict:
    """In the place of the stored one; a new row comes behind the row that stands before it in the sheet."""
    places = {id(one): place for place, one in enumerate(rows)}
    if stored is not None and id(stored) in places:
        rows[places[id(stored)]] = row
    elif last is not None and id(last) in places:
        rows.insert(places[id(last)] + 1, row)
    else:
        rows.append(row)
    return row
