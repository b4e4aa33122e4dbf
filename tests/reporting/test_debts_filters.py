"""„Co kdo dluží“: filters, order and groups."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.vocabulary import Side
from partnerships.vocabulary import AgencyRole, OfficialRole, UnitRole
from planning.vocabulary import RECORDABLE_KINDS, OwedBy
from reporting.debts.filters import HEADINGS, KIND_LABELS, KINDS, LABELS
from reporting.debts.rows import ORDERS, WORST
from tests import factories as make
from tests.planning.situations import draft, in_force, step
from tests.reporting.debts import MEETINGS, decided, document, lines, owing, shown, units

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_debts")]


@pytest.fixture
def director():
    return make.UserFactory(agency_role=AgencyRole.DIRECTOR)


# --- Filters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("celek=cesky", ["Český Krumlov"]),
        ("celek=neni", []),
        ("q=cinnost 0", ["Aš", "Český Krumlov"]),
        ("q=DO DNE", ["Aš"]),
        ("strana=UNIT", ["Aš"]),
        ("strana=ASZ", ["Český Krumlov"]),
        ("strana=BOTH", []),
        ("kdy=po-terminu", ["Aš"]),
        ("kdy=do-30-dnu", []),
        ("kdy=letos", ["Aš", "Český Krumlov"]),
        ("tema=jednani", ["Český Krumlov"]),
        ("tema=dokumenty", ["Aš"]),
        ("tema=zpravy", []),
        ("kdy=nesmysl", ["Aš", "Český Krumlov"]),
        ("strana=nesmysl", ["Aš", "Český Krumlov"]),
    ],
)
def test_filter(director, query, names):
    owing("Český Krumlov", MEETINGS, sides=(Side.ASZ,))
    owing("Aš", document(date(2023, 3, 31)))

    assert units(director, query) == names


def test_person_is_found_by_the_part_that_is_his(director):
    agreement = owing("Aš", MEETINGS)
    other = owing("Beroun", MEETINGS, sides=(Side.ASZ,))
    for one in (agreement, other):
        person = make.PersonFactory(first_name="Řehoř", last_name="Žižka")
        make.RoleHoldingFactory(unit=one.unit, role=OfficialRole.MANAGER, person=person)
        consultant = make.UserFactory(name="Ivo Čáp")
        make.MembershipFactory(user=consultant, unit=one.unit, role=UnitRole.CONSULTANT)

    assert units(director, "osoba=rehor zizka") == ["Aš"]
    assert units(director, "osoba=cap") == ["Beroun"]
    assert units(director, "osoba=nikdo") == []


def test_every_kind_that_can_be_owed_belongs_to_one_topic():
    kinds = [kind for kinds in KINDS.values() for kind in kinds]

    assert len(kinds) == len(set(kinds))
    assert set(kinds) >= RECORDABLE_KINDS
    assert KINDS.keys() == KIND_LABELS.keys()


# --- Order and groups -------------------------------------------------------------------------------------


def test_worst_municipality_is_first_then_in_czech_order(director):
    owing("Cheb", MEETINGS)
    owing("Chrudim", MEETINGS)
    owing("Čáslav", MEETINGS)
    owing("Žatec", document(date(2023, 3, 31)), document(date(2023, 5, 31)))
    owing("Praha", document(date(2023, 3, 31)), MEETINGS)

    _, groups = shown(director)

    assert [(group.label, group.count, group.overdue) for group in groups] == [
        ("Žatec", 2, 2),
        ("Praha", 2, 1),
        ("Čáslav", 1, 0),
        ("Cheb", 1, 0),
        ("Chrudim", 1, 0),
    ]
    assert [one.debt.due_on for one in groups[0].lines] == [date(2023, 3, 31), date(2023, 5, 31)]


def test_unit_is_divided_by_who_owes(director):
    version = draft(agreement__unit=make.UnitFactory(name="Aš"))
    for sides in ((Side.ASZ,), (Side.UNIT, Side.ASZ), (), (Side.UNIT,)):
        row = step(version, terms=[MEETINGS])
        for side in sides:
            make.ResponsibilityFactory(version=version, step=row, side=side)
    agreement = decided(in_force(version))

    _, groups = shown(director, unit=agreement.unit)

    assert [(group.label, group.count) for group in groups] == [(who.label, 1) for who in OwedBy]


def test_group_counts_what_was_chosen(director):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))

    figures, (group,) = shown(director, "kdy=po-terminu")

    assert (group.count, group.overdue, len(group.lines)) == (1, 1, 1)
    assert (figures.total, figures.chosen, figures.overdue, figures.soon, figures.this_year) == (
        2,
        1,
        1,
        0,
        2,
    )


@pytest.mark.parametrize("key", [*ORDERS, WORST])
def test_every_order_is_an_order(director, key):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))
    owing("Beroun", MEETINGS)

    there, back = lines(director, f"razeni={key}"), lines(director, f"razeni=-{key}")

    assert len(there) == len(back) == 3
    assert there[0].debt.due_on <= there[-1].debt.due_on or key not in {"termin", WORST}


def test_every_order_has_its_words():
    assert ORDERS.keys() == LABELS.keys()
    assert HEADINGS.keys() <= ORDERS.keys()


@pytest.mark.parametrize(
    "forged", ["password", "-commitment__agreement__unit__ico", "?", "pk", "--termin", "🙂"]
)
def test_order_of_an_unknown_name_is_not_asked_of_the_database(client, director, forged):
    owing("Aš")
    client.force_login(director)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("reporting:debts"), {"razeni": forged, "kdy": forged, "tema": forged})

    assert response.status_code == 200
    assert not any("password" in query["sql"].split("ORDER BY")[-1] for query in queries)
