"""The demo's units, people and accounts: public persons of the agreements, accounts named by their role.

Everything is found or made, so that a demo loaded by an older version gets what it lacks and nothing twice.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from partnerships import actions
from partnerships.models import Membership, Person, Region, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, OfficialRole, UnitRole, UnitType

PASSWORD = "ukazka-chomutov"  # noqa: S105 printed for the person at the terminal, refused outside DEBUG

UNITS = {
    "chomutov": {
        "unit_type": UnitType.STATUTORY_CITY,
        "name": "Chomutov",
        "name_genitive": "Chomutova",
        "name_locative": "v Chomutově",
        "ico": "00261891",
        "seat_address": "Zborovská 4602, Chomutov",
        "postal_code": "43001",
        "region": "CZ042",
    },
    "kamenice": {
        "unit_type": UnitType.TOWN,
        "name": "Česká Kamenice",
        "name_genitive": "České Kamenice",
        "name_locative": "v České Kamenici",
        "ico": "00261220",
        "seat_address": "náměstí Míru 219, Česká Kamenice",
        "postal_code": "40721",
        "region": "CZ042",
    },
    "jihlava": {
        "unit_type": UnitType.STATUTORY_CITY,
        "name": "Jihlava",
        "name_genitive": "Jihlavy",
        "name_locative": "v Jihlavě",
        "ico": "00286010",
        "seat_address": "Masarykovo náměstí 97/1, Jihlava",
        "postal_code": "58601",
        "region": "CZ063",
    },
}


class Account(NamedTuple):
    email: str
    name: str
    unit_role: str = ""
    agency_role: str = ""
    is_site_admin: bool = False
    region: str = ""


CONSULTANT_OF_USTI = Account(
    "konzultant@asz.example", "Konzultant/ka ASZ", UnitRole.CONSULTANT, AgencyRole.CONSULTANT
)
CHOMUTOV_ACCOUNTS = {
    "manager": Account("manazerka@chomutov.example", "Mgr. Jana Hronová", UnitRole.MANAGER),
    "deputy": Account("zastup@chomutov.example", "Zástup manažerky (Chomutov)", UnitRole.DEPUTY),
    "representative": Account("zastupce@chomutov.example", "Mgr. Milan Märc", UnitRole.REPRESENTATIVE),
    "reader": Account("ctenar@chomutov.example", "Čtenář (Chomutov)", UnitRole.READER),
    "consultant": CONSULTANT_OF_USTI,
}
KAMENICE_ACCOUNTS = {
    "kamenice": Account("manazer@ceskakamenice.example", "Lukáš Herich", UnitRole.MANAGER),
    "kamenice_representative": Account(
        "starosta@ceskakamenice.example", "Jan Papajanovský", UnitRole.REPRESENTATIVE
    ),
    "kamenice_reader": Account("ctenar@ceskakamenice.example", "Čtenář (Česká Kamenice)", UnitRole.READER),
    "consultant": CONSULTANT_OF_USTI,
}
# the manager's post is vacant, so the deputy does the work
JIHLAVA_ACCOUNTS = {
    "jihlava": Account("manazer@jihlava.example", "Zástup manažera (Jihlava)", UnitRole.DEPUTY),
    "jihlava_representative": Account(
        "zastupce@jihlava.example", "Pověřený zástupce (Jihlava)", UnitRole.REPRESENTATIVE
    ),
    "jihlava_reader": Account("ctenar@jihlava.example", "Čtenář (Jihlava)", UnitRole.READER),
    "jihlava_consultant": Account(
        "konzultant-vysocina@asz.example",
        "Konzultant/ka ASZ (Vysočina)",
        UnitRole.CONSULTANT,
        AgencyRole.CONSULTANT,
    ),
}
UNIT_ACCOUNTS = {
    "chomutov": CHOMUTOV_ACCOUNTS,
    "kamenice": KAMENICE_ACCOUNTS,
    "jihlava": JIHLAVA_ACCOUNTS,
}
AGENCY_ACCOUNTS = {
    "regional_head": Account(
        "vedouci@asz.example",
        "Bc. Michal Kratochvil",
        agency_role=AgencyRole.REGIONAL_HEAD,
        region="CZ042",
    ),
    "jihlava_regional_head": Account(
        "vedouci-vysocina@asz.example",
        "Vedoucí pracoviště ASZ (Vysočina)",
        agency_role=AgencyRole.REGIONAL_HEAD,
        region="CZ063",
    ),
    "director": Account("reditel@asz.example", "Ředitel/ka ASZ", agency_role=AgencyRole.DIRECTOR),
    "analyst": Account("analytik@asz.example", "Analytik/čka ASZ", agency_role=AgencyRole.ANALYST),
    "site_admin": Account("spravce@popis.example", "Správce aplikace", is_site_admin=True),
}

# Persons named in the headers: name in the documents' roles, the account that is theirs, the parts of the name.
PEOPLE = {
    "Chomutov": [
        ("representative", "representative", ("Mgr.", "Milan", "Märc")),
        ("manager", "manager", ("Mgr.", "Jana", "Hronová")),
        ("regional_head", "regional_head", ("Bc.", "Michal", "Kratochvil")),
    ],
    # the head of the regional office is one person, whatever the two documents make of his name
    "Česká Kamenice": [
        ("representative", "kamenice_representative", ("", "Jan", "Papajanovský")),
        ("manager", "kamenice", ("", "Lukáš", "Herich")),
        ("regional_head", "regional_head", ("Bc.", "Michal", "Kratochvil")),
    ],
    "Jihlava": [("regional_contact", "", ("Mgr.", "Lumír", "Bartů"))],
}
# (role, person of PEOPLE or none, function, is the post vacant, since when)
HOLDINGS = {
    "Chomutov": [
        (OfficialRole.REPRESENTATIVE, "representative", "", False, date(2022, 4, 19)),
        (OfficialRole.MANAGER, "manager", "", False, date(2022, 4, 19)),
        (OfficialRole.REGIONAL_HEAD, "regional_head", "", False, date(2022, 4, 19)),
        (OfficialRole.CONSULTANT, "", "konzultant/ka ASZ pro Ústecký kraj", False, date(2022, 4, 19)),
    ],
    "Česká Kamenice": [
        (
            OfficialRole.REPRESENTATIVE,
            "representative",
            "starosta města Česká Kamenice",
            False,
            date(2022, 4, 13),
        ),
        (OfficialRole.MANAGER, "manager", "vedoucí odboru sociálních věcí", False, date(2022, 4, 13)),
        (OfficialRole.REGIONAL_HEAD, "regional_head", "", False, date(2022, 4, 13)),
        (OfficialRole.CONSULTANT, "", "konzultant/ka ASZ pro Ústecký kraj", False, date(2022, 4, 13)),
    ],
    "Jihlava": [
        (
            OfficialRole.REPRESENTATIVE,
            "",
            "uvolněný člen Rady města Jihlavy pro oblast školství, kultury a tělovýchovy a pro oblast sociálních "
            "věcí",
            False,
            None,
        ),
        (OfficialRole.MANAGER, "", "", True, None),
        (
            OfficialRole.REGIONAL_CONTACT,
            "regional_contact",
            "krajský koordinátor pro romské záležitosti",
            False,
            None,
        ),
        (OfficialRole.CONSULTANT, "", "konzultant/ka ASZ pro Kraj Vysočina", False, None),
    ],
}


def create_units() -> dict[str, TerritorialUnit]:
    region = {region.code: region for region in Region.objects.all()}
    units = {}
    for key, fields in UNITS.items():
        known = TerritorialUnit.objects.filter(ico=fields["ico"], name=fields["name"]).first()
        units[key] = known or _create_unit(**{**fields, "region": region[fields["region"]]})
    return units


def _create_unit(**fields) -> TerritorialUnit:
    unit = TerritorialUnit(**fields)
    unit.full_clean()
    unit.save()
    return unit


def create_accounts(units: dict[str, TerritorialUnit]) -> dict[str, User]:
    """By the keys of the tables above."""
    users = {}
    for name, accounts in UNIT_ACCOUNTS.items():
        for key, account in accounts.items():
            users[key] = _find_or_create(account)
            own = users[key].memberships.active().filter(unit=units[name])
            if not own.exists():
                Membership.objects.create(user=users[key], unit=units[name], role=account.unit_role)
    for key, account in AGENCY_ACCOUNTS.items():
        users[key] = _find_or_create(account)
    return users


@cache
def _hashed() -> str:
    """Once for all: it is slow on purpose."""
    return make_password(PASSWORD)


def _find_or_create(account: Account) -> User:
    known = User.objects.filter(email=account.email).first()
    if known:
        return known
    user = User(
        email=account.email,
        password=_hashed(),
        name=account.name,
        agency_role=account.agency_role,
        is_site_admin=account.is_site_admin,
        region=Region.objects.get(code=account.region) if account.region else None,
    )
    user.full_clean()
    user.save()
    return user


def create_people(unit: TerritorialUnit, users: dict[str, User]) -> dict[str, Person]:
    """The persons named in the unit's agreement, linked to their accounts."""
    people = {}
    for key, account, (title, first_name, last_name) in PEOPLE[unit.name]:
        user = User.objects.get(pk=users[account].pk) if account else None
        person = user and user.person
        if person is None:
            person = Person(
                title_before=title,
                first_name=first_name,
                last_name=last_name,
                is_agency_staff=key == "regional_head",
            )
            person.full_clean()
            person.save()
        person.units.add(unit)
        if user:
            User.objects.filter(pk=user.pk).update(person=person)
        people[key] = person
    return people


def hold_roles(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> None:
    for role, person, function, is_vacant, since in HOLDINGS[unit.name]:
        actions.hold_role(
            unit,
            by=by,
            role=role,
            person=people.get(person),
            function_text=function,
            is_vacant=is_vacant,
            valid_from=since,
        )
