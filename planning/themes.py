"""Which steps belong to a theme of the agreement. A timeline names no themes, so what was done for a step says it:

the working group that met over it, or the words of the step, of its events and of their groups.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from agreements.lifecycle import EFFECTIVE
from agreements.models import Agreement, FocusArea
from partnerships.models import Event
from planning.results import StepResult

SHORTEST_STEM = 4


@dataclass(frozen=True)
class Theme:
    code: str
    name: str

    @property
    def stem(self) -> str:
        """„Bydlení“ → „bydle“, so that „bydlením“ and „zabydlení“ are found: the first of several names, unended."""
        first = self.name.casefold().split(" a ")[0].split(",")[0].split("/")[0].strip()
        return first[: max(SHORTEST_STEM, len(first) - 2)]


def with_themes(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With what `themes_of` says, in the same query."""
    areas = FocusArea.objects.filter(
        version__agreement=OuterRef("pk"), version__state__in=EFFECTIVE, thematic_area__isnull=False
    )
    named = areas.order_by("thematic_area__position", "thematic_area").values(
        row=JSONObject(code="thematic_area__code", name="thematic_area__name")
    )
    return agreements.annotate(focus_themes=ArraySubquery(named))


def themes_of(agreement: Agreement) -> tuple[Theme, ...]:
    """Of one read by `with_themes`."""
    return tuple(dict.fromkeys(Theme(**one) for one in agreement.focus_themes))


def steps_about(theme: Theme, steps: Collection[StepResult]) -> set[UUID]:
    """By the key of the step. One query for any number of steps and years."""
    by_event = _said_of_events({event for step in steps for event in events_of(step)})
    return {step.step_key for step in steps if _is_about(step, theme, by_event)}


def events_of(step: StepResult) -> set[int]:
    return {line.event_id for term in step.terms for line in (*term.done, *term.not_counted)}


def _said_of_events(events: set[int]) -> dict[int, tuple[set[str], str]]:
    """By the event: codes of its group's themes, and the words of both."""
    said: dict[int, tuple[set[str], str]] = {}
    rows = Event.objects.filter(pk__in=events)
    for pk, title, group, code in rows.values_list(
        "pk", "title", "group__name", "group__thematic_areas__code"
    ):
        codes, _ = said.setdefault(pk, (set(), f"{title} {group or ''}".casefold()))
        codes.add(code)
    return said


def _is_about(step: StepResult, theme: Theme, by_event: dict[int, tuple[set[str], str]]) -> bool:
    if theme.stem in f"{step.activity_name} {step.specification}".casefold():
        return True
    of_step = [by_event[event] for event in events_of(step) if event in by_event]
    return any(theme.code in codes or theme.stem in words for codes, words in of_step)
