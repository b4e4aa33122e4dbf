"""The demo's units, people and accounts: public persons of the agreements, accounts named by their role."""

from datetime import date
from typing import NamedTuple

from partnerships import actions
from partnerships.models import Membership, Person, Region, TerritorialUnit, User
from partnerships.vocabulary import (
    AgencyRole,
    OfficialRole,
    UnitRole,
    UnitType,
)

PASSWORD = "ukazka-chomutov"  # noqa: S105 printed for the person at the terminal, refused outside DEBUG


class Account(NamedTuple):
    email: str
    name: str
    unit_role: str = ""
    agency_role: str = ""
    is_site_admin: bool = False


CHOMUTOV_ACCOUNTS = {
    "manager": Account("manazerka@chomutov.example", "Mgr. Jana Hronová", UnitRole.MANAGER),
    "deputy": Account("zastup@chomutov.example", "Zástup manažerky (Chomutov)", UnitRole.DEPUTY),
    "representative": Account("zastupce@chomutov.example", "Mgr. Milan Märc", UnitRole.REPRESENTATIVE),
    "reader": Account("ctenar@chomutov.example", "Čtenář (Chomutov)", UnitRole.READER),
    "consultant": Account(
        "konzultant@asz.example", "Konzultant/ka ASZ", UnitRole.CONSULTANT, AgencyRole.CONSULTANT
    ),
}
JIHLAVA_ACCOUNTS = {
    "jihlava": Account("manazer@jihlava.example", "Zástup manažera (Jihlava)", UnitRole.MANAGER),
}
AGENCY_ACCOUNTS = {
    "regional_head": Account(
        "vedouci@asz.example", "Bc. Michal Kratochvil", agency_role=AgencyRole.REGIONAL_HEAD
    ),
    "director": Account("reditel@asz.example", "Ředitel/ka ASZ", agency_role=AgencyRole.DIRECTOR),
    "analyst": Account("analytik@asz.example", "Analytik/čka ASZ", agency_role=AgencyRole.ANALYST),
    "site_admin": Account("spravce@popis.example", "Správce aplikace", is_site_admin=True),
}


def create_units() -> dict[str, TerritorialUnit]:
    region = {region.code: region for region in Region.objects.all()}
    chomutov = TerritorialUnit(
        unit_type=UnitType.STATUTORY_CITY,
        name="Chomutov",
        name_genitive="Chomutova",
        name_locative="v Chomutově",
        ico="00261891",
        seat_address="Zborovská 4602, Chomutov",
        postal_code="43001",
        region=region["CZ042"],
    )
    jihlava = TerritorialUnit(
        unit_type=UnitType.STATUTORY_CITY,
        name="Jihlava",
        name_genitive="Jihlavy",
        name_locative="v Jihlavě",
        ico="00286010",
        seat_address="Masarykovo náměstí 97/1, Jihlava",
        postal_code="58601",
        region=region["CZ063"],
    )
    for unit in (chomutov, jihlava):
        unit.full_clean()
        unit.save()
    return {"chomutov": chomutov, "jihlava": jihlava}


def create_accounts(units: dict[str, TerritorialUnit]) -> dict[str, User]:
    users = {}
    for unit, accounts in ((units["chomutov"], CHOMUTOV_ACCOUNTS), (units["jihlava"], JIHLAVA_ACCOUNTS)):
        for key, account in accounts.items():
            users[key] = _create_account(account)
            Membership.objects.create(user=users[key], unit=unit, role=account.unit_role)
    for key, account in AGENCY_ACCOUNTS.items():
        head_of = units["chomutov"].region if account.agency_role == AgencyRole.REGIONAL_HEAD else None
        users[key] = _create_account(account, region=head_of)
    return users


def _create_account(account: Account, region=None) -> User:
    return User.objects.create_user(
        account.email,
        PASSWORD,
        name=account.name,
        agency_role=account.agency_role,
        is_site_admin=account.is_site_admin,
        region=region,
    )


def create_people(unit: TerritorialUnit, users: dict[str, User]) -> dict[str, Person]:
    """The persons named in Chomutov's header, linked to their accounts."""
    people = {
        "representative": Person(title_before="Mgr.", first_name="Milan", last_name="Märc"),
        "manager": Person(title_before="Mgr.", first_name="Jana", last_name="Hronová"),
        "regional_head": Person(
            title_before="Bc.", first_name="Michal", last_name="Kratochvil", is_agency_staff=True
        ),
    }
    for key, person in people.items():
        person.full_clean()
        person.save()
        person.units.add(unit)
        User.objects.filter(pk=users[key].pk).update(person=person)
    return people


def hold_roles(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> None:
    for role, key in (
        (OfficialRole.REPRESENTATIVE, "representative"),
        (OfficialRole.MANAGER, "manager"),
        (OfficialRole.REGIONAL_HEAD, "regional_head"),
    ):
        actions.hold_role(unit, by=by, role=role, person=people[key], valid_from=date(2022, 4, 19))
    actions.hold_role(
        unit,
        by=by,
        role=OfficialRole.CONSULTANT,
        function_text="konzultant/ka ASZ pro Ústecký kraj",
        valid_from=date(2022, 4, 19),
    )
