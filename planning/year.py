"""One agreement in one year: what was promised, what was delivered, what is missing. Seven queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from agreements.models import ActivityStep, Agreement, AgreementVersion, Responsibility
from agreements.validity import Window, whole_window
from agreements.vocabulary import OPEN_KINDS, Side, TermKind
from agreements.warnings import window_gap
from partnerships.czech import format_date
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind, OfficialRole
from planning.expectations import is_due_once
from planning.facts import Kept, kept_by_term, kept_until
from planning.fulfilment import NOT_CONFIRMED, EventFacts, missing_for
from planning.results import Deviation, EventLine, StepResult, TermResult, YearResult, combined_status
from planning.status import OnceTerm, carried_from, last_chance, once_status, yearly_status
from planning.vocabulary import StepStatus
from planning.wording import ShownStep, Timeline, Worded, held_in, timelines_of

NOT_IN_FORCE = "Popis spolupráce zatím neplatí. Převezměte platný dokument, pak půjde plnění sledovat."


def year_result(agreement: Agreement, year: int, *, today: date) -> YearResult:
    versions = with_days(agreement.versions.held_on(wording_day(year, today=today)))
    return year_results([agreement], versions, year, today=today)[agreement.pk]


def wording_day(year: int, *, today: date) -> date:
    """The wording that held at the year's end, of a running year today's; see planning.wording."""
    return min(date(year, 12, 31), today)


def with_days(versions: QuerySet[AgreementVersion]) -> QuerySet[AgreementVersion]:
    return versions.select_related("stated_start", "termination").prefetch_related("approvals")


def year_results(
    agreements: Collection[Agreement], versions: Iterable[AgreementVersion], year: int, *, today: date
) -> dict[int, YearResult]:
    """Of any number of agreements in the queries of one, by their pk.

    `versions` are their effective ones `with_days`, of each agreement in the order of `held_on` the wording day.
    """
    by_agreement: dict[int, list[AgreementVersion]] = {agreement.pk: [] for agreement in agreements}
    for version in versions:
        by_agreement[version.agreement_id].append(version)
    kept = kept_by_term([pk for pk, own in by_agreement.items() if own])
    sketches = {
        pk: _sketch(pk, own, kept.get(pk, {}), year, today=today) if own else _not_in_force(pk, year)
        for pk, own in by_agreement.items()
    }
    judged = {pk: by_agreement[pk] for pk, sketch in sketches.items() if sketch.shows_steps}
    timelines = timelines_of(judged, year)
    return {
        pk: _filled(sketch, kept.get(pk, {}), timelines[pk], today=today) if pk in judged else sketch
        for pk, sketch in sketches.items()
    }


def _not_in_force(agreement_id: int, year: int) -> YearResult:
    return YearResult(agreement_id, year, False, NOT_IN_FORCE, None, ())


def _sketch(
    agreement_id: int, versions: list[AgreementVersion], kept: dict[UUID, Kept], year: int, *, today: date
) -> YearResult:
    """All but the steps. Without known days nothing of what was recorded is judged."""
    window = whole_window(versions)
    if window is None:
        gap = window_gap(versions[0])
        recorded = {event.year for one in kept.values() for event, _ in one.events}
        years = tuple(sorted({*recorded, today.year, year}))
        return YearResult(agreement_id, year, False, gap.text, None, (), years, gap)
    promised = {promised_year for one in kept.values() for promised_year in one.rows}
    years = tuple(range(min({*promised, window.start.year}), max({*promised, window.end.year}) + 1))
    if year in years:
        return YearResult(agreement_id, year, True, "", window, (), years)
    why = (
        f"Rok {year} leží mimo dobu, na kterou je spolupráce sjednána "
        f"({format_date(window.start)} – {format_date(window.end)})."
    )
    return YearResult(agreement_id, year, False, why, window, (), years)


def _filled(sketch: YearResult, kept: dict[UUID, Kept], timeline: Timeline, *, today: date) -> YearResult:
    year = sketch.year
    steps = _step_results(kept_until(kept, year), Scene(year, sketch.window, today, timeline))
    return replace(sketch, steps=steps, held=held_in(timeline, year) if sketch.computable else ())


@dataclass(frozen=True)
class Scene:
    """What every term is judged by; without a window it is not."""

    year: int
    window: Window | None
    today: date
    timeline: Timeline


def _step_results(kept: dict[UUID, Kept], scene: Scene) -> tuple[StepResult, ...]:
    return tuple(_step_result(one, kept, scene) for one in scene.timeline.steps)


def _step_result(shown: ShownStep, kept, scene: Scene) -> StepResult:
    step = shown.step
    terms = tuple(_term_result(worded, kept[worded.term.key], scene) for worded in shown.terms)
    return StepResult(
        step_key=step.key,
        activity_name=step.activity.name,
        specification=step.specification,
        outputs=tuple(output.text for output in step.outputs.all()),
        unit_responsibility=_responsibility(step, Side.UNIT),
        asz_responsibility=_responsibility(step, Side.ASZ),
        terms=terms,
        status=combined_status(terms),
        deviation=Deviation(**step.deviation) if step.deviation else None,
        ended_on=shown.ended_on,
        activity_key=step.activity.key,
    )


def _responsibility(step: ActivityStep, side: Side) -> tuple[str, ...]:
    return tuple(Responsibility(**one).text for one in step.responsible if one["side"] == side)


def _term_result(worded: Worded, kept: Kept, scene: Scene) -> TermResult:
    term = worded.term
    counted, not_counted = _judged(term, kept, scene.timeline)
    here = [event for event in counted if event.year == scene.year]
    judge = _judge_of(term, kept, scene)
    verdict = judge(worded, kept, counted, scene)
    # an earlier year's event that does not count yet still matters where the term is still owed
    shown = [line for year, line in not_counted if year == scene.year or verdict["carried_from"] is not None]
    last_year = [line for year, line in not_counted if year == scene.year - 1]
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
        last_year_not_counted=tuple(last_year),
        target_events=term.target_events,
        target_participants=term.target_participants,
        participations=sum(event.participations for event in counted),
        ended_on=scene.timeline.ended_on(worded),
        due_from=term.date_from,
        required_roles=tuple(map(OfficialRole, term.required_roles)),
        **verdict,
    )


def _judge_of(term, kept: Kept, scene: Scene):
    if scene.window is None and term.kind not in OPEN_KINDS:
        return _not_computable
    return _once if is_due_once(term) and kept.due_row else _yearly


def _not_computable(worded: Worded, kept: Kept, counted, scene: Scene) -> dict:
    return {
        "expected": None,
        "share": None,
        "due_on": worded.term.date_to,
        "status": StepStatus.NOT_COMPUTABLE,
        "carried_from": None,
    }


def _judged(term, kept: Kept, timeline: Timeline) -> tuple[list[EventFacts], list[tuple[int, EventLine]]]:
    """Events that count for the term as it was worded on their day, and the others with what each lacks."""
    counted, not_counted = [], []
    for event, is_confirmed in kept.events:
        worded = timeline.on(term.key, event.on)
        also = kept.evidence.get(event.year, frozenset())
        missing = missing_for(event, worded.term, worded.outputs, also)
        if not is_confirmed:
            missing = (NOT_CONFIRMED, *missing)
        if missing:
            not_counted.append((event.year, event.line(missing)))
        else:
            counted.append(event)
    return counted, not_counted


def _yearly(worded: Worded, kept: Kept, counted, scene: Scene) -> dict:
    term, row = worded.term, kept.rows.get(scene.year)
    actual = sum(event.year == scene.year for event in counted)
    last = None
    if term.kind in OPEN_KINDS:
        status = StepStatus.ON_DEMAND
    else:
        days = {
            "last_day": scene.timeline.ended_on(worded) or scene.window.end,
            "is_report": term.event_kind in RECORDED_BY_REPORTING,
        }
        last = last_chance(scene.year, **days)
        status = yearly_status(row and row.required, actual, year=scene.year, today=scene.today, **days)
    return {
        "expected": row and row.required,
        "share": row and row.share,
        "due_on": None,
        "owed_until": last,
        "status": status,
        "carried_from": None,
    }


def _once(worded: Worded, kept: Kept, counted, scene: Scene) -> dict:
    term, row = worded.term, kept.due_row
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
        "owed_until": row.due_on,
        "status": once_status(once, year=scene.year, today=scene.today),
        "carried_from": carried,
        "due_row_id": row.pk,
    }
