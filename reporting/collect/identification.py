"""Who and by what agreement: section 1 and the signature block."""

from datetime import date

from agreements.models import AgreementVersion, Memorandum
from agreements.validity import validity_of
from agreements.vocabulary import Side
from partnerships.czech import format_date, format_postal_code
from partnerships.models import RoleHolding, TerritorialUnit
from partnerships.vocabulary import OfficialRole
from reporting.snapshot import AgreementFacts, Holder, RoleFacts, SignatureFacts, UnitFacts

# The agreement's form says „manažer“ of a position; the report names the person in it.
REPORTED_ROLES = {
    OfficialRole.REPRESENTATIVE: OfficialRole.REPRESENTATIVE.label,
    OfficialRole.MANAGER: "manažer/ka sociálního začleňování",
    OfficialRole.REGIONAL_HEAD: OfficialRole.REGIONAL_HEAD.label,
    OfficialRole.CONSULTANT: OfficialRole.CONSULTANT.label,
}


def unit_facts(unit: TerritorialUnit) -> UnitFacts:
    council = unit.body.dative
    return UnitFacts(
        name=unit.name,
        full_name=unit.full_name[:1].upper() + unit.full_name[1:],
        name_genitive=unit.name_with_type_genitive,
        council_dative=f"{council[:1].upper()}{council[1:]} {unit.name_with_type_genitive}",
        in_place=unit.in_place,
        address=f"{unit.seat_address}, {format_postal_code(unit.postal_code)}",
        ico=unit.ico,
    )


def agreement_facts(version: AgreementVersion, year: int) -> AgreementFacts:
    validity = validity_of(version)
    approval = next((one for one in version.approvals.all() if one.side == Side.UNIT), None)
    return AgreementFacts(
        approved_on=approval and approval.decided_on,
        resolution_number=approval.resolution_number if approval else "",
        memorandum=version.memorandum_text or _memorandum_text(version.agreement.memorandum),
        validity_text=version.validity_text,
        starts_on=validity.start,
        ends_on=validity.end,
        timeline_from=version.timeline_from,
        timeline_to=version.timeline_to,
        # the one that is running when the calendar year ends (domain.md 5, section 1)
        cooperation_year=validity.start and year - validity.start.year + 1,
        project=str(version.project) if version.project else "",
    )


def _memorandum_text(memorandum: Memorandum | None) -> str:
    if memorandum is None:
        return ""
    is_dated = memorandum.dated_on and not memorandum.reference_text
    return f"{memorandum}{f' ze dne {format_date(memorandum.dated_on)}' if is_dated else ''}"


def role_facts(unit: TerritorialUnit, year: int) -> tuple[RoleFacts, ...]:
    """Who held each role in the year; days are said only where the holding began or ended within it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held: dict[str, list[Holder]] = {role: [] for role in REPORTED_ROLES}
    holdings = RoleHolding.objects.filter(unit=unit, role__in=REPORTED_ROLES).during(first, last)
    for holding in holdings.select_related("person", "deputy"):
        began = holding.valid_from if holding.valid_from and holding.valid_from > first else None
        ended = holding.valid_to if holding.valid_to and holding.valid_to < last else None
        held[holding.role].append(Holder(holding.holder_text, began, ended))
    return tuple(RoleFacts(REPORTED_ROLES[role], tuple(holders)) for role, holders in held.items())


def signature_facts(unit: TerritorialUnit, today: date) -> SignatureFacts:
    holdings = RoleHolding.objects.filter(unit=unit).on(today).select_related("person", "deputy")
    now = {holding.role: holding for holding in holdings}
    return SignatureFacts(
        prepared_by=_signatory(now.get(OfficialRole.MANAGER), REPORTED_ROLES[OfficialRole.MANAGER]),
        submitted_by=_signatory(now.get(OfficialRole.REPRESENTATIVE), "pověřený zástupce"),
    )


def _signatory(holding: RoleHolding | None, role: str) -> str:
    """Name and role below the line; only the role is left where nobody's name is known."""
    if holding is None or (holding.is_vacant and holding.deputy is None):
        return role
    if holding.is_vacant:
        return f"{holding.deputy}, v zastoupení – {role}"
    return ", ".join(filter(None, [str(holding.person or ""), holding.function_text or role]))
