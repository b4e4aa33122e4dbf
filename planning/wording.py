"""What the versions of an agreement say of its steps and terms: in one year, and on the day of an event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from agreements.models import ActivityStep, AgreementVersion, ExpectedOutput, Responsibility, ScheduleTerm
from planning.models import DeviationComment
from planning.results import Deviation, HeldVersion


@dataclass(frozen=True)
class Worded:
    """A term as one version words it, with the outputs of its step."""

    version: AgreementVersion
    term: ScheduleTerm
    outputs: list[ExpectedOutput]

    def holds_on(self, day: date) -> bool:
        return self.version.in_effect is None or self.version.in_effect.lower <= day


@dataclass
class ShownStep:
    """`ended_on` is the last day of a step that a revision left out during the year."""

    step: ActivityStep
    terms: list[Worded]
    ended_on: date | None = None


@dataclass(frozen=True)
class Timeline:
    """The steps of one year in the order of the form, and every wording of each term, the newest first.

    `versions` are those whose promises the year holds, first the one that words it.
    """

    steps: tuple[ShownStep, ...]
    wordings: dict[UUID, list[Worded]]
    versions: list[AgreementVersion]

    def ended_on(self, worded: Worded) -> date | None:
        return worded.version.last_day if worded.version != self.versions[0] else None

    def on(self, term_key: UUID, day: date) -> Worded:
        """As the term was worded on the day; before it came, as it was worded first."""
        wordings = self.wordings[term_key]
        return next((one for one in wordings if one.holds_on(day)), wordings[-1])


def timelines_of(versions: dict[int, list[AgreementVersion]], year: int) -> dict[int, Timeline]:
    """By the agreement, of its versions in the order of `held_on`. Three queries for all of them."""
    if not versions:
        return {}
    steps = _steps([one for own in versions.values() for one in own], year)
    return {agreement: _timeline_of(own, steps, year) for agreement, own in versions.items()}


def _timeline_of(versions: list[AgreementVersion], steps, year: int) -> Timeline:
    """The wording of the first version given; what those before it promised in the year is kept."""
    version = versions[0]
    wordings: dict[UUID, list[Worded]] = {}
    shown = {step.key: ShownStep(step, []) for step in steps[version.pk]}
    for one in sorted(versions, key=lambda one: -one.number):
        for step in steps[one.pk]:
            outputs = list(step.outputs.all())
            for term in step.terms.all():
                wordings.setdefault(term.key, []).append(Worded(one, term, outputs))
    of_year = [version, *_held_before(versions, year)]
    _fill(shown, wordings, steps, of_year)
    return Timeline(_in_order(shown), wordings, of_year)


def held_in(timeline: Timeline, year: int) -> tuple[HeldVersion, ...]:
    """Their days in the year, where there are several."""
    if len(timeline.versions) == 1:
        return ()
    first, last = date(year, 1, 1), date(year, 12, 31)
    return tuple(
        HeldVersion(one.number, one.pk, max(one.in_effect.lower, first), min(one.last_day, last))
        for one in reversed(timeline.versions)
    )


def _held_before(versions: list[AgreementVersion], year: int) -> list[AgreementVersion]:
    """Those replaced during the year, the newest first."""
    version, *others = versions
    first, last = date(year, 1, 1), date(year, 12, 31)
    replaced = [
        one
        for one in others
        if one.number < version.number
        and one.in_effect
        and one.in_effect.lower <= last
        and one.last_day >= first
    ]
    return sorted(replaced, key=lambda one: -one.number)


def _fill(shown: dict[UUID, ShownStep], wordings, steps, versions: list[AgreementVersion]) -> None:
    """Each term once, as the newest of the versions that has it words it."""
    told: set[UUID] = set()
    for version in versions:
        for step in steps[version.pk]:
            terms = [term for term in step.terms.all() if term.key not in told]
            told.update(term.key for term in terms)
            is_left_out = step.key not in shown
            if is_left_out and (terms or not step.terms.all()):
                shown[step.key] = ShownStep(step, [], version.last_day)
            for term in terms:
                worded = next(one for one in wordings[term.key] if one.version == version)
                shown[step.key].terms.append(worded)


def _in_order(shown: dict[UUID, ShownStep]) -> tuple[ShownStep, ...]:
    """A step left out stands at the end of its activity, an activity left out at the end of all."""
    by_activity: dict[UUID, list[ShownStep]] = {}
    for one in shown.values():
        by_activity.setdefault(one.step.activity.key, []).append(one)
    return tuple(one for of_activity in by_activity.values() for one in of_activity)


def _steps(versions: list[AgreementVersion], year: int) -> dict[int, list[ActivityStep]]:
    """With `deviation` and `responsible`: values of the step's responsibilities in their order."""
    comments = DeviationComment.objects.filter(
        agreement=OuterRef("version__agreement"), year=year, step_key=OuterRef("key")
    )
    values = JSONObject(**{name: name for name in Deviation.__dataclass_fields__})
    responsible = Responsibility.objects.filter(step=OuterRef("pk")).order_by("position", "pk")
    said = JSONObject(side="side", code="code", raw_text="raw_text")
    steps: dict[int, list[ActivityStep]] = {version.pk: [] for version in versions}
    for step in (
        ActivityStep.objects.filter(version__in=versions)
        .select_related("activity")
        .prefetch_related("outputs", "terms")
        .annotate(
            deviation=Subquery(comments.values(values=values)[:1]),
            responsible=ArraySubquery(responsible.values(values=said)),
        )
        .order_by("activity__position", "activity", "position", "pk")
    ):
        steps[step.version_id].append(step)
    return steps
