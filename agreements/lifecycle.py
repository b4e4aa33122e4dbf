"""The life cycle of a version of an agreement: one table draws the buttons, guards the actions and the rows.

The source is domain.md 4.2. „probíhá revize“ and „platnost uplynula“ are derived, not states.
"""

from typing import NamedTuple

from django.db.models import TextChoices

from partnerships.unit_words import Cases
from partnerships.vocabulary import AgencyRole, UnitRole


class State(TextChoices):
    DRAFT = "DRAFT", "rozpracováno"
    ASZ_REVIEW = "ASZ_REVIEW", "předloženo ASZ k posouzení"
    RETURNED = "RETURNED", "vráceno k dopracování"
    ASZ_AGREED = "ASZ_AGREED", "odsouhlaseno ASZ"
    LP_DISCUSSED = "LP_DISCUSSED", "odsouhlaseno ASZ a projednáno v lokálním partnerství"
    COUNCIL_SUBMITTED = "COUNCIL_SUBMITTED", "předloženo ke schválení"
    APPROVED = "APPROVED", "schváleno, čeká na podpisy"
    REJECTED_BY_COUNCIL = "REJECTED_BY_COUNCIL", "neschváleno"
    IN_FORCE = "IN_FORCE", "platné"
    SUPERSEDED = "SUPERSEDED", "nahrazeno revizí"
    TERMINATED = "TERMINATED", "ukončeno předčasně"
    ARCHIVED = "ARCHIVED", "archivováno"


# Where a state is about the body that approves, it is called by its own name.
STATES_OF_BODY = {
    State.COUNCIL_SUBMITTED: "předloženo {0.dative}",
    State.APPROVED: "schváleno {0.instrumental}, čeká na podpisy",
    State.REJECTED_BY_COUNCIL: "{0.instrumental} neschváleno",
}
# The content of a version can be edited only here; the database refuses it elsewhere.
EDITABLE = frozenset({State.DRAFT, State.RETURNED})
# Versions that hold or held: what they promised in their days is owed and reported.
EFFECTIVE = frozenset({State.IN_FORCE, State.SUPERSEDED, State.TERMINATED})
# On the way to being in force; a unit works on one such version of a kind at a time.
UNDER_WAY = frozenset(State) - EFFECTIVE - {State.ARCHIVED}
# Printed as drafts. An approved version waits for signatures: its print is what will be signed.
PRINTED_AS_DRAFT = frozenset(State) - EFFECTIVE - {State.APPROVED}


class Shortcut(NamedTuple):
    """Another target where a condition (agreements.guards.CONDITIONS) already holds."""

    condition: str
    target: State


class Transition(NamedTuple):
    label: str  # on the button
    sources: frozenset[State]
    target: State | None  # None leaves the state as it is
    roles: frozenset[UnitRole]  # in the agreement's unit; a consultant's units are the assigned ones
    needs_reason: bool
    explanation: str  # what the step does, said before it is confirmed
    agency: frozenset[AgencyRole] = frozenset()  # a regional head in the unit's region, a director everywhere
    guards: tuple[str, ...] = ()  # names in agreements.guards.GUARDS
    shortcut: Shortcut | None = None


EDITORS = frozenset({UnitRole.MANAGER, UnitRole.DEPUTY})
SUBMITTERS = EDITORS | {UnitRole.REPRESENTATIVE}
CONSULTANT = frozenset({UnitRole.CONSULTANT})
REGIONAL_HEAD = frozenset({AgencyRole.REGIONAL_HEAD})
HEADS = REGIONAL_HEAD | {AgencyRole.DIRECTOR}
NOBODY = frozenset()

