"""How the state of a version is shown, and whose turn it is, said to the person who reads."""

from typing import NamedTuple

from django import template

from agreements.lifecycle import State, state_label
from agreements.turns import Stage, is_asked, stages_of, turn_of

register = template.Library()


class Badge(NamedTuple):
    tone: str
    icon: str
    label: str


LOOKS = {
    State.DRAFT: ("neutral", "open"),
    State.RETURNED: ("warn", "open"),
    State.REJECTED_BY_COUNCIL: ("warn", "cross"),
    State.IN_FORCE: ("good", "check"),
    State.SUPERSEDED: ("neutral", "dash"),
    State.TERMINATED: ("neutral", "cross"),
    State.ARCHIVED: ("neutral", "dash"),
}
UNDER_WAY = ("info", "part")


@register.simple_tag
def badge_of(state, unit, is_over=False) -> Badge:
    """Whether its validity has passed is derived by the day, no state of its own."""
    if state == State.IN_FORCE and is_over:
        return Badge("warn", "late", "platnost uplynula")
    return Badge(*LOOKS.get(State(state), UNDER_WAY), state_label(state, unit.body))


class SaidTurn(NamedTuple):
    sides: str
    asked: str
    after: str
    is_asked: bool
    stages: list[Stage]


@register.simple_tag
def whose_turn(version, user) -> SaidTurn:
    turn = turn_of(version)
    sides = " i ".join(side.label for side in turn.sides)
    return SaidTurn(sides, turn.asked, turn.after, is_asked(user, version, turn), stages_of(version))
