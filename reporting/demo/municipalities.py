"""The three demo municipalities, each from its people to what happened there."""

from django.db import transaction
from django.utils import timezone

from agreements.lifecycle import State
from agreements.models import AgreementVersion, SectionRevision
from partnerships.models import TerritorialUnit, User
from reporting.demo import (
    chomutov_2023,
    chomutov_agreement,
    chomutov_partnership,
    jihlava_agreement,
    jihlava_meetings,
    jihlava_partnership,
    kamenice_2023,
    kamenice_agreement,
    kamenice_partnership,
    parties,
)


@transaction.atomic
def write_missing() -> None:
    """Whatever an older demo lacks; a unit that somebody has already worked on is left as it is."""
    units = parties.create_units()
    users = parties.create_accounts(units)
    for key, write in WRITERS.items():
        if _is_untouched(units[key]):
            write(units[key], users)


def _is_untouched(unit: TerritorialUnit) -> bool:
    """Nothing but perhaps the empty draft that an older demo gave Jihlava."""
    versions = AgreementVersion.objects.filter(agreement__unit=unit)
    return not any(
        rows.exists()
        for rows in (
            unit.partnerships,
            unit.role_holdings,
            unit.events,
            versions.exclude(state=State.DRAFT),
            SectionRevision.objects.filter(version__in=versions),
        )
    )


def write_chomutov(unit: TerritorialUnit, users: dict[str, User]) -> None:
    manager = users["manager"]
    people = parties.create_people(unit, users)
    parties.hold_roles(unit, by=manager, people=people)
    partnership = chomutov_partnership.write_partnership(unit, by=manager, people=people)
    version = chomutov_agreement.write_agreement(unit, by=manager, people=people)
    chomutov_2023.write_year(
        version.agreement,
        by=manager,
        consultant=users["consultant"],
        partnership=partnership,
        people=people,
        today=timezone.localdate(),
    )


def write_kamenice(unit: TerritorialUnit, users: dict[str, User]) -> None:
    manager = users["kamenice"]
    people = parties.create_people(unit, users)
    parties.hold_roles(unit, by=manager, people=people)
    partnership = kamenice_partnership.write_partnership(unit, by=manager, people=people)
    version = kamenice_agreement.write_agreement(unit, by=manager, people=people)
    kamenice_2023.write_year(
        version.agreement, by=manager, consultant=users["consultant"], partnership=partnership, people=people
    )


def write_jihlava(unit: TerritorialUnit, users: dict[str, User]) -> None:
    """Written by the deputy: the manager's post is vacant."""
    deputy = users["jihlava"]
    people = parties.create_people(unit, users)
    parties.hold_roles(unit, by=deputy, people=people)
    partnership = jihlava_partnership.write_partnership(unit, by=deputy)
    version = jihlava_agreement.write_agreement(unit, by=deputy, people={})
    jihlava_meetings.write_meetings(version.agreement, by=deputy, partnership=partnership)


WRITERS = {"chomutov": write_chomutov, "kamenice": write_kamenice, "jihlava": write_jihlava}
