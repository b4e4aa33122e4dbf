"""What changed in an agreement, in sentences for a council."""

from collections.abc import Iterator
from typing import NamedTuple

from agreements.changes.wording import SHORT, capitalised, changed_value, quoted
from agreements.models import (
    Activity,
    ActivityStep,
    ExpectedOutput,
    FocusArea,
    FocusGoal,
    LegacyStrategyUse,
    LinkedStrategy,
    PlannedMeasure,
    Responsibility,
    RoleAssignment,
    ScheduleTerm,
    StatedGroup,
    StatedMatter,
    StatedSeat,
)
from agreements.versioning.differences import ChapterChange, FieldChange, RowChange, RowGroup, RowState
from agreements.vocabulary import Side


class Words(NamedTuple):
    """How a row is called, and the columns that are its wording."""

    nominative: str
    genitive: str
    text: frozenset[str]
    details: tuple[str, ...] = ()  # columns said with a row that is added


WORDS = {
    RoleAssignment: Words(
        "role", "role", frozenset({"raw_text", "name_text", "function_text", "is_vacant", "deputy_text"})
    ),
    FocusArea: Words("tematická oblast", "tematické oblasti", frozenset({"local_label"}), ("description", "linkage")),
    FocusGoal: Words("cíl", "cíle", frozenset({"statement"})),
    StatedGroup: Words("pracovní skupina", "pracovní skupiny", frozenset({"name"})),
    StatedSeat: Words("člen lokálního partnerství", "člena lokálního partnerství", frozenset({"text"})),
    StatedMatter: Words("projednávaná věc", "projednávané věci", frozenset({"text"})),
    LegacyStrategyUse: Words("starší strategický dokument", "staršího strategického dokumentu", frozenset({"title"})),
    LinkedStrategy: Words(
        "navazující strategický dokument", "navazujícího strategického dokumentu", frozenset({"title"})
    ),
    PlannedMeasure: Words("opatření", "opatření", frozenset({"text"})),
    Activity: Words("činnost", "činnosti", frozenset({"name"})),
    ActivityStep: Words("krok", "kroku", frozenset({"specification"})),
    ExpectedOutput: Words("výstup", "výstupu", frozenset({"code", "raw_text"})),
    Responsibility: Words("odpovědnost", "odpovědnosti", frozenset({"code", "raw_text", "side"})),
    ScheduleTerm: Words("termín", "termínu", frozenset({"raw_text"})),
}  # fmt: skip
# How the application reads a text; the text itself says it to people.
SILENT = frozenset(
    {
        "suspected_swap",
        "period_assumed",
        "person",
        "matter",
        "organisation_type",
        "event_kind",
        "precision",
        "season",
    }
)
LABELS = {
    "template": "vzor dokumentu",
    "hours_scope": "rozsah hodin vzdělávání",
    "hours_total": "počet hodin vzdělávání",
    "hours_distance_max": "nejvyšší počet hodin distančně",
    "stated_from_year": "první rok platnosti",
    "stated_to_year": "poslední rok platnosti",
    "stated_years": "počet let platnosti",
    "valid_to": "výslovně stanovený konec platnosti",
    "plan_from_year": "první rok plánu",
    "plan_to_year": "poslední rok plánu",
    "timeline_from": "začátek období harmonogramu",
    "timeline_to": "konec období harmonogramu",
    "plan_content": "obsah plánu",
    "competences_text": "kompetence lokálního partnerství",
    "platí od": "začátek platnosti",
    "platí do": "konec platnosti",
    "thematic_area": "zařazení",
    "count": "počet",
    "date_from": "začátek",
    "date_to": "konec",
    "from_year": "první rok",
    "to_year": "poslední rok",
}
SIDES = {Side.UNIT: "odpovědnost územního celku", Side.ASZ: "odpovědnost ASZ"}


def sentences_of(chapter: ChapterChange) -> list[str]:
    said = [_of_field(field) for field in chapter.changed_fields if _is_content(field)]
    return [f"{sentence}." for sentence in [*said, *_of_groups(chapter.groups)]]


def _is_content(field: FieldChange) -> bool:
    """A start stated by a person belongs to the adoption; only the days it leads to are said."""
    is_fact = field.name == field.label
    return field.name in LABELS if is_fact else not field.is_spacing_only


def _of_field(field: FieldChange) -> str:
    label = LABELS.get(field.name, field.label)
    if {field.old, field.new} <= {"ano", "ne", ""}:
        return f"Nově se uvádí: {label}" if field.new == "ano" else f"Už se neuvádí: {label}"
    return changed_value(label, field.old, field.new)


def _of_groups(groups: tuple[RowGroup, ...]) -> Iterator[str]:
    for group in groups:
        previous = None
        for row in group.rows:
            yield from _of_row(row, previous)
            previous = row if row.new is not None else previous