TRANSITIONS = {
    "submit_for_review": Transition(
        label="Předložit ASZ k posouzení",
        sources=frozenset({State.DRAFT, State.RETURNED}),
        target=State.ASZ_REVIEW,
        roles=EDITORS,
        needs_reason=False,
        explanation=(
            "Návrh dostane k posouzení konzultant/ka ASZ. Dokud ho nevrátí nebo si ho nevezmete zpět, jeho text "
            "nepůjde měnit."
        ),
        guards=("not_ended", "is_complete", "nothing_adopted_yet"),
    ),
    "withdraw": Transition(
        label="Vzít zpět k úpravám",
        sources=frozenset({State.ASZ_REVIEW, State.ASZ_AGREED, State.LP_DISCUSSED}),
        target=State.RETURNED,
        roles=EDITORS,
        needs_reason=True,
        explanation=(
            "Návrh půjde znovu upravovat. Souhlas ASZ, pokud už byl dán, přestane platit a po úpravách ho bude "
            "třeba získat znovu."
        ),
    ),
    "return_for_rework": Transition(
        label="Vrátit k dopracování",
        sources=frozenset({State.ASZ_REVIEW, State.ASZ_AGREED, State.LP_DISCUSSED, State.APPROVED}),
        target=State.RETURNED,
        roles=CONSULTANT,
        agency=HEADS,
        needs_reason=True,
        explanation=(
            "Návrh se vrátí k úpravám s důvodem, který napíšete. Souhlas ASZ, schválení a podpis, pokud už byly "
            "zapsány, přestanou platit."
        ),
    ),
    "agree": Transition(
        label="Odsouhlasit za ASZ",
        sources=frozenset({State.ASZ_REVIEW}),
        target=State.ASZ_AGREED,
        roles=CONSULTANT,
        agency=HEADS,
        needs_reason=False,
        explanation="Zapíše souhlas na straně ASZ s návrhem v tomto znění.",
        shortcut=Shortcut("opinion_given", State.LP_DISCUSSED),
    ),
    "discuss": Transition(
        label="Zapsat stanovisko lokálního partnerství",
        sources=frozenset({State.ASZ_AGREED}),
        target=State.LP_DISCUSSED,
        roles=EDITORS,
        needs_reason=False,
        explanation="Zapíše, kdy a s jakým výsledkem lokální partnerství návrh projednalo.",
    ),
    "submit_to_council": Transition(
        label="Předložit ke schválení",
        sources=frozenset({State.LP_DISCUSSED}),
        target=State.COUNCIL_SUBMITTED,
        roles=SUBMITTERS,
        needs_reason=False,
        explanation="Zapíše, že návrh v tomto znění byl předložen orgánu územního celku, který ho schvaluje.",
        guards=("not_ended", "opinion_given", "agreed_by_asz"),
    ),
    "approve": Transition(
        label="Zapsat schválení",
        sources=frozenset({State.COUNCIL_SUBMITTED}),
        target=State.APPROVED,
        roles=EDITORS,
        needs_reason=False,
        explanation="Zapíše den schválení a číslo usnesení. Pak zbývají podpisy obou stran.",
        guards=("not_ended", "opinion_given", "agreed_by_asz"),
    ),
    "reject": Transition(
        label="Zapsat neschválení",
        sources=frozenset({State.COUNCIL_SUBMITTED}),
        target=State.REJECTED_BY_COUNCIL,
        roles=EDITORS,
        needs_reason=True,
        explanation="Zapíše, kdy a proč návrh schválen nebyl. Návrh pak lze přepracovat.",
    ),
    "rework": Transition(
        label="Přepracovat",
        sources=frozenset({State.REJECTED_BY_COUNCIL}),
        target=State.RETURNED,
        roles=EDITORS,
        needs_reason=True,
        explanation=(
            "Návrh půjde znovu upravovat a projde posouzením znovu; dosavadní souhlas ASZ přestane platit."
        ),
    ),
    "sign_unit": Transition(
        label="Zapsat podpis za územní celek",
        sources=frozenset({State.APPROVED}),
        target=None,
        roles=SUBMITTERS,
        needs_reason=False,
        explanation="Zapíše, kdo, kde a kdy za územní celek podepsal. Po podpisu obou stran popis začne platit.",
        guards=("not_ended", "not_signed_by_unit"),
        shortcut=Shortcut("signed_by_asz", State.IN_FORCE),
    ),
    "sign_asz": Transition(
        label="Zapsat podpis za ASZ",
        sources=frozenset({State.APPROVED}),
        target=None,
        roles=CONSULTANT,
        agency=HEADS,
        needs_reason=False,
        explanation="Zapíše, kdo, kde a kdy za ASZ podepsal. Po podpisu obou stran popis začne platit.",
        guards=("not_ended", "not_signed_by_asz"),
        shortcut=Shortcut("signed_by_unit", State.IN_FORCE),
    ),
    "take_over": Transition(
        label="Převzít platný dokument",
        sources=frozenset({State.DRAFT}),
        target=State.IN_FORCE,
        roles=EDITORS,
        needs_reason=True,
        explanation=(
            "Popis spolupráce, který byl uzavřen na papíře, začne platit i v aplikaci. Jeho obsah už nepůjde "
            "měnit jinak než revizí; údaje o schválení a podpisech lze doplnit i později."
        ),
        guards=("not_ended", "has_step"),
    ),
    "terminate": Transition(
        label="Ukončit předčasně",
        sources=frozenset({State.IN_FORCE}),
        target=State.TERMINATED,
        roles=CONSULTANT,
        agency=HEADS,
        needs_reason=True,
        explanation=(
            "Popis přestane platit dnem, který zapíšete, s důvodem a orgánem, který o tom rozhodl. Co bylo plněno "
            "do toho dne, zůstává."
        ),
    ),
    "discard": Transition(
        label="Odložit návrh",
        sources=frozenset({State.DRAFT, State.RETURNED, State.REJECTED_BY_COUNCIL}),
        target=State.ARCHIVED,
        roles=EDITORS,
        needs_reason=True,
        explanation=(
            "Na návrhu se dál nebude pracovat. Zůstane k nahlédnutí v archivu a nahradit ho může jiný návrh."
        ),
    ),
}

