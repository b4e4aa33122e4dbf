"""The timeline: its period, activities, steps and terms."""

from collections import defaultdict
from datetime import date

from agreements.models import ActivityStep, AgreementVersion, ScheduleTerm
from agreements.validity import validity_of
from agreements.vocabulary import (
    DATED_KINDS,
    OutputCode,
    ResponsibilityCode,
    Side,
    TermKind,
)
from agreements.warnings.adoption import SIDE_GENITIVE, memorandum_date
from agreements.warnings.reading import of_reading
from agreements.warnings.warning import Found, shortened
from partnerships.czech import format_date

# Whose these are follows from their text; under the other side the columns were likely swapped.
OWN_SIDE = {ResponsibilityCode.APPROVAL_UNIT: Side.UNIT, ResponsibilityCode.APPROVAL_ASZ: Side.ASZ}


def of_timeline(version: AgreementVersion, today: date) -> Found:
    yield from _of_period(version)
    activities = version.activities.all()
    if not activities:
        yield "timeline_blank", "activities", "Harmonogram nemá žádnou činnost."
    for activity in activities:
        name = shortened(activity.name)
        if not activity.name:
            yield "activity_without_name", str(activity.key), "Činnost nemá název."
        if not activity.steps.all():
            yield "activity_without_steps", str(activity.key), f"Činnost „{name}“ nemá žádný krok."
        for step in activity.steps.all():
            yield from _of_step(version, step)
        yield from _of_shared_dates(activity)
    if activities:
        yield from _of_plan(version)


def _of_plan(version) -> Found:
    """Whether the plan is to be made at all, and not before the evaluation it should come from."""
    due = {
        code: _due_by_output(version, code) for code in (OutputCode.PSZ_DOCUMENT, OutputCode.SPSZ_EVALUATION)
    }
    if due[OutputCode.PSZ_DOCUMENT] is None:
        text = "Harmonogram neobsahuje krok, jehož výstupem je plán sociálního začleňování."
        yield "plan_not_in_timeline", "activities", text
        return
    for step, day in due[OutputCode.PSZ_DOCUMENT]:
        for _, evaluated in due[OutputCode.SPSZ_EVALUATION] or ():
            if day < evaluated:
                text = (
                    f"Plán má být hotov do {format_date(day)}, ale vyhodnocení předchozího plánu, ze kterého má "
                    f"vycházet, až do {format_date(evaluated)}."
                )
                yield "plan_due_before_evaluation", str(step.key), text


def _due_by_output(version, code) -> list[tuple[ActivityStep, date]] | None:
    """Steps with the output and their due days; None where no step has it."""
    steps = [
        step
        for activity in version.activities.all()
        for step in activity.steps.all()
        if any(output.code == code for output in step.outputs.all())
    ]
    if not steps:
        return None
    return [(step, term.date_to) for step in steps for term in step.terms.all() if term.kind in DATED_KINDS]


def _of_period(version) -> Found:
    validity = validity_of(version)
    first, last = version.timeline_from, version.timeline_to
    if last and validity.end and last < validity.end:
        text = f"Harmonogram končí {format_date(last)}, popis platí do {format_date(validity.end)}."
        yield "timeline_ends_before_validity", "timeline_to", text
    if last and validity.end and last > validity.end:
        text = f"Harmonogram končí {format_date(last)}, až po konci platnosti popisu {format_date(validity.end)}."
        yield "timeline_ends_after_validity", "timeline_to", text
    if first and validity.start and first < validity.start:
        text = f"Harmonogram začíná {format_date(first)}, dřív než platnost popisu {format_date(validity.start)}."
        yield "timeline_starts_before_validity", "timeline_from", text


def _of_step(version, step: ActivityStep) -> Found:
    key, name = str(step.key), shortened(step.specification or step.activity.name)
    if not step.specification:
        yield "step_without_specification", key, f"Krok činnosti „{name}“ nemá specifikaci."
    if not step.outputs.all():
        yield "step_without_output", key, f"Krok „{name}“ nemá výstup."
    responsible = {row.side for row in step.responsibilities.all()}
    for side in Side:
        if side not in responsible:
            text = f"U kroku „{name}“ není uvedena odpovědnost {SIDE_GENITIVE[side]}."
            yield "responsibility_blank", key, text
    if step.suspected_swap or any(
        OWN_SIDE.get(row.code, row.side) != row.side for row in step.responsibilities.all()
    ):
        text = f"U kroku „{name}“ jsou odpovědnosti územního celku a ASZ zřejmě prohozené."
        yield "suspected_swap", key, text
    if all(term.kind == TermKind.NONE for term in step.terms.all()):
        yield "step_without_term", key, f"Krok „{name}“ nemá termín."
    for term in step.terms.all():
        yield from of_reading(step, term)
        yield from _of_term(version, term)


def _of_term(version, term: ScheduleTerm) -> Found:
    key, name = str(term.key), shortened(term.raw_text or term.get_kind_display())
    if term.period_assumed:
        text = f"Termín „{name}“ neříká, do kdy má být splněn; počítá se celá doba spolupráce."
        yield "term_without_period", key, text
    if term.kind == TermKind.CONDITIONAL:
        text = f"Místo termínu stojí podmínka „{name}“; krok se nehodnotí, jen se počítá, co se uskutečnilo."
        yield "term_is_condition", key, text
    if term.kind in DATED_KINDS and term.date_to:
        yield from _of_date(version, key, name, term.date_to)
        dated_on = memorandum_date(version)
        if dated_on and (term.date_from or term.date_to) < dated_on:
            text = f"Termín „{name}“ začíná dřív, než je datováno memorandum ({format_date(dated_on)})."
            yield "term_before_memorandum", key, text


def _of_date(version, key: str, name: str, due: date) -> Found:
    validity = validity_of(version)
    start = version.timeline_from or validity.start
    end = version.timeline_to or validity.end
    if end and due > end:
        yield "term_after_end", key, f"Termín „{name}“ je až po konci harmonogramu ({format_date(end)})."
    if start and due < start:
        yield (
            "term_before_start",
            key,
            f"Termín „{name}“ je dřív, než harmonogram začíná ({format_date(start)}).",
        )
    elif start and (due.year, due.month) == (start.year, start.month):
        text = f"Termín „{name}“ je hned v prvním měsíci harmonogramu, na splnění nezbývá čas."
        yield "term_in_first_month", key, text


def _of_shared_dates(activity) -> Found:
    """Steps that follow one another and are due on one day."""
    by_date = defaultdict(list)
    for step in activity.steps.all():
        for due, raw_text in {(t.date_to, t.raw_text) for t in step.terms.all() if t.kind in DATED_KINDS}:
            by_date[due, raw_text].append(step)
    for (_, raw_text), steps in by_date.items():
        if len(steps) > 1:
            names = ", ".join(f"„{shortened(step.specification, 40)}“" for step in steps)
            yield (
                "steps_share_date",
                str(activity.key),
                f"Navazující kroky {names} mají stejný termín {raw_text}.",
            )
