"""Whose turn it is, what is asked and what comes next: one table of states, read by pages, mails and lists."""

from typing import NamedTuple

from agreements.lifecycle import State
from agreements.models import AgreementVersion
from agreements.vocabulary import Side
from partnerships.access import EDITORS, SUBMITTERS, has_role
from partnerships.models import User
from partnerships.unit_words import Cases
from partnerships.vocabulary import UnitRole

CONSULTANT = frozenset({UnitRole.CONSULTANT})


class Turn(NamedTuple):
    """`sides` is empty where nobody is asked; `asked` and `after` name the unit's own body in {0}."""

    sides: tuple[Side, ...]
    roles: frozenset[UnitRole]
    asked: str
    after: str

    def said_to(self, body: Cases) -> "Turn":
        return self._replace(asked=self.asked.format(body), after=self.after.format(body))


def nobody(after: str) -> Turn:
    return Turn((), frozenset(), "", after)


UNIT, ASZ = (Side.UNIT,), (Side.ASZ,)
TURNS = {
    State.DRAFT: Turn(
        UNIT, EDITORS, "dopsat návrh a předložit ho ASZ k posouzení", "Návrh pak posoudí konzultant/ka ASZ."
    ),
    State.ASZ_REVIEW: Turn(
        ASZ,
        CONSULTANT,
        "posoudit návrh a odsouhlasit ho, nebo ho vrátit k dopracování",
        "Odsouhlasený návrh projedná lokální partnerství a schválí {0.nominative}.",
    ),
    State.RETURNED: Turn(
        UNIT, EDITORS, "upravit návrh a znovu ho předložit ASZ", "Návrh pak znovu posoudí konzultant/ka ASZ."
    ),
    State.ASZ_AGREED: Turn(
        UNIT,
        EDITORS,
        "projednat návrh v lokálním partnerství a zapsat jeho stanovisko",
        "Pak lze návrh předložit {0.dative}.",
    ),
    State.LP_DISCUSSED: Turn(
        UNIT, SUBMITTERS, "předložit návrh {0.dative}", "Pak se zapíše rozhodnutí {0.genitive}."
    ),
    State.COUNCIL_SUBMITTED: Turn(
        UNIT, EDITORS, "zapsat rozhodnutí {0.genitive}", "Po schválení popis podepíší obě strany."
    ),
    State.APPROVED: Turn(
        (Side.UNIT, Side.ASZ),
        SUBMITTERS | CONSULTANT,
        "zapsat podpis své strany",
        "Druhým podpisem popis začne platit.",
    ),
    State.REJECTED_BY_COUNCIL: Turn(
        UNIT, EDITORS, "návrh přepracovat, nebo ho odložit", "Přepracovaný návrh znovu posoudí ASZ."
    ),
    State.IN_FORCE: nobody("Popis platí, zaznamenává se jeho plnění."),
    State.SUPERSEDED: nobody("Platí novější verze."),
    State.TERMINATED: nobody("Spolupráce podle tohoto popisu byla ukončena předčasně."),
    State.ARCHIVED: nobody("Na tomto návrhu se už nepracuje."),
}
# The steps that bring an agreement closer to being in force; the others are ways back and aside.
FORWARD = frozenset(
    {
        "submit_for_review",
        "agree",
        "discuss",
        "submit_to_council",
        "approve",
        "rework",
        "sign_unit",
        "sign_asz",
    }
)
SIGNERS = {Side.UNIT: SUBMITTERS, Side.ASZ: CONSULTANT}
ONE_SIGNATURE_LEFT = {Side.UNIT: "zapsat podpis za územní celek", Side.ASZ: "zapsat podpis za ASZ"}


def turn_of(version: AgreementVersion) -> Turn:
    """Asks nothing beyond the version's unit and, where signatures are awaited, them."""
    state = State(version.state)
    turn = TURNS[state]
    if state == State.APPROVED:
        turn = _unsigned(turn, {row.side for row in version.signatures.all() if row.signed_on})
    return turn.said_to(version.agreement.unit.body)


def _unsigned(turn: Turn, signed: set[str]) -> Turn:
    left = [side for side in Side if side not in signed]
    if len(left) != 1:
        return turn
    return turn._replace(sides=tuple(left), roles=SIGNERS[left[0]], asked=ONE_SIGNATURE_LEFT[left[0]])


def is_asked(user: User, version: AgreementVersion, turn: Turn) -> bool:
    return has_role(user, version.agreement.unit_id, turn.roles)


# --- The way of an agreement as a picture -----------------------------------------------------------------


class Stage(NamedTuple):
    label: str
    status: str  # done, current, failed, ahead

    @property
    def in_words(self) -> str:
        return {"done": "hotovo", "current": "právě tady", "failed": "neschváleno", "ahead": "čeká"}[
            self.status
        ]


STAGES = ("Návrh", "Posouzení ASZ", "Lokální partnerství", "{0.nominative}", "Podpisy", "Platí")
STAGE_OF = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.ASZ_REVIEW: 1,
    State.ASZ_AGREED: 2,
    State.LP_DISCUSSED: 3,
    State.COUNCIL_SUBMITTED: 3,
    State.REJECTED_BY_COUNCIL: 3,
    State.APPROVED: 4,
    State.IN_FORCE: 5,
}


def stages_of(version: AgreementVersion) -> list[Stage]:
    """Empty for what is over: the state says it all."""
    here = STAGE_OF.get(State(version.state))
    if here is None:
        return []
    body = version.agreement.unit.body
    current = "failed" if version.state == State.REJECTED_BY_COUNCIL else "current"
    statuses = ["done"] * here + [current] + ["ahead"] * (len(STAGES) - here - 1)
    return [
        Stage(label.format(body).capitalize() if "{" in label else label, status)
        for label, status in zip(STAGES, statuses, strict=True)
    ]
