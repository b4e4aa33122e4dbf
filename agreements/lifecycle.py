"""The life cycle of a version of an agreement: one table draws the buttons, guards the actions and the rows."""

from typing import NamedTuple

from django.db.models import TextChoices

from partnerships.vocabulary import UnitRole


class State(TextChoices):
    DRAFT = "DRAFT", "rozpracováno"
    IN_FORCE = "IN_FORCE", "platné"


# The content of a version can be edited only here; the database refuses it elsewhere.
EDITABLE = frozenset({State.DRAFT})


class Transition(NamedTuple):
    label: str  # on the button
    sources: frozenset[State]
    target: State | None  # None leaves the state as it is
    roles: frozenset[UnitRole]  # in the agreement's unit
    needs_reason: bool
    explanation: str  # what the step does, said before it is confirmed


TRANSITIONS = {
    "take_over": Transition(
        label="Převzít platný dokument",
        sources=frozenset({State.DRAFT}),
        target=State.IN_FORCE,
        roles=frozenset({UnitRole.MANAGER, UnitRole.DEPUTY}),
        needs_reason=True,
        explanation=(
            "Popis spolupráce, který byl uzavřen na papíře, začne platit i v aplikaci. Jeho obsah už nepůjde "
            "měnit jinak než revizí; údaje o schválení a podpisech lze doplnit i později."
        ),
    ),
}

# Steps that change what stands beside the content; the state stays, so the database need not know them.
COMPLETIONS = {
    "complete_adoption": Transition(
        label="Doplnit schválení a podpisy",
        sources=frozenset({State.DRAFT, State.IN_FORCE}),
        target=None,
        roles=frozenset({UnitRole.MANAGER, UnitRole.DEPUTY}),
        needs_reason=True,
        explanation=(
            "Doplní nebo opraví, co stojí vedle textu popisu: schválení obou stran, podpisy, stanovisko lokálního "
            "partnerství a začátek platnosti. U platného popisu se podle nového data znovu spočítá doba platnosti "
            "a očekávané plnění v jednotlivých letech."
        ),
    ),
}

# What the log of steps says; the step is already behind, so the words differ from the button's.
LOGGED_STEPS = {
    "take_over": "převzat platný dokument",
    "adoption_completed": "doplněno schválení a podpisy",
}


def open_transitions(state: State) -> dict[str, Transition]:
    return {name: step for name, step in (TRANSITIONS | COMPLETIONS).items() if state in step.sources}
