"""Days people write at the steps: not in the future and not before what the step follows."""

from datetime import date

from django.utils.timezone import localdate

from agreements.models import AgreementVersion
from agreements.validity import approved_on, validity_of
from agreements.vocabulary import Side
from partnerships.czech import format_date

IN_FUTURE = "Tento den teprve přijde. Krok zapište, až se to stane."


def day_problem(name: str, version: AgreementVersion, day: date, *, today: date) -> str:
    """What is wrong with the day of the step, in a Czech sentence; empty where nothing is."""
    if name == "terminate":
        return _end_problem(version, day)
    if day > today:
        return IN_FUTURE
    for earlier, what in FOLLOWS.get(name, lambda version: [])(version):
        if earlier and day < earlier:
            return f"To je dřív, než {what} ({format_date(earlier)}). Zkontrolujte datum."
    return ""


def _end_problem(version: AgreementVersion, day: date) -> str:
    """An early end may be decided ahead, but it lies within the days the version holds."""
    validity = validity_of(version)
    first = version.in_effect.lower if version.in_effect else validity.start
    if first and day < first:
        return f"Tato verze začala platit až {format_date(first)}."
    if validity.end and day > validity.end:
        return f"Popis platí jen do {format_date(validity.end)}, předčasné ukončení nemůže být později."
    return ""


def _logged(version: AgreementVersion, step: str) -> date | None:
    entry = version.step_log.filter(step=step).last()
    return entry and (entry.day or localdate(entry.at))


def _of_review(version):
    return [(_logged(version, "submit_for_review"), "byl návrh předložen ASZ")]


def _of_submission(version):
    asz = version.approvals.filter(side=Side.ASZ).first()
    opinion = getattr(version, "opinion", None)
    return [
        (asz and asz.decided_on, "návrh odsouhlasila ASZ"),
        (opinion and opinion.discussed_on, "návrh projednalo lokální partnerství"),
    ]


def _of_decision(version):
    return [(_logged(version, "submit_to_council"), "byl návrh předložen ke schválení")]


def _of_signature(version):
    return [(approved_on(version), "byl popis schválen")]


# By the step, the earlier days it follows and what happened on them.
FOLLOWS = {
    "agree": _of_review,
    "submit_to_council": _of_submission,
    "approve": _of_decision,
    "reject": _of_decision,
    "sign_unit": _of_signature,
    "sign_asz": _of_signature,
}
