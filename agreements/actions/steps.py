"""The steps of the life cycle, one function each; stepping.taking locks, checks, logs and tells the others."""

from datetime import date

from agreements.actions.editing import Refused
from agreements.actions.stepping import recompute_days, taking
from agreements.models import AgreementVersion, Approval, PartnershipOpinion, Signature, Termination
from agreements.vocabulary import Side
from partnerships.models import User


def submit_for_review(version: AgreementVersion, *, by: User, today: date) -> None:
    with taking("submit_for_review", version, by=by, today=today) as taken:
        taken.move()


def withdraw(version: AgreementVersion, *, by: User, today: date, reason: str) -> None:
    _reopen("withdraw", version, by=by, today=today, reason=reason)


def return_for_rework(version: AgreementVersion, *, by: User, today: date, reason: str) -> None:
    _reopen("return_for_rework", version, by=by, today=today, reason=reason)


def rework(version: AgreementVersion, *, by: User, today: date, reason: str) -> None:
    _reopen("rework", version, by=by, today=today, reason=reason)


def _reopen(name: str, version: AgreementVersion, *, by: User, today: date, reason: str) -> None:
    """The text may change now, so nobody's consent with it stands; the history keeps the rows."""
    with taking(name, version, by=by, today=today, reason=reason) as taken:
        taken.version.approvals.all().delete()
        taken.version.signatures.all().delete()
        taken.move()


def agree(version: AgreementVersion, *, by: User, today: date, decided_on: date, body_text: str) -> None:
    with taking("agree", version, by=by, today=today) as taken:
        taken.on("decided_on", decided_on)
        approval = {"decided_on": decided_on, "body_text": body_text, "resolution_number": ""}
        Approval.objects.update_or_create(version=taken.version, side=Side.ASZ, defaults=approval)
        taken.move()


def discuss(version: AgreementVersion, *, by: User, today: date, **opinion) -> None:
    _note_opinion("discuss", version, by=by, today=today, **opinion)


def note_opinion(version: AgreementVersion, *, by: User, today: date, **opinion) -> None:
    _note_opinion("note_opinion", version, by=by, today=today, **opinion)


def _note_opinion(name: str, version: AgreementVersion, *, by, today, discussed_on: date, **opinion) -> None:
    with taking(name, version, by=by, today=today) as taken:
        taken.on("discussed_on", discussed_on)
        fields = {"discussed_on": discussed_on, **opinion}
        PartnershipOpinion.objects.update_or_create(version=taken.version, defaults=fields)
        taken.move()


def submit_to_council(version: AgreementVersion, *, by: User, today: date, day: date) -> None:
    with taking("submit_to_council", version, by=by, today=today) as taken:
        taken.on("day", day)
        taken.move()


def approve(
    version: AgreementVersion, *, by: User, today: date, decided_on: date, resolution_number: str
) -> None:
    with taking("approve", version, by=by, today=today) as taken:
        taken.on("decided_on", decided_on)
        if not resolution_number.strip():
            raise Refused("Napište číslo usnesení.")
        approval = {
            "decided_on": decided_on,
            "resolution_number": resolution_number.strip(),
            "body_text": taken.version.agreement.unit.body.nominative,
        }
        Approval.objects.update_or_create(version=taken.version, side=Side.UNIT, defaults=approval)
        taken.move()


def reject(version: AgreementVersion, *, by: User, today: date, day: date, reason: str) -> None:
    with taking("reject", version, by=by, today=today, reason=reason) as taken:
        taken.on("day", day)
        taken.move()


def sign_unit(version: AgreementVersion, *, by: User, today: date, **signature) -> None:
    _sign("sign_unit", Side.UNIT, version, by=by, today=today, **signature)


def sign_asz(version: AgreementVersion, *, by: User, today: date, **signature) -> None:
    _sign("sign_asz", Side.ASZ, version, by=by, today=today, **signature)


def _sign(
    name: str, side: Side, version: AgreementVersion, *, by, today, signed_on: date, **signature
) -> None:
    """The second signature brings the version into force."""
    with taking(name, version, by=by, today=today) as taken:
        taken.on("signed_on", signed_on)
        fields = {"signed_on": signed_on, **signature}
        Signature.objects.update_or_create(version=taken.version, side=side, defaults=fields)
        taken.move()


def terminate(
    version: AgreementVersion, *, by: User, today: date, ends_on: date, body_text: str, reason: str
) -> None:
    """The agreement ends on the day; what was promised in the days before stays."""
    with taking("terminate", version, by=by, today=today, reason=reason) as taken:
        taken.on("ends_on", ends_on)
        fields = {"ends_on": ends_on, "body_text": body_text, "reason": reason.strip()}
        Termination.objects.update_or_create(version=taken.version, defaults=fields)
        taken.move()
        recompute_days(taken.version, by=by)


def discard(version: AgreementVersion, *, by: User, today: date, reason: str) -> None:
    with taking("discard", version, by=by, today=today, reason=reason) as taken:
        taken.move()


# By the name in the table of steps; the steps with a page of their own are not here.
ACTIONS = {
    "submit_for_review": submit_for_review,
    "withdraw": withdraw,
    "return_for_rework": return_for_rework,
    "agree": agree,
    "discuss": discuss,
    "note_opinion": note_opinion,
    "submit_to_council": submit_to_council,
    "approve": approve,
    "reject": reject,
    "rework": rework,
    "sign_unit": sign_unit,
    "sign_asz": sign_asz,
    "terminate": terminate,
    "discard": discard,
}
