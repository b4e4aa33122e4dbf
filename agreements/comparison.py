"""What I typed beside what somebody else saved, field by field, where they differ."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from agreements.adoption import adoption_lines
from agreements.models import ExpectedOutput, Responsibility, ScheduleTerm
from agreements.queries import row_fields
from agreements.vocabulary import Side
from partnerships.czech import format_date
from partnerships.vocabulary import OfficialRole


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stored: str


def compare_activities(mine: dict, stored: dict | None) -> list[Difference]:
    """`stored` is None when the activity was deleted meanwhile."""
    return _differences(_activity_lines(mine), _activity_lines(stored) if stored else {})


def compare_adoption(mine: dict, stored: dict) -> list[Difference]:
    return _differences(adoption_lines(mine), adoption_lines(stored))


def _differences(mine: dict[str, str], stored: dict[str, str]) -> list[Difference]:
    labels = dict.fromkeys(chain(mine, stored))
    return [
        Difference(label, mine.get(label, ""), stored.get(label, ""))
        for label in labels
        if mine.get(label, "") != stored.get(label, "")
    ]


def _activity_lines(activity: dict) -> dict[str, str]:
    lines = {"Činnost": activity["name"]}
    for number, step in enumerate(activity["steps"], start=1):
        lines[f"Krok {number}: specifikace"] = step["specification"]
        lines[f"Krok {number}: odpovědnosti prohozené"] = _shown(step["suspected_swap"])
        lines[f"Krok {number}: výstupy"] = _rows(step["outputs"], ExpectedOutput)
        for side in Side:
            own = [row for row in step["responsibilities"] if row["side"] == side]
            lines[f"Krok {number}: odpovědnost – {side.label}"] = _rows(own, Responsibility, {"side"})
        lines[f"Krok {number}: termíny"] = _rows(step["terms"], ScheduleTerm)
    return lines


def _rows(rows: list[dict], model, beyond: frozenset | set = frozenset()) -> str:
    names = [name for name in row_fields(model) if name not in {"key", *beyond}]
    return "\n".join(
        ", ".join(_named(model, name, row[name]) for name in names if row.get(name)) for row in rows
    )


def _named(model, name: str, value) -> str:
    """A free text speaks for itself, the rest needs its label."""
    field = model._meta.get_field(name)
    if name == "raw_text":
        return f"„{value}“"
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    return str(field.verbose_name) if value is True else f"{field.verbose_name}: {_shown(value)}"


def _shown(value) -> str:
    if isinstance(value, bool):
        return "ano" if value else ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, list):
        return ", ".join(OfficialRole(role).label for role in value)
    return "" if value is None else str(value)
