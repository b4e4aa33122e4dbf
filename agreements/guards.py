"""What a step needs besides the right state, by the names the table of steps uses.

A guard gives Czech sentences that say what is missing, none where nothing is; a condition decides which of two
states a step leads to.
"""

from collections.abc import Callable
from datetime import date

from agreements.lifecycle import State, Transition
from agreements.models import ActivityStep, AgreementVersion
from agreements.vocabulary import OpinionResult, Side
from agreements.warnings import missing
from agreements.warnings.blocking import blocking
from partnerships.czech import counted


def problems_of(step: Transition, version: AgreementVersion, *, today: date | None) -> list[str]:
    return [sentence for name in step.guards for sentence in GUARDS[name](version, today)]


def _is_complete(version: AgreementVersion, today: date | None) -> list[str]:
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    left = len(blocking(missing(loaded, today=today)))
    if not left:
        return []
    return [f"Návrh není úplný, chybí {counted(left, 'položka')}. Které to jsou, ukazuje stránka Kontrola."]


def _nothing_adopted_yet(version: AgreementVersion, today: date | None) -> list[str]:
    """An approval or a signature filled in beforehand would pass for consent that was not given yet."""
    if not (version.approvals.exists() or version.signatures.exists()):
        return []
    return [
        "U návrhu už je vyplněno schválení nebo podpis, jako by byl uzavřen na papíře. Pokud byl, převezměte ho "
        "jako platný dokument; pokud se teprve má projednat, tyto údaje smažte."
    ]


def _has_step(version: AgreementVersion, today: date | None) -> list[str]:
    if ActivityStep.objects.filter(version=version).exists():
        return []
    return ["Harmonogram je prázdný. Doplňte alespoň jednu činnost s krokem."]


def _not_ended(version: AgreementVersion, today: date | None) -> list[str]:
    """What was ended early is not brought back to life by a revision that was under way."""
    if not version.agreement.versions.filter(state=State.TERMINATED).exists():
        return []
    return [
        "Spolupráce podle tohoto popisu byla ukončena předčasně, revizi už nelze uzavřít. Založte nový popis."
    ]


def _opinion_given(version: AgreementVersion, today: date | None) -> list[str]:
    if has_opinion(version):
        return []
    return ["Chybí stanovisko lokálního partnerství s datem projednání."]


def _agreed_by_asz(version: AgreementVersion, today: date | None) -> list[str]:
    if version.approvals.filter(side=Side.ASZ, decided_on__isnull=False).exists():
        return []
    return ["Chybí souhlas na straně ASZ."]


def _not_signed_by(side: Side) -> Callable[[AgreementVersion, date | None], list[str]]:
    def guard(version: AgreementVersion, today: date | None) -> list[str]:
        return [f"Podpis za {side.label} už je zapsaný."] if is_signed_by(version, side) else []

    return guard


def has_opinion(version: AgreementVersion) -> bool:
    opinion = getattr(version, "opinion", None)
    return bool(opinion and opinion.discussed_on and opinion.result != OpinionResult.NOT_STATED)


def is_signed_by(version: AgreementVersion, side: Side) -> bool:
    return any(row.side == side and row.signed_on for row in version.signatures.all())


GUARDS = {
    "is_complete": _is_complete,
    "nothing_adopted_yet": _nothing_adopted_yet,
    "has_step": _has_step,
    "not_ended": _not_ended,
    "opinion_given": _opinion_given,
    "agreed_by_asz": _agreed_by_asz,
    "not_signed_by_unit": _not_signed_by(Side.UNIT),
    "not_signed_by_asz": _not_signed_by(Side.ASZ),
}
CONDITIONS = {
    "opinion_given": has_opinion,
    "signed_by_asz": lambda version: is_signed_by(version, Side.ASZ),
    "signed_by_unit": lambda version: is_signed_by(version, Side.UNIT),
}


def target_of(step: Transition, version: AgreementVersion) -> State | None:
    """Where the step leads this version; None where it leaves the state as it is."""
    if step.shortcut and CONDITIONS[step.shortcut.condition](version):
        return step.shortcut.target
    return step.target
