"""Which two versions of an agreement are compared, and how an address names them."""

from dataclasses import dataclass

from django.db.models import Q

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion
from partnerships.models import User

BEFORE = "p"  # „p2“ is the second version of the agreement before this one


@dataclass(frozen=True)
class Choice:
    """One version, its number in an address and its name in a list."""

    token: str
    label: str
    version: AgreementVersion


def choices_of(agreement_pk: int, user: User) -> list[Choice]:
    """Versions of the agreement and of the one it follows, newest first."""
    agreements = Agreement.objects.filter(Q(pk=agreement_pk) | Q(successors=agreement_pk))
    versions = AgreementVersion.objects.visible_to(user).filter(agreement__in=agreements.values("pk"))
    found = versions.select_related("agreement__unit").order_by("-number")
    return [
        _choice(version, is_own=is_own)
        for is_own in (True, False)
        for version in found
        if (version.agreement_id == agreement_pk) == is_own
    ]


def _choice(version: AgreementVersion, *, is_own: bool) -> Choice:
    words = f"verze {version.number} – {version.get_state_display()}"
    if is_own:
        return Choice(str(version.number), words, version)
    return Choice(f"{BEFORE}{version.number}", f"předchozí popis, {words}", version)


def pair(choices: list[Choice], old: str, new: str) -> tuple[Choice, Choice] | None:
    """The two named ones; one that is not named is the newest, and the one in force or else the one before it.

    None where a name is nobody's or there is nothing to compare with.
    """
    by_token = {choice.token: choice for choice in choices}
    later = by_token.get(new) if new else _newest(choices)
    earlier = by_token.get(old) if old else _before(choices, later)
    return (earlier, later) if earlier and later else None


def _newest(choices: list[Choice]) -> Choice | None:
    return next(
        (one for one in choices if one.version.state != State.ARCHIVED), choices[0] if choices else None
    )


def _before(choices: list[Choice], later: Choice | None) -> Choice | None:
    if later is None:
        return None
    older = choices[choices.index(later) + 1 :]
    in_force = (one for one in older if one.version.state == State.IN_FORCE)
    return next(in_force, next((one for one in older if one.version.state != State.ARCHIVED), None))
