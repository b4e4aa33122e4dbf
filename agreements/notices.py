"""Who is told about a step: whoever is asked to act next, and those the step takes something from or ends for.

Never the person who took it. Where nobody consults the unit, the Agency's turn goes to its regional head, else
to the director.
"""

from datetime import date

from django.db.models import Case, Q, When
from django.urls import reverse

from agreements.lifecycle import LOGGED_STEPS, State
from agreements.models import AgreementVersion
from agreements.turns import CONSULTANT, Turn, turn_of
from agreements.vocabulary import Side
from partnerships.access import EDITORS, SUBMITTERS
from partnerships.models import User
from partnerships.notices import tell
from partnerships.vocabulary import AgencyRole, UnitRole

EVERYBODY = SUBMITTERS | CONSULTANT
# By the step that is told about, who hears of it besides those it is now the turn of.
ALSO_TOLD: dict[str, frozenset[UnitRole]] = {
    "submit_for_review": frozenset(),
    "withdraw": CONSULTANT,
    "return_for_rework": frozenset(),
    "agree": frozenset(),
    "discuss": frozenset(),
    "submit_to_council": frozenset(),
    "approve": frozenset(),
    "reject": CONSULTANT,
    "rework": frozenset(),
    "sign_unit": frozenset(),
    "sign_asz": frozenset(),
    "terminate": EVERYBODY,
    "discard": EDITORS,
    "expired": EVERYBODY,
    "ends_in_90": EVERYBODY,
    "ends_in_30": EVERYBODY,
}
SIGNING = {"sign_unit", "sign_asz"}


def tell_of(
    step: str, version: AgreementVersion, *, by: User | None = None, day: date | None = None, reason: str = ""
) -> None:
    if step not in ALSO_TOLD:
        return
    turn = turn_of(version)
    asked = set(_people_asked(version, turn))
    informed = _with_roles(version, EVERYBODY if _is_signed(step, version) else ALSO_TOLD[step])
    unit = version.agreement.unit
    for person in sorted({*asked, *informed} - {by}, key=lambda one: one.pk):
        is_asked = person in asked
        tell(
            person,
            text=_sentence(step, version, turn if is_asked else None),
            path=reverse("agreements:version", args=[version.pk]),
            template=f"agreements/mail/{step}.txt",
            **{"version": version, "unit": unit, "body": unit.body, "by": by, "day": day, "reason": reason},
            **{"turn": turn, "is_asked": is_asked},
        )


def _sentence(step: str, version: AgreementVersion, turn: Turn | None) -> str:
    happened = "popis spolupráce platí" if _is_signed(step, version) else LOGGED_STEPS[step]
    sentence = f"{version.agreement.unit.name}, verze {version.number}: {happened}."
    return f"{sentence} Čeká na vás: {turn.asked}." if turn else sentence


def _is_signed(step: str, version: AgreementVersion) -> bool:
    """The signature was the second one."""
    return step in SIGNING and version.state == State.IN_FORCE


def _with_roles(version: AgreementVersion, roles: frozenset[UnitRole]):
    return User.objects.holding(roles, [version.agreement.unit_id])


def _people_asked(version: AgreementVersion, turn: Turn) -> list[User]:
    people = list(_with_roles(version, turn.roles)) if turn.roles else []
    if Side.ASZ in turn.sides and not _with_roles(version, CONSULTANT).exists():
        people += _heads(version)
    return people


def _heads(version: AgreementVersion) -> list[User]:
    of_region = Q(agency_role=AgencyRole.REGIONAL_HEAD, region=version.agreement.unit.region_id)
    rank = Case(When(of_region, then=0), default=1)
    heads = User.objects.active().filter(of_region | Q(agency_role=AgencyRole.DIRECTOR)).order_by(rank, "pk")
    nearest = heads.first()
    return [one for one in heads if one.agency_role == nearest.agency_role] if nearest else []