# The text may change after these, so what was said about it before counts no longer.
REOPENING = frozenset(name for name, step in TRANSITIONS.items() if step.target == State.RETURNED)

# Taken by the application itself, when a newer version comes into force.
OF_SYSTEM = {
    "supersede": Transition(
        label="Nahradit revizí",
        sources=frozenset({State.IN_FORCE}),
        target=State.SUPERSEDED,
        roles=NOBODY,
        needs_reason=False,
        explanation="Začala platit novější verze.",
    ),
}

# Steps that change what stands beside the content; the state stays, so the database need not know them.
COMPLETIONS = {
    "complete_adoption": Transition(
        label="Doplnit schválení a podpisy",
        sources=frozenset({State.DRAFT, State.APPROVED, State.IN_FORCE}),
        target=None,
        roles=EDITORS | CONSULTANT,  # each its own side, access.adoption_parts
        agency=HEADS,
        needs_reason=True,
        explanation=(
            "Doplní nebo opraví, co stojí vedle textu popisu: schválení obou stran, podpisy, stanovisko lokálního "
            "partnerství a začátek platnosti. U platného popisu se podle nového data znovu spočítá doba platnosti "
            "a očekávané plnění v jednotlivých letech."
        ),
    ),
    "note_opinion": Transition(
        label="Zapsat stanovisko lokálního partnerství",
        sources=frozenset({State.DRAFT, State.RETURNED, State.ASZ_REVIEW, State.LP_DISCUSSED}),
        target=None,
        roles=EDITORS,
        needs_reason=False,
        explanation=(
            "Zapíše, kdy a s jakým výsledkem lokální partnerství návrh projednalo; může to být i dřív, než ho "
            "odsouhlasí ASZ."
        ),
    ),
}

# What the log of steps says; the step is already behind, so the words differ from the button's.
LOGGED_STEPS = {
    "created": "založen návrh",
    "revised": "založena revize",
    "succeeded": "založen navazující popis",
    "submit_for_review": "předloženo ASZ k posouzení",
    "withdraw": "vzato zpět k úpravám",
    "return_for_rework": "vráceno k dopracování",
    "agree": "odsouhlaseno za ASZ",
    "discuss": "zapsáno stanovisko lokálního partnerství",
    "note_opinion": "zapsáno stanovisko lokálního partnerství",
    "submit_to_council": "předloženo ke schválení",
    "approve": "zapsáno schválení",
    "reject": "zapsáno neschválení",
    "rework": "vzato k přepracování",
    "sign_unit": "zapsán podpis za územní celek",
    "sign_asz": "zapsán podpis za ASZ",
    "take_over": "převzat platný dokument",
    "supersede": "nahrazeno novější verzí",
    "expired": "platnost uplynula",
    "ends_in_90": "upozorněno, že platnost končí do 90 dnů",
    "ends_in_30": "upozorněno, že platnost končí do 30 dnů",
    "terminate": "ukončeno předčasně",
    "discard": "návrh odložen",
    "adoption_completed": "doplněno schválení a podpisy",
    "choose_memorandum": "zvoleno memorandum",
    "file_reference": "zapsáno č. j. nebo spisová značka",
}

# Said by the clock about the last day of an agreement, the earliest first: how many days before.
REMINDERS = {"ends_in_90": 90, "ends_in_30": 30}
SAID_BY_THE_CLOCK = frozenset({"expired", *REMINDERS})


def state_label(state: str, body: Cases) -> str:
    """„předloženo zastupitelstvu“, „schváleno valnou hromadou, čeká na podpisy“"""
    return STATES_OF_BODY.get(State(state), State(state).label).format(body)


def targets(step: Transition) -> frozenset[State]:
    """Every state the step may lead to from another one."""
    wanted = {step.target, step.shortcut and step.shortcut.target} - {None}
    return frozenset(wanted)


def open_transitions(state: State) -> dict[str, Transition]:
    return {name: step for name, step in (TRANSITIONS | COMPLETIONS).items() if state in step.sources}
