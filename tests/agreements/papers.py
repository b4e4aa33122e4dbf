"""The demo's agreements concluded on paper, each written by itself."""

from django.core.management import call_command

from agreements.models import AgreementVersion
from reporting.demo import chomutov_agreement, jihlava_agreement, kamenice_agreement, parties

TOWNS = {"chomutov": chomutov_agreement, "kamenice": kamenice_agreement, "jihlava": jihlava_agreement}
WRITTEN_BY = {"chomutov": "manager", "kamenice": "kamenice", "jihlava": "jihlava"}


def build_paper(town: str) -> AgreementVersion:
    call_command("load_reference", verbosity=0)
    unit = parties.create_units()[town]
    users = parties.create_accounts(parties.create_units())
    people = parties.create_people(unit, users)
    return TOWNS[town].write_agreement(unit, by=users[WRITTEN_BY[town]], people=people)
