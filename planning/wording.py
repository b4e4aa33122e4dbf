"""What the versions of an agreement say of its steps and terms: in one year, and on the day of an event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from agreements.models import ActivityStep, AgreementVersion, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.models.tree import remember
from agreements.validity import Window
from partnerships.json_rows import as_json, from_json
from planning.models import DeviationComment
from planning.results import Deviation, HeldVersion

# By the pk of their version, in the order of the form.
Steps = dict[int, list[ActivityStep]]


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
    """The steps of some days, most often a year, in the order of the form; wordings of each term, the newest first.

    `versions` are those whose promises the days hold, first the one that words them.
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


def timeline_of(versions: list[AgreementVersion], steps: Steps, days: Window) -> Timeline:
    """`versions` of one agreement, all of it in the days, in the order of `held_on` their last one.

    The wording of the first version given; what those before it promised in the days is kept.
    """
    version = versions[0]
    wordings: dict[UUID, list[Worded]] = {}
    shown = {step.key: ShownStep(step, []) for step in steps[version.pk]}
    for one in sorted(versions, key=lambda one: -one.number):
        for step in steps[one.pk]:
            outputs = outputs_of(step)
            for term in step.terms.all():
                wordings.setdefault(term.key, []).append(Worded(one, term, outputs))
    of_year = [version, *_held_before(versions, days)]
    _fill(shown, wordings, steps, of_year)
    return Timeline(_in_order(shown), wordings, of_year)


def held_in(timeline: Timeline, days: Window) -> tuple[HeldVersion, ...]:
    """Their part of the days, where there are several."""
    if len(timeline.versions) == 1:
        return ()
    return tuple(
        HeldVersion(one.number, one.pk, max(one.in_effect.lower, days.start), min(one.last_day, days.end))
        for one in reversed(timeline.versions)
    )


def _held_before(versions: list[AgreementVersion], days: Window) -> list[AgreementVersion]:
    """Those replaced in these days, the newest first."""
    version, *others = versions
    replaced = [
        one
        for one in others
        if one.number < version.number
        and one.in_effect
        and one.in_effect.lower <= days.end
        and one.last_day >= days.start
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


def steps_of(versions: Collection[AgreementVersion]) -> Steps:
    """With their terms, and `deviations` by the year, `responsible` and `said_outputs`: values of the step's rows.

    All in their order; one query for any number of versions.
    """
    steps: Steps = {version.pk: [] for version in versions}
    if not steps:
        return steps
    comments = DeviationComment.objects.filter(
        agreement=OuterRef("version__agreement"), step_key=OuterRef("key")
    )
    values = JSONObject(year="year", **{name: name for name in Deviation.__dataclass_fields__})
    responsible = Responsibility.objects.filter(step=OuterRef("pk")).order_by("position", "pk")
    said = JSONObject(side="side", code="code", raw_text="raw_text")
    outputs = ExpectedOutput.objects.filter(step=OuterRef("pk")).order_by("position", "pk")
    named = JSONObject(code="code", raw_text="raw_text", is_optional="is_optional")
    terms = ScheduleTerm.objects.filter(step=OuterRef("pk")).order_by("position", "pk")
    for step in (
        ActivityStep.objects.filter(version__in=versions)
        .select_related("activity")
        .annotate(
            said_terms=as_json(terms),
            said_outputs=ArraySubquery(outputs.values(values=named)),
            deviations=ArraySubquery(comments.values(values=values)),
            responsible=ArraySubquery(responsible.values(values=said)),
        )
        .order_by("activity__position", "activity", "position", "pk")
    ):
        _take_terms(step)
        steps[step.version_id].append(step)
    return steps


def _take_terms(step: ActivityStep) -> None:
    terms = from_json(ScheduleTerm, step.said_terms)
    for term in terms:
        term.step = step
    remember(step, "terms", terms)


def outputs_of(step: ActivityStep) -> list[ExpectedOutput]:
    """Of a step that `steps_of` read."""
    return [ExpectedOutput(**one) for one in step.said_outputs]
