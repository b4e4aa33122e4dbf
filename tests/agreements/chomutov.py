"""Chomutov's agreement as the demo writes it."""

from agreements import reference as agreements_reference
from agreements.models import AgreementVersion
from partnerships.vocabulary import UnitType
from reporting.demo.chomutov_agreement import write_agreement
from tests.factories import PersonFactory, UnitFactory, member


def build_chomutov() -> AgreementVersion:
    agreements_reference.load()
    unit = UnitFactory(
        unit_type=UnitType.STATUTORY_CITY,
        name="Chomutov",
        name_genitive="Chomutova",
        name_locative="v Chomutově",
        ico="00261891",
        seat_address="Zborovská 4602, Chomutov",
        postal_code="43001",
    )
    people = {key: PersonFactory() for key in ("representative", "manager", "regional_head")}
    return write_agreement(unit, by=member(unit), people=people)