def _of_row(row: RowChange, previous: RowChange | None) -> Iterator[str]:
    if row.state == RowState.ADDED:
        yield _added(row)
        if row.model is not ActivityStep:
            yield from _of_groups(row.groups)
        return
    if row.state == RowState.REMOVED:
        yield _removed(row)
        return
    if row.is_moved:
        yield _moved(row, previous)
    yield from _changed(row)
    yield from _of_groups(row.groups)


def _added(row: RowChange) -> str:
    details = _step_details(row) if row.model is ActivityStep else _own_details(row)
    return f"Doplňuje se {_noun(row.new)} {_name(row.new)}{_place(row.new)}{details}"


def _own_details(row: RowChange) -> str:
    if row.model is RoleAssignment:
        return f": {quoted(row.new.text, 300)}"
    said = [field for field in row.filled_fields if field.name in WORDS[row.model].details]
    return f" ({'; '.join(f'{field.label}: {quoted(field.new, 300)}' for field in said)})" if said else ""


def _step_details(step: RowChange) -> str:
    """As its row of the timeline says."""
    lines = {"výstup": step.below(ExpectedOutput)}
    for side, label in SIDES.items():
        lines[label] = [row for row in step.below(Responsibility) if row.new and row.new.side == side]
    lines["termín"] = [row for row in step.below(ScheduleTerm) if row.new and row.new.raw_text]
    said = [
        f"{label}: {', '.join(quoted(str(row.new)) for row in rows if row.new)}"
        for label, rows in lines.items()
        if any(row.new for row in rows)
    ]
    return f" ({'; '.join(said)})" if said else ""


def _removed(row: RowChange) -> str:
    """What went with it is named after it."""
    below = [
        _name(one.old) for model in (ActivityStep, FocusGoal) for one in row.below(model) if one.new is None
    ]
    with_it = (
        f" se vším, co k {'ní' if row.model in (Activity, FocusArea) else 'němu'} patří: {', '.join(below)}"
    )
    return f"Vypouští se {_noun(row.old)} {_name(row.old)}{_place(row.old)}{with_it if below else ''}"


def _moved(row: RowChange, previous: RowChange | None) -> str:
    subject = f"{capitalised(_noun(row.new))} {_name(row.new)}"
    if row.old_parent is not None:
        parent = _parent(row.new)
        words = WORDS[type(parent)].genitive
        return f"{subject} se přesouvá z {words} {_name(row.old_parent)} do {words} {_name(parent)}"
    place = f"za {_name(previous.new)}" if previous is not None else "na první místo"
    return f"{subject}{_place(row.new)} se přesouvá {place}"


def _changed(row: RowChange) -> Iterator[str]:
    words = WORDS[row.model]
    old, new = _wording(row.old), _wording(row.new)
    if old != new and old.split() != new.split():
        yield changed_value(_subject(row), old, new)
    elif row.model is Responsibility and row.old.side != row.new.side:
        yield f"Odpovědnost {_name(row.new)}{_place(row.new)} má nově {row.new.get_side_display()}"
    if row.model is ScheduleTerm and old != new:
        return  # the numbers and dates are read from the wording
    for field in row.changed_fields:
        if field.name in words.text or field.name in SILENT or field.is_spacing_only:
            continue
        whole = f"{words.genitive} {_name(row.new)}{_place(row.new)}"
        of = f"u {whole}" if row.model is ScheduleTerm else whole
        label = LABELS.get(field.name, field.label)
        if {field.old, field.new} <= {"ano", "ne", ""}:
            verb = "nově uvádí" if field.new == "ano" else "už neuvádí"
            yield f"U {whole} se {verb}: {label}"
        else:
            yield changed_value(f"{label} {of}", field.old, field.new)


def _subject(row: RowChange) -> str:
    """What of the row changes; a part of a step is found by the step, other rows by their old wording."""
    if row.model in (ExpectedOutput, Responsibility, ScheduleTerm):
        return f"{_noun(row.new)}{_place(row.new)}"
    if row.model is RoleAssignment:
        return f"role {_name(row.new)}"
    name = f" {_name(row.old)}" if len(_wording(row.old)) > SHORT else ""
    return f"znění {WORDS[row.model].genitive}{name}{_place(row.new)}"


def _wording(row) -> str:
    return str(row.text) if isinstance(row, RoleAssignment) else str(row)


def _noun(row) -> str:
    return SIDES[row.side] if isinstance(row, Responsibility) else WORDS[type(row)].nominative


def _name(row) -> str:
    return quoted(row.get_role_display() if isinstance(row, RoleAssignment) else str(row))


def _parent(row):
    return next(
        (getattr(row, name) for name in ("step", "activity", "focus_area") if hasattr(row, name)), None
    )


def _place(row) -> str:
    """„ kroku „…“ činnosti „…““"""
    parent = _parent(row)
    return f" {WORDS[type(parent)].genitive} {_name(parent)}{_place(parent)}" if parent is not None else ""
