"""The partnership's opinion, the approvals and the signatures."""

from datetime import date

from django.utils.timezone import localdate

from agreements.lifecycle import REOPENING
from agreements.models import AgreementVersion
from agreements.vocabulary import OpinionResult, Side
from agreements.warnings.warning import Found
from partnerships.czech import format_date

OPINION_STEPS = {"discuss", "note_opinion", "adoption_completed"}
SIDE_GENITIVE = {Side.UNIT: "územního celku", Side.ASZ: "ASZ"}


def of_opinion(version: AgreementVersion, today: date) -> Found:
    opinion = getattr(version, "opinion", None)
    approved_on = _approved_on(version)
    if opinion is None or opinion.result == OpinionResult.NOT_STATED:
        already = f", přestože byl popis schválen {format_date(approved_on)}" if approved_on else ""
        yield "opinion_blank", "opinion-result", f"Chybí stanovisko lokálního partnerství{already}."
        return
    if opinion.discussed_on is None:
        yield (
            "opinion_without_date",
            "opinion-discussed_on",
            "U stanoviska lokálního partnerství chybí datum projednání.",
        )
    if returned_on := _returned_after_opinion(version):
        text = (
            "Stanovisko lokálního partnerství bylo dáno k dřívějšímu znění, návrh se pak "
            f"{format_date(returned_on)} vrátil k úpravám. Zvažte, zda ho partnerství nemá projednat znovu."
        )
        yield "opinion_of_earlier_text", "opinion-discussed_on", text
    if opinion.result == OpinionResult.REJECTED:
        yield "opinion_rejected", "opinion-result", "Lokální partnerství návrh odmítlo."
    dated_on = memorandum_date(version)
    if opinion.discussed_on and dated_on and opinion.discussed_on < dated_on:
        text = (
            f"Lokální partnerství návrh projednalo {format_date(opinion.discussed_on)}, dřív než je datováno "
            f"memorandum ({format_date(dated_on)})."
        )
        yield "opinion_before_memorandum", "opinion-discussed_on", text
    if opinion.discussed_on and approved_on and opinion.discussed_on > approved_on:
        text = (
            f"Lokální partnerství návrh projednalo {format_date(opinion.discussed_on)}, až po jeho schválení "
            f"{format_date(approved_on)}."
        )
        yield "opinion_after_approval", "opinion-discussed_on", text


def _returned_after_opinion(version) -> date | None:
    """The day the text was opened for changes again after the opinion on it had been written down."""
    log = list(version.step_log.all())
    noted = max((entry.at for entry in log if entry.step in OPINION_STEPS), default=None)
    returned = max(
        (entry.at for entry in log if noted and entry.step in REOPENING and entry.at > noted), default=None
    )
    return returned and localdate(returned)


def of_approval(version: AgreementVersion, today: date) -> Found:
    approvals = {row.side: row for row in version.approvals.all()}
    by_unit = approvals.get(Side.UNIT)
    if by_unit is None or by_unit.decided_on is None:
        yield "approval_date_blank", "approval_unit-decided_on", "Chybí datum schválení územním celkem."
    if by_unit is None or not by_unit.resolution_number:
        yield "resolution_number_blank", "approval_unit-resolution_number", "Chybí číslo usnesení."
    elif by_unit.resolution_number.strip().endswith(("/", "-", "–")):
        text = f"Číslo usnesení „{by_unit.resolution_number}“ končí znaménkem, možná není celé. Ověřte ho v usnesení."
        yield "resolution_number_unfinished", "approval_unit-resolution_number", text
    if Side.ASZ not in approvals:
        yield "asz_approval_blank", "approval_asz-decided_on", "Není zaznamenáno schválení na straně ASZ."
    decided_on, dated_on = _approved_on(version), memorandum_date(version)
    if decided_on and dated_on and decided_on < dated_on:
        text = (
            f"Popis byl schválen {format_date(decided_on)}, dřív než je datováno memorandum "
            f"({format_date(dated_on)})."
        )
        yield "approved_before_memorandum", "approval_unit-decided_on", text
    yield from _of_signatures(version)


def _of_signatures(version) -> Found:
    signatures = {row.side: row for row in version.signatures.all()}
    for side in Side:
        signature, part = signatures.get(side), f"signature_{side.lower()}"
        if signature is None or signature.signed_on is None:
            text = f"Podpis za stranu {SIDE_GENITIVE[side]} nemá datum, není zřejmé, zda je popis podepsán."
            yield "signature_without_date", f"{part}-signed_on", text
        if signature is not None and not signature.place_text:
            text = f"U podpisu za stranu {SIDE_GENITIVE[side]} chybí místo."
            yield "signature_without_place", f"{part}-place_text", text


def memorandum_date(version: AgreementVersion) -> date | None:
    return version.agreement.memorandum and version.agreement.memorandum.dated_on


def _approved_on(version: AgreementVersion) -> date | None:
    return next((row.decided_on for row in version.approvals.all() if row.side == Side.UNIT), None)
