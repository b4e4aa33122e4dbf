"""The sheet „Harmonogram“: a row for every term of every step, what the row belongs to repeated in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agreements.models import (
    Activity,
    ActivityStep,
    AgreementTemplate,
    AgreementVersion,
    ExpectedOutput,
    Responsibility,
    ScheduleTerm,
    SectionSnapshot,
)
from agreements.queries import row_fields
from agreements.vocabulary import Section, Side
from planning.excel.cells import Column, Holds
from planning.excel.sheets import Sheet

NAME = "Harmonogram"
VERSION = "verze "
OF_STEP = ("specification", "output", "unit", "asz")
SIDES = {"unit": Side.UNIT, "asz": Side.ASZ}
WIDTHS = {"activity": 30, "specification": 46, "output": 34, "unit": 30, "asz": 30, "term": 34}
HEADINGS = {
    "date_from": "Termín od",
    "date_to": "Termín do",
    "offset_count": "Do kolika (od události)",
    "offset_unit": "Čeho (od události)",
    "offset_from": "Odkdy (od události)",
    "precision": "Přesnost termínu",
}
PATTERN = re.compile(r"(\d{1,4})\.(\d{1,9})/([0-9a-f]{32})/([0-9a-f]{32}|-)/([0-9a-f]{32}|-)")
READING = tuple(name for name in row_fields(ScheduleTerm) if name not in {"key", "raw_text"})


@dataclass(frozen=True)
class Place:
    """Whose row it is; `revision` is the activity's when the workbook was made."""

    version_number: int
    revision: int
    activity: UUID
    step: UUID | None
    term: UUID | None

    def __str__(self):
        keys = [one.hex if one else "-" for one in (self.activity, self.step, self.term)]
        return f"{self.version_number}.{self.revision}/{'/'.join(keys)}"


def place_of(text: str) -> Place | None:
    found = PATTERN.fullmatch(text)
    if not found:
        return None
    keys = [None if one == "-" else UUID(one) for one in found.group(3, 4, 5)]
    return Place(int(found[1]), int(found[2]), *keys)


def columns_of(template: AgreementTemplate) -> list[Column]:
    """As the form prints them, then how each deadline is read."""
    printed = [
        Column(one["code"], _capitalised(one["heading"]), WIDTHS[one["code"]]) for one in template.columns
    ]
    return [*printed, *map(_reading_column, READING)]


def _reading_column(name: str) -> Column:
    column = ScheduleTerm._meta.get_field(name)
    heading = HEADINGS.get(name) or _capitalised(str(column.verbose_name))
    if isinstance(column, ArrayField):
        return Column(name, heading, 30, Holds.CHOICES, dict(column.base_field.choices))
    if column.choices:
        return Column(name, heading, 22, Holds.CHOICE, dict(column.choices))
    if isinstance(column, models.DateField):
        return Column(name, heading, 14, Holds.DAY)
    if isinstance(column, models.BooleanField):
        return Column(name, heading, 12, Holds.FLAG)
    if isinstance(column, models.IntegerField):
        return Column(name, heading, 11, Holds.NUMBER)
    return Column(name, heading, 24)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def activities_of(version: AgreementVersion) -> list[dict]:
    """As agreements.actions.save_activity takes them, with their keys and revisions; of a version `with_tree`."""
    revisions = {
        row.activity_key: row.revision
        for row in version.section_revisions.all()
        if row.section == Section.TIMELINE
    }
    return [_activity(one, revisions.get(one.key, 0)) for one in version.activities.all()]


def _activity(activity: Activity, revision: int) -> dict:
    steps = [_step(one) for one in activity.steps.all()]
    return {"key": activity.key, "name": activity.name, "revision": revision, "steps": steps}


def _step(step: ActivityStep) -> dict:
    inside = {
        "outputs": step.outputs.all(),
        "responsibilities": step.responsibilities.all(),
        "terms": step.terms.all(),
    }
    return {**_values(step), **{name: [_values(one) for one in rows] for name, rows in inside.items()}}


def bases_of(version: AgreementVersion, revisions: Mapping[UUID, int]) -> dict[UUID, dict]:
    """Activities as they were in the revisions a workbook was made from, where that is still known."""
    if not revisions:
        return {}
    kept = SectionSnapshot.objects.filter(
        version=version, section=Section.TIMELINE, activity_key__in=revisions, values__isnull=False
    )
    return {
        one.activity_key: _from_json(one.values)
        for one in kept.filter(revision__in=set(revisions.values()))
        if revisions[one.activity_key] == one.revision
    }


def _from_json(values: dict) -> dict:
    steps = [
        {**one, "key": UUID(one["key"]), "terms": [_term_from_json(term) for term in one["terms"]]}
        for one in values["steps"]
    ]
    return {**values, "steps": steps}


def _term_from_json(term: dict) -> dict:
    fields = {name: ScheduleTerm._meta.get_field(name) for name in row_fields(ScheduleTerm)}
    return {
        name: field.to_python(term[name]) if name in term else field.get_default()
        for name, field in fields.items()
    }


def _values(row) -> dict:
    return {name: getattr(row, name) for name in row_fields(type(row))}


def step_cells(step: dict) -> dict[str, str]:
    """What the cells of a step say, by the template's codes."""
    responsible = step["responsibilities"]
    return {
        "specification": step["specification"],
        "output": "\n".join(ExpectedOutput(**one).text for one in step["outputs"]),
        **{
            code: "\n".join(Responsibility(**one).text for one in responsible if one["side"] == side)
            for code, side in SIDES.items()
        },
    }


def term_cells(term: dict) -> dict:
    """`every` stands there only where it says something; so does „ne“."""
    cells = {name: term[name] for name in READING}
    quiet = {name: None for name, value in cells.items() if value is False or value == []}
    return {"term": term["raw_text"], **cells, **quiet, "every": term["every"] if term["every"] > 1 else None}


def sheet_of(version: AgreementVersion) -> Sheet:
    rows = _rows(version.number, activities_of(version))
    return replace(empty_sheet(version.template), rows=rows, mark=f"{VERSION}{version.number}")


def number_of(mark: str) -> int | None:
    """Of the version the sheet was made of."""
    number = mark.removeprefix(VERSION)
    return int(number) if number != mark and re.fullmatch(r"[1-9]\d{0,3}", number) else None


def empty_sheet(template: AgreementTemplate) -> Sheet:
    """On paper stands what the form prints; how the deadlines are read is for work on the screen."""
    return Sheet(NAME, columns_of(template), (), on_paper=len(template.columns))


def _rows(number: int, activities: list[dict]) -> Iterator[tuple[str, dict]]:
    for activity in activities:
        named = {"activity": activity["name"]}
        for step in activity["steps"] or [None]:
            of_step = step_cells(step) if step else {}
            for term in (step and step["terms"]) or [None]:
                key = Place(
                    number, activity["revision"], activity["key"], step and step["key"], term and term["key"]
                )
                yield str(key), {**named, **of_step, **(term_cells(term) if term else {})}
