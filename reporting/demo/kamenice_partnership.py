"""The live partnership of Česká Kamenice: kinds of members as the agreement lists them, the rest invented.

The document lets the partnership set up three groups; two of them met.
"""

from datetime import date

from partnerships import actions
from partnerships.models import LocalPartnership, Person, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, OrganisationType, SeatRole

SINCE = date(2022, 5, 1)
GROUPS = [
    ("bydlení", GroupStatus.ESTABLISHED),
    ("dluhy", GroupStatus.OPTIONAL),
    ("prevence kriminality", GroupStatus.ESTABLISHED),
]
ORGANISATIONS = [
    ("Agentura pro sociální začleňování", OrganisationType.ASZ),
    ("Městská policie Česká Kamenice", OrganisationType.CITY_POLICE),
    ("Úřad práce ČR, kontaktní pracoviště Děčín", OrganisationType.LABOUR_OFFICE),
    ("Charitní sdružení Děčín", OrganisationType.NGO),
]
# the last one is free: no owner has been found who would come
FUNCTIONS = [
    ("zástupce základních škol", OrganisationType.SCHOOL),
    ("zástupce majitelů domů v sociálně vyloučených lokalitách", OrganisationType.HOUSING_OWNER),
]
IN_GROUPS = {
    "bydlení": [
        ("pracovnice bytového úseku", OrganisationType.CITY_OFFICE),
        ("terénní sociální pracovnice", OrganisationType.CITY_OFFICE),
    ],
    "prevence kriminality": [
        ("velitel městské policie", OrganisationType.CITY_POLICE),
        ("terénní sociální pracovnice", OrganisationType.CITY_OFFICE),
        ("mentor asistentů prevence kriminality", OrganisationType.CITY_OFFICE),
    ],
}


def write_partnership(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> LocalPartnership:
    partnership = actions.create_partnership(
        unit, by=by, name="Lokální partnerství Česká Kamenice", founder_text="starosta města"
    )
    groups = {
        name: actions.add_group(partnership, by=by, name=name, status=status, founded_on=_founded(status))
        for name, status in GROUPS
    }

    def seat(organisation_type, **fields):
        actions.add_seat(partnership, by=by, organisation_type=organisation_type, valid_from=SINCE, **fields)

    seat(
        OrganisationType.CITY_LEADERSHIP,
        function_text="starosta",
        holder=people["representative"],
        role=SeatRole.CHAIR,
        can_decide=True,
    )
    seat(
        OrganisationType.SI_MANAGER,
        function_text="manažer sociálního začleňování",
        holder=people["manager"],
        role=SeatRole.SECRETARY,
    )
    for name, organisation_type in ORGANISATIONS:
        organisation = actions.create_organisation(
            unit, by=by, name=name, organisation_type=organisation_type
        )
        seat(organisation_type, function_text="zástupce", organisation=organisation)
    for function, organisation_type in FUNCTIONS:
        seat(organisation_type, function_text=function)
    for name, seats in IN_GROUPS.items():
        for function, organisation_type in seats:
            seat(organisation_type, function_text=function, group=groups[name])
    return partnership


def _founded(status: GroupStatus) -> date | None:
    return SINCE if status == GroupStatus.ESTABLISHED else None
