"""One agreement in one year: what was promised, what was delivered, what is missing. Four queries.

They are the same for any number of agreements and of years: what is read once is judged year by year.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from agreements.models import ActivityStep, Agreement, AgreementVersion, Responsibility
from agreements.validity import Window, whole_window
from agreements.vocabulary import Side
from agreements.warnings import window_gap
from partnerships.czech import format_date
from planning.facts import Kept, kept_by_term, kept_until
from planning.judging import Scene, term_result
from planning.periods import calendar_year
from planning.results import Deviation, StepResult, YearResult, combined_status
from planning.wording import ShownStep, Steps, held_in, outputs_of, steps_of, timeline_of

NOT_IN_FORCE = "Popis spolupráce zatím neplatí. Převezměte platný dokument, pak půjde plnění sledovat."


def year_result(agreement: Agreement, year: int, *, today: date) -> YearResult:
    return result_of(known_of(agreement), agreement.pk, year, today=today)


def wording_day(year: int, *, today: date) -> date:
    """The wording that held at the year's end, of a running year today's; see planning.wording."""
    return min(date(year, 12, 31), today)


def year_results(
    agreements: Collection[Agreement], versions: Iterable[AgreementVersion], year: int, *, today: date
) -> dict[int, YearResult]:
    """Of any number of agreements in the queries of one, by their pk; `versions` are their effective ones."""
    known = read(agreements, versions)
    return {pk: result_of(known, pk, year, today=today) for pk in known.versions}


@dataclass(frozen=True)
class Known:
    """All that is read of some agreements, by the pk of each."""

    versions: dict[int, list[AgreementVersion]]
    kept: dict[int, dict[UUID, Kept]]
    steps: Steps


def known_of(agreement: Agreement) -> Known:
    return read([agreement], agreement.versions.effective().with_days())


def read(agreements: Collection[Agreement], versions: Iterable[AgreementVersion]) -> Known:
    by_agreement: dict[int, list[AgreementVersion]] = {agreement.pk: [] for agreement in agreements}
    for version in versions:
        by_agreement[version.agreement_id].append(version)
    kept = kept_by_term([pk for pk, own in by_agreement.items() if own])
    return Known(by_agreement, kept, steps_of([one for own in by_agreement.values() for one in own]))


def result_of(known: Known, agreement_id: int, year: int, *, today: date) -> YearResult:
    versions, kept = known.versions[agreement_id], known.kept.get(agreement_id, {})
    if not versions:
        return YearResult(agreement_id, year, False, NOT_IN_FORCE, None, ())
    ordered = held_first(versions, wording_day(year, today=today))
    sketch = _sketch(agreement_id, ordered, kept, year, today=today)
    if not sketch.shows_steps:
        return sketch
    return filled(sketch, ordered, kept, known.steps, calendar_year(year), today=today)


def held_first(versions: Iterable[AgreementVersion], day: date) -> list[AgreementVersion]:
    """As `held_first` of their queryset orders them: the newest begun by the day, else the first."""

    def place(version: AgreementVersion) -> int:
        not_begun = version.in_effect and version.in_effect.lower > day
        return version.number if not_begun else -version.number

    return sorted(versions, key=place)


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
    years = promised_years(window, kept)
    if year in years:
        return YearResult(agreement_id, year, True, "", window, (), years)
    why = (
        f"Rok {year} leží mimo dobu, na kterou je spolupráce sjednána "
        f"({format_date(window.start)} – {format_date(window.end)})."
    )
    return YearResult(agreement_id, year, False, why, window, (), years)


def promised_years(window: Window, kept: dict[UUID, Kept]) -> tuple[int, ...]:
    """From the first to the last that the agreement promises something in, also outside its own days.

    What was owed to the end may be done after it, so the last year is that of whatever was recorded.
    """
    promised = {year for one in kept.values() for year in one.rows}
    recorded = {event.year for one in kept.values() for event, _ in one.events}
    return tuple(range(min({*promised, window.start.year}), max({*promised, *recorded, window.end.year}) + 1))


def filled(
    sketch: YearResult,
    versions: list[AgreementVersion],
    kept: dict[UUID, Kept],
    steps: Steps,
    days: Window,
    *,
    today: date,
) -> YearResult:
    """The sketch with its steps as they stand in the days; `versions` in the order of `held_first`."""
    timeline = timeline_of(versions, steps, days)
    scene = Scene(sketch.year, days, sketch.window, today, timeline)
    until = kept_until(kept, days.end)
    results = tuple(_step_result(one, until, scene) for one in timeline.steps)
    return replace(sketch, steps=results, held=held_in(timeline, days) if sketch.computable else ())


def _step_result(shown: ShownStep, kept: dict[UUID, Kept], scene: Scene) -> StepResult:
    step = shown.step
    terms = tuple(term_result(worded, kept[worded.term.key], scene) for worded in shown.terms)
    return StepResult(
        step_key=step.key,
        activity_name=step.activity.name,
        specification=step.specification,
        outputs=tuple(output.text for output in outputs_of(step)),
        unit_responsibility=_responsibility(step, Side.UNIT),
        asz_responsibility=_responsibility(step, Side.ASZ),
        terms=terms,
        status=combined_status(terms),
        deviation=_deviation(step, scene.year),
        ended_on=shown.ended_on,
        activity_key=step.activity.key,
    )


def _deviation(step: ActivityStep, year: int) -> Deviation | None:
    for said in step.deviations:
        if said["year"] == year:
            return Deviation(**{name: said[name] for name in Deviation.__dataclass_fields__})
    return None


def _responsibility(step: ActivityStep, side: Side) -> tuple[str, ...]:
    return tuple(Responsibility(**one).text for one in step.responsible if one["side"] == side)
