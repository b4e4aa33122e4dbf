"""The start page of whoever works in units: one's own things first, then what comes and what others are to do."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from agreements.vocabulary import Side
from partnerships import access
from partnerships.models import Event, TerritorialUnit, User
from partnerships.vocabulary import EventState
from planning.calendar import Entry
from reporting.board import agreements, meetings
from reporting.board.activity import Said, activity_of
from reporting.board.agreements import Shown, agreements_of
from reporting.board.ahead import ahead_of
from reporting.board.facts import Facts, facts_of
from reporting.board.items import Item, Urgency, by_urgency
from reporting.board.lights import RULES, Lights, lights_of
from reporting.checklist import Step, first_report_steps

SHOWN = 12  # of a list, the rest is folded


@dataclass(frozen=True)
class Row:
    """`who` is said where it is somebody else's: among several units the one it is."""

    item: Item
    urgency: Urgency
    who: str
    path: str


@dataclass(frozen=True)
class Folded:
    """A list whose end is folded away."""

    first: list
    rest: list


@dataclass(frozen=True)
class Asked:
    """What is asked of the person; `unit` is None where it is not divided by units."""

    unit: TerritorialUnit | None
    rows: Folded


@dataclass(frozen=True)
class Card:
    """One unit of the person, with what it has and, for those who may do it, what it lacks."""

    unit: TerritorialUnit
    agreements: tuple[tuple[Shown, Lights | None], ...]
    steps: tuple[Step, ...]
    can_record: bool

    @property
    def done_count(self) -> int:
        return sum(step.done for step in self.steps)


@dataclass(frozen=True)
class Board:
    asked: list[Asked]
    asked_count: int
    waiting: Folded
    ahead: Folded
    cards: list[Card]
    activity: list[Said]
    today: list[Event]  # meetings whose attendance is written today
    recorded: list[TerritorialUnit]  # by the person
    has_more_units: bool
    rules = RULES

    @property
    def has_steps(self) -> bool:
        return any(card.steps for card in self.cards)

    @property
    def has_lights(self) -> bool:
        return any(lights and lights.rows for card in self.cards for _, lights in card.agreements)


def items_of(facts: Facts) -> list[Item]:
    return [*agreements.items_of(facts), *meetings.items_of(facts)]


def board_of(user: User, units: list[TerritorialUnit], *, today: date, has_more_units: bool = False) -> Board:
    """Of units `with_progress`."""
    facts = facts_of(user, units, today=today)
    rows = [_row(item, facts) for item in by_urgency(items_of(facts), today=today)]
    mine = [row for row in rows if row.item.is_asked_of(user)]
    others = [row for row in rows if row not in mine]
    recorded = [unit for unit in units if access.can_record(user, unit)]
    return Board(
        asked=_divided(mine) if user.agency_role else [Asked(None, folded(mine))] if mine else [],
        asked_count=len(mine),
        waiting=folded(others),
        ahead=folded(ahead_of(facts)),
        cards=[_card(facts, unit) for unit in units],
        activity=activity_of(user, units, today=today),
        today=[event for event in facts.events if _is_today(event, facts, recorded)],
        recorded=recorded,
        has_more_units=has_more_units,
    )


def _row(item: Item, facts: Facts) -> Row:
    is_named = item.who == Side.UNIT.label and len(facts.units) > 1
    path = item.path if item.is_asked_of(facts.user) else item.read_path or item.path
    return Row(item, item.urgency(facts.today), item.unit.name if is_named else item.who, path)


def folded(rows: list[Row] | list[Entry]) -> Folded:
    return Folded(rows[:SHOWN], rows[SHOWN:])


def _divided(rows: list[Row]) -> list[Asked]:
    """By municipality, the one with the most urgent thing first."""
    units = list(dict.fromkeys(row.item.unit for row in rows))
    in_units = sorted(rows, key=lambda row: units.index(row.item.unit))
    return [Asked(unit, folded(list(own))) for unit, own in groupby(in_units, lambda row: row.item.unit)]


def _card(facts: Facts, unit: TerritorialUnit) -> Card:
    own = [one for one in agreements_of(facts) if one.agreement.unit_id == unit.pk]
    own.sort(key=lambda one: (not one.is_in_force, one.agreement.kind, one.agreement.pk))
    results = facts.results
    lit = ((one, results[one.agreement.pk]) for one in own)
    user = facts.user
    return Card(
        unit=unit,
        agreements=tuple(
            (one, lights_of(one, result) if result.shows_steps and one.is_in_force else None)
            for one, result in lit
        ),
        steps=tuple(first_report_steps(unit)) if access.can_edit_unit(user, unit) else (),
        can_record=access.can_record(user, unit),
    )


def _is_today(event: Event, facts: Facts, recorded: list[TerritorialUnit]) -> bool:
    is_on = event.starts_on <= facts.today <= event.last_day
    has_attendance = event.is_meeting or event.is_training
    is_alive = event.state != EventState.CANCELLED
    return is_on and has_attendance and is_alive and any(unit in recorded for unit in facts.units_of(event))
