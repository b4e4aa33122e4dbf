"""One agreement in one year: what was promised, what was delivered, what is missing. Eight queries."""

from dataclasses import dataclass
from datetime import MAXYEAR, date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from agreements.models import ActivityStep, Agreement, AgreementVersion, ScheduleTerm
from agreements.validity import Window, timeline_window
from agreements.vocabulary import OPEN_KINDS, Side, TermKind
from agreements.warnings import window_gap
from partnerships.czech import format_date
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind
from planning.expectations import is_due_once
from planning.facts import Kept, kept_by_term
from planning.fulfilment import NOT_CONFIRMED, EventFacts, missing_for
from planning.models import DeviationComment
from planning.results import Deviation, EventLine, StepResult, TermResult, YearResult, combined_status
from planning.status import OnceTerm, carried_from, once_status, yearly_status
from planning.vocabulary import StepStatus

NOT_IN_FORCE = "Popis spolupráce zatím neplatí. Převezměte platný dokument, pak půjde plnění sledovat."


def year_result(agreement: Agreement, year: int, *, today: date) -> YearResult:
    version = _version_in_force(agreement)
    if version is None:
        return YearResult(agreement.pk, year, False, NOT_IN_FORCE, None, ())
    window = timeline_window(version)
    if window is None:
        return _recorded(agreement, version, year, today=today)
    kept = kept_by_term(agreement, until=year)
    promised = {promised_year for one in kept.values() for promised_year in one.rows}
    years = range(min({*promised, window.start.year}), max({*promised, window.end.year}) + 1)
    if year not in years:
        why = (
            f"Rok {year} leží mimo dobu, na kterou je spolupráce sjednána "
            f"({format_date(window.start)} – {format_date(window.end)})."
        )
        return YearResult(agreement.pk, year, False, why, window, (), tuple(years))
    scene = Scene(year, window, today)
    steps = tuple(_step_result(step, kept, scene) for step in _steps(version, year))
    return YearResult(agreement.pk, year, True, "", window, steps, tuple(years))


def _recorded(agreement: Agreement, version: AgreementVersion, year: int, *, today: date) -> YearResult:
    """The timeline and what was recorded for it; without known days nothing of it is judged."""
    gap = window_gap(version)
    kept = kept_by_term(agreement, until=MAXYEAR)
    recorded = {event.year for one in kept.values() for event, _ in one.events}
    for one in kept.values():
        one.events = [(event, is_confirmed) for event, is_confirmed in one.events if event.year <= year]
    scene = Scene(year, None, today)
    steps = tuple(_step_result(step, kept, scene) for step in _steps(version, year))
    years = tuple(sorted({*recorded, today.year, year}))
    return YearResult(agreement.pk, year, False, gap.text, None, steps, years, gap)


@dataclass(frozen=True)
class Scene:
    """What every term is judged by; without a window it is not."""

    year: int
    window: Window | None
    today: date


def _version_in_force(agreement: Agreement) -> AgreementVersion | None:
    return agreement.versions.in_force().select_related("stated_start").prefetch_related("approvals").first()


def _steps(version: AgreementVersion, year: int):
    comments = DeviationComment.objects.filter(
        agreement=version.agreement_id, year=year, step_key=OuterRef("key")
    )
    values = JSONObject(**{name: name for name in Deviation.__dataclass_fields__})
    return (
        ActivityStep.objects.filter(version=version)
        .select_related("activity")
        .prefetch_related("outputs", "responsibilities", "terms")
        .annotate(deviation=Subquery(comments.values(values=values)[:1]))
        .order_by("activity__position", "activity", "position", "pk")
    )


def _step_result(step: ActivityStep, kept, scene: Scene) -> StepResult:
    outputs = list(step.outputs.all())
    terms = tuple(_term_result(term, outputs, kept[term.key], scene) for term in step.terms.all())
    return StepResult(
        step_key=step.key,
        activity_name=step.activity.name,
        specification=step.specification,
        outputs=tuple(output.text for output in outputs),
        unit_responsibility=_responsibility(step, Side.UNIT),
        asz_responsibility=_responsibility(step, Side.ASZ),
        terms=terms,
        status=combined_status(terms),
        deviation=Deviation(**step.deviation) if step.deviation else None,
    )


def _responsibility(step: ActivityStep, side: Side) -> tuple[str, ...]:
    return tuple(one.text for one in step.responsibilities.all() if one.side == side)


def _term_result(term: ScheduleTerm, outputs, kept: Kept, scene: Scene) -> TermResult:
    counted, not_counted = _judged(term, outputs, kept)
    here = [event for event in counted if event.year == scene.year]
    judge = _judge_of(term, kept, scene)
    verdict = judge(term, kept, counted, scene)
    # an earlier year's event that does not count yet still matters where the term is still owed
    shown = [line for year, line in not_counted if year == scene.year or verdict["carried_from"] is not None]
    return TermResult(
        term_key=term.key,
        commitment_id=kept.commitment_id,
        raw_text=term.raw_text,
        event_kind=EventKind(term.event_kind),
        kind=TermKind(term.kind),
        actual=len(here),
        cumulative=len(counted),
        done=tuple(event.line() for event in here),
        not_counted=tuple(shown),
        target_events=term.target_events,
        target_participants=term.target_participants,
        participations=sum(event.participations for event in counted),
        **verdict,
    )


def _judge_of(term, kept: Kept, scene: Scene):
    if scene.window is None and term.kind not in OPEN_KINDS:
        return _not_computable
    return _once if is_due_once(term) and kept.rows else _yearly


def _not_computable(term, kept: Kept, counted, scene: Scene) -> dict:
    return {
        "expected": None,
        "share": None,
        "due_on": term.date_to,
        "status": StepStatus.NOT_COMPUTABLE,
        "carried_from": None,
    }


def _judged(term, outputs, kept: Kept) -> tuple[list[EventFacts], list[tuple[int, EventLine]]]:
    """Events that count for the term, and the others with what each of them lacks."""
    counted, not_counted = [], []
    for event, is_confirmed in kept.events:
        missing = missing_for(event, term, outputs, kept.evidence.get(event.year, frozenset()))
        if not is_confirmed:
            missing = (NOT_CONFIRMED, *missing)
        if missing:
            not_counted.append((event.year, event.line(missing)))
        else:
            counted.append(event)
    return counted, not_counted


def _yearly(term, kept: Kept, counted, scene: Scene) -> dict:
    row = kept.rows.get(scene.year)
    actual = sum(event.year == scene.year for event in counted)
    if term.kind in OPEN_KINDS:
        status = StepStatus.ON_DEMAND
    else:
        status = yearly_status(
            row and row.required,
            actual,
            year=scene.year,
            window=scene.window,
            today=scene.today,
            is_report=term.event_kind in RECORDED_BY_REPORTING,
        )
    return {
        "expected": row and row.required,
        "share": row and row.share,
        "due_on": None,
        "status": status,
        "carried_from": None,
    }


def _once(term, kept: Kept, counted, scene: Scene) -> dict:
    row = next(iter(kept.rows.values()))
    once = OnceTerm(
        needed=row.required,
        due_on=row.due_on,
        days=tuple(sorted(event.on for event in counted)),
        before=sum(event.year < scene.year for event in counted),
        is_cumulative=bool(term.target_events or term.target_participants),
    )
    carried = carried_from(once, year=scene.year)
    return {
        "expected": once.needed if carried or row.year == scene.year else None,
        "share": None,
        "due_on": row.due_on,
        "status": once_status(once, year=scene.year, today=scene.today),
        "carried_from": carried,
    }
