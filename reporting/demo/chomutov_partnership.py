"""The live partnership of Chomutov: members by function as the agreement lists them (domain.md 1.7)."""

from datetime import date

from partnerships import actions
from partnerships.models import LocalPartnership, Person, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, OrganisationType, SeatRole

SINCE = date(2022, 5, 1)
ORGANISATIONS = [
    ("Agentura pro sociální začleňování", OrganisationType.ASZ),
    ("Úřad práce ČR, kontaktní pracoviště Chomutov", OrganisationType.LABOUR_OFFICE),
    ("Policie ČR, územní odbor Chomutov", OrganisationType.STATE_POLICE),
    ("Městská policie Chomutov", OrganisationType.CITY_POLICE),
]
GROUPS = ["Osoby v krizi, bydlení, bezpečnost, dluhy", "Rodina, děti, mládež, zdraví"]


def write_partnership(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> LocalPartnership:
    partnership = actions.create_partnership(
        unit,
        by=by,
        name="Lokální partnerství Chomutov",
        founder_text="Sociální komise Rady statutárního města Chomutova",
        founded_text="2016, při vstupu města do KPSVL",
    )
    for name in GROUPS:
        actions.add_group(partnership, by=by, name=name, status=GroupStatus.ESTABLISHED)
    _seat_members(partnership, unit=unit, by=by, people=people)
    return partnership


def _seat_members(partnership, *, unit, by, people) -> None:
    def seat(organisation_type, **fields):
        actions.add_seat(partnership, by=by, organisation_type=organisation_type, valid_from=SINCE, **fields)

    seat(
        OrganisationType.CITY_LEADERSHIP,
        function_text="zástupce vedení města",
        holder=people["representative"],
        role=SeatRole.CHAIR,
        can_decide=True,
    )
    seat(
        OrganisationType.SI_MANAGER,
        function_text="manažerka sociálního začleňování",
        holder=people["manager"],
        role=SeatRole.SECRETARY,
    )
    seat(OrganisationType.CITY_OFFICE, function_text="zástupce sociálního odboru")
    for name, organisation_type in ORGANISATIONS:
        organisation = actions.create_organisation(
            unit, by=by, name=name, organisation_type=organisation_type
        )
        seat(organisation_type, function_text="zástupce", organisation=organisation)
    for area in ("sociální služby", "práce s dětmi a mládeží"):
        seat(OrganisationType.NGO, function_text=f"zástupce neziskových organizací – {area}")
