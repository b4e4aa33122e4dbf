"""„Nejbližších 30 dní“: the entries of the calendar that are still to come, none that is done or cancelled."""

from collections.abc import Iterator

from partnerships.vocabulary import EventState
from planning.calendar import Entry, deadline_entry, entry_of, in_the_day
from planning.deadlines import Due
from reporting.board.facts import AHEAD, Facts


def ahead_of(facts: Facts) -> list[Entry]:
    names = {unit.pk: unit.name for unit in facts.units}
    events = (
        entry_of(event, names)
        for event in facts.events
        if event.state == EventState.PLANNED and event.last_day >= facts.today >= event.starts_on - AHEAD
    )
    return sorted([*events, *_deadlines(facts, names)], key=in_the_day)


def _deadlines(facts: Facts, names: dict[int, str]) -> Iterator[Entry]:
    settled = {
        term.due_row_id
        for result in facts.results.values()
        for step in result.steps
        for term in step.terms
        if term.due_row_id and term.is_settled
    }
    for one in facts.deadlines:
        if one.what != Due.COMMITMENT or one.row not in settled:
            yield deadline_entry(one, names)
