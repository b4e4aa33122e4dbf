"""The live partnership of Jihlava: the twenty seats and three cross-cutting groups of the agreement.

The document names functions and organisations, nobody's name, so no seat has a holder.
"""

from partnerships import actions
from partnerships.models import LocalPartnership, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, OrganisationType
from reporting.demo.jihlava_agreement import GROUPS, SEATS


def write_partnership(unit: TerritorialUnit, *, by: User) -> LocalPartnership:
    partnership = actions.create_partnership(
        unit,
        by=by,
        name="Lokální partnerství Jihlava",
        founder_text="radní pro oblast školství, kultury, tělovýchovy a sociálních věcí",
    )
    for name in GROUPS:
        actions.add_group(
            partnership, by=by, name=name, is_cross_cutting=True, status=GroupStatus.ESTABLISHED
        )
    for function, organisation_type in SEATS["zástupci města"]:
        actions.add_seat(
            partnership,
            by=by,
            organisation_type=organisation_type,
            function_text=function,
            is_vacant=organisation_type == OrganisationType.SI_MANAGER,  # as the header of the agreement says
        )
    for heading in ("zástupci veřejných institucí", "zástupci neziskových organizací"):
        for name, organisation_type in SEATS[heading]:
            organisation = actions.create_organisation(
                unit, by=by, name=name, organisation_type=organisation_type
            )
            actions.add_seat(
                partnership, by=by, organisation_type=organisation_type, organisation=organisation
            )
    return partnership
