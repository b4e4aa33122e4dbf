"""Search: which rows a question finds, in what order, how many, and at what price."""

import time

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.versioning.clone import clone_version
from partnerships.database import WORDS_INDEX, PlainLetters, SearchKey
from partnerships.vocabulary import AgencyRole, TaskState, UnitRole
from reporting.search.kinds import BY_SLUG, KINDS
from reporting.search.question import fold, read_question
from reporting.search.results import PER_GROUP, search, suggestions
from tests import factories as make
from tests.test_architecture import MODELS
from tests.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.UnitFactory(name="Chomutov", name_genitive="Chomutova", name_locative="v Chomutově")


@pytest.fixture
def manager(unit):
    return make.member(unit)


def titles(user, text, slug=None):
    groups = search(user, read_question(text), per_group=50)
    return [
        "".join(piece.text for piece in line.title)
        for group in groups
        for line in group.lines
        if slug in (None, group.kind.slug)
    ]


def person(unit, first_name, last_name, **fields):
    row = make.PersonFactory(first_name=first_name, last_name=last_name, **fields)
    row.units.add(unit)
    return row


# --- Each kind of rows --------------------------------------------------------------------------------------

ASKED = [
    ("celky", "chomutove", "Město Chomutov"),
    ("popisy", "popis chomutov zaclen", "Popis spolupráce – Chomutov, sociální začleňování"),
    ("popisy", "ZaMě 343/22", "Popis spolupráce – Chomutov, sociální začleňování"),
    ("popisy", "much 123", "Popis spolupráce – Chomutov, sociální začleňování"),
    ("harmonogram", "lokalni 4x jednani", "Jednání partnerství"),  # the activity, the term and the step
    ("udalosti", "prvni jednani", "První jednání partnerství"),
    ("usneseni", "vedomi", "17/2023 Bere na vědomí zprávu o plnění popisu spolupráce."),
    ("usneseni", "17/2023", "17/2023 Bere na vědomí zprávu o plnění popisu spolupráce."),
    ("ukoly", "vymysleny podklady", "Připravit podklady pro příští jednání"),
    ("osoby", "kratochvilo len", "Lenka Kratochvílová"),
    ("osoby", "charita lenka", "Lenka Kratochvílová"),  # by the organisation
    ("organizace", "charit", "Oblastní charita"),
    ("organizace", "0026", "Oblastní charita"),
    ("partnerstvi", "partner chomutov", "Lokální partnerství Chomutov"),
    ("skupiny", "bezp byd", "Bydlení a bezpečnost"),
    ("dokumenty", "zprava 2023", "Zpráva 2023.pdf"),
]


@pytest.fixture
def world(db):
    world = build_world()
    make.FileReferenceFactory(version=world.version, reference_number="MUCH/123/2026")
    world.organisation.ico = "00261891"
    world.organisation.save()
    world.decision.number = 17
    world.decision.save()
    return world


@pytest.mark.parametrize(("slug", "text", "title"), ASKED)
def test_row_is_found_by_words_it_shows(world, slug, text, title):
    assert title in titles(world.people["manager"], text, slug)
    assert title in titles(world.people["analyst"], text, slug)
    assert title not in titles(world.people["other_manager"], text, slug)


def test_every_kind_is_asked_for():
    assert {slug for slug, *_ in ASKED} == set(BY_SLUG)


def test_link_of_each_row_opens(world, client):
    client.force_login(world.people["manager"])
    for slug, text, _ in ASKED:
        for group in search(world.people["manager"], read_question(text)):
            for line in group.lines:
                response = client.get(line.url)
                assert response.getvalue()  # read to its end, it may be a file
                assert response.status_code == 200, (slug, line.url)


# --- Words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Novák",
        "novak",
        "NOVÁK",
        "nov",
        "novák jan",
        "jan novák",
        "  jan   nov ",
        "jan.novak@example.cz",
        "nova'k ja"[:3],
    ],
)
def test_person_is_found_in_any_order_and_case(unit, manager, text):
    person(unit, "Jan", "Novák", email="jan.novak@example.cz")

    assert titles(manager, text) == ["Jan Novák"]


@pytest.mark.parametrize("text", ["ovák", "novakova", "jan petr", "novák 7", "nov jan x"])
def test_word_that_begins_nothing_finds_nothing(unit, manager, text):
    person(unit, "Jan", "Novák")

    assert titles(manager, text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("3/2026", ["3/2026"]), ("3 2026", ["3/2026", "31/2026"][::-1]), ("31/20", ["31/2026"]), ("1/2026", [])],
)
def test_number_before_a_slash_is_typed_to_its_end(unit, manager, text, numbers):
    for number in (3, 31):
        event = make.EventFactory(unit=unit)
        make.DecisionFactory(event=event, number=number, year=2026, text="Schvaluje")

    assert [title.split()[0] for title in titles(manager, text, "usneseni")] == numbers


HARMLESS = [
    "'", '"', "\\", "&", "|", "!", "(a", ":*", "<->", "'a' & !b | c:*", "a:*:*", "%", "_", "a\x00b", "\x00",
    "½", "ﬁ", "a" * 3000, "🏠", "\ud7ff", "a‍b", "--", "/*", "$1", "{{ a }}",
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_operators_quotes_and_strange_letters_are_harmless(unit, manager, client, text):
    person(unit, "Jan", "Novák")
    client.force_login(manager)

    for name, args in (("search", []), ("search_suggestions", []), ("search_kind", ["osoby"])):
        response = client.get(reverse(f"reporting:{name}", args=args), {"q": text})

        assert response.status_code == 200


@pytest.mark.parametrize("text", [" ".join(f"slovo{n}" for n in range(1000)), "nov " * 2500, "a" * 10_000])
def test_endless_question_is_cut_and_cheap(unit, manager, client, text):
    person(unit, "Jan", "Novák")
    client.force_login(manager)
    started = time.process_time()
    response = client.get(reverse("reporting:search"), {"q": text})

    assert time.process_time() - started < 1
    assert "Dotaz je dlouhý" in response.content.decode()


@pytest.mark.parametrize("text", ["", " ", "a", "-", "…"])
def test_too_short_a_question_says_what_to_type(unit, manager, client, text):
    person(unit, "Alena", "Adamová")
    client.force_login(manager)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse("reporting:search"), {"q": text})

    assert "příjmení" in response.content.decode()
    assert not any("search_query" in query["sql"] for query in asked)


def test_long_texts_and_words_can_be_stored_and_found(unit, manager):
    event = make.EventFactory(unit=unit)
    make.DecisionFactory(event=event, text=f"Začátek {'x' * 5000} {'slovo ' * 20_000}")

    assert len(titles(manager, "zacatek xxx")) == 1


# --- What is left out, what is counted ----------------------------------------------------------------------


def test_merged_and_erased_people_are_not_found(unit, manager):
    stays = person(unit, "Jan", "Novák")
    person(unit, "Jan", "Nowak", merged_into=stays)
    person(unit, "Jan", "Novotný", erased_on="2026-01-01")
    make.OrganisationFactory(name="Novus").units.add(unit)
    merged = make.OrganisationFactory(name="Novus, z. s.", merged_into=make.OrganisationFactory())
    merged.units.add(unit)

    assert titles(manager, "no") == ["Jan Novák", "Novus"]


def test_row_of_the_timeline_is_found_once_and_as_it_holds(unit, manager):
    old = make.VersionFactory(agreement=make.AgreementFactory(unit=unit))
    step = make.StepFactory(version=old, activity__version=old, specification="Mapování ubytoven", position=1)
    make.put_in_force(old)
    new = clone_version(old, number=2)
    new.activity_steps.update(specification="Mapování bytů")

    assert titles(manager, "mapovani", "harmonogram") == ["Mapování ubytoven"]
    (group,) = search(manager, read_question("mapovani"))
    assert group.lines[0].url.endswith(f"/popisy/{old.agreement_id}/#krok-{step.key}")


def test_shared_partnership_is_found_once_by_each_of_its_units(unit, manager):
    other = make.UnitFactory()
    partnership = make.PartnershipFactory(name="Partnerství Podkrušnohoří", units=[unit, other])
    make.EventFactory(unit=other, partnership=partnership, title="Setkání v Podkrušnohoří")

    assert titles(manager, "podkrusno") == titles(make.member(other), "podkrusno")
    assert len(titles(manager, "podkrusno")) == 2


def test_names_that_begin_with_the_question_come_first_then_czech_order(unit, manager):
    for first, last in (
        ("Čeněk", "Novák"),
        ("Jana", "Chytrá"),
        ("Jan", "Čáp"),
        ("Jan", "Cvrček"),
        ("Petr", "Janda"),
    ):
        person(unit, first, last)

    assert titles(manager, "jan") == ["Petr Janda", "Jan Cvrček", "Jan Čáp", "Jana Chytrá"]


@pytest.mark.parametrize(
    "text",
    ["Příliš žluťoučký kůň úpěl ďábelské ódy", "ĽUBOŠ STRÝČEK ÄÔŔĹÖÜ ÁÉÍÓÚŮÝ ČĎĚŇŘŠŤŽ äôŕĺöüľ", "17/2023"],
)
def test_letters_are_folded_alike_to_find_to_order_and_to_mark(unit, text):
    folded = type(unit).objects.values_list(PlainLetters(Value(text)), SearchKey(Value(text)))

    assert set(folded.get()) == {fold(text)}


def test_newest_event_and_open_task_come_first(unit, manager):
    for day in ("2024-05-01", "2026-05-01", "2025-05-01"):
        event = make.EventFactory(unit=unit, title=f"Porada {day}", starts_on=day)
    make.FollowUpTaskFactory(event=event, text="Svolat poradu", state=TaskState.DONE, closed_on="2026-01-01")
    make.FollowUpTaskFactory(event=event, text="Zapsat poradu", due_on=None)

    assert titles(manager, "porad", "udalosti") == [
        "Porada 2026-05-01",
        "Porada 2025-05-01",
        "Porada 2024-05-01",
    ]
    assert titles(manager, "porad", "ukoly") == ["Zapsat poradu", "Svolat poradu"]


def test_group_shows_some_counts_all_and_leads_to_the_rest(unit, manager, client):
    stranger = make.UnitFactory()
    for number in range(30):
        person(unit, "Jan", f"Novák {number:02}")
        person(stranger, "Jan", f"Novák cizí {number:02}")
    client.force_login(manager)
    response = client.get(reverse("reporting:search"), {"q": "novák"})
    (group,) = response.context["groups"]
    assert (group.total, len(group.lines)) == (30, PER_GROUP)
    more = reverse("reporting:search_kind", args=["osoby"]) + "?q=nov%C3%A1k"
    assert f'href="{more}"' in response.content.decode()
    assert "Zobrazit všech 30" in response.content.decode()

    first, second = client.get(more), client.get(more + "&page=2")

    assert [len(page.context["lines"]) for page in (first, second)] == [25, 5]
    assert "cizí" not in first.content.decode() + second.content.decode()
    assert client.get(reverse("reporting:search_kind", args=["nic"])).status_code == 404


def test_suggestions_are_few_and_say_how_many_there_are(unit, manager, client):
    for number in range(7):
        person(unit, "Jan", f"Novák {number}")
        make.EventFactory(unit=unit, title=f"O novém domě {number}")
    lines, total = suggestions(manager, read_question("nov"))
    assert [kind.slug for kind, _ in lines] == ["osoby"] * 5 + ["udalosti"] * 3
    assert total == 14

    client.force_login(manager)
    url = reverse("reporting:search_suggestions")
    assert client.get(url, {"q": "nov"}).content.decode().count('role="option"') == 9
    assert client.get(url, {"q": "n"}).content.decode().strip() == ""


def test_site_admin_finds_nobodys_content(world):
    found = {group.kind.slug for group in search(world.people["site_admin"], read_question("chomutov"))}

    assert not found


def test_ended_membership_finds_nothing(unit):
    was = make.UserFactory()
    make.MembershipFactory(
        user=was, unit=unit, role=UnitRole.MANAGER, ended_at="2026-01-01T00:00Z", ended_by=was
    )
    person(unit, "Jan", "Novák")

    assert titles(was, "novak") == []


# --- The price ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_search_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    unit = make.UnitFactory(name="Novosedly")
    for number in range(rows):
        person(unit, "Jan", f"Novák {number}")
        event = make.EventFactory(unit=unit, title=f"Nová {number}")
        make.DecisionFactory(event=event, text="Nová")
        make.FollowUpTaskFactory(event=event, text="Nový")
        make.DocumentFactory(unit=unit, original_name="Nový.pdf")
        make.AgreementFactory(unit=unit)
    client.force_login(make.UserFactory(agency_role=AgencyRole.ANALYST))

    with django_assert_num_queries(
        5
    ):  # session, person with notices, what is found and its words, the header's units
        response = client.get(reverse("reporting:search"), {"q": "nov"})
    assert len(response.context["groups"]) == 7
    with django_assert_num_queries(4):
        client.get(reverse("reporting:search_suggestions"), {"q": "nov"})
    with django_assert_num_queries(5):  # and the number of pages
        client.get(reverse("reporting:search_kind", args=["osoby"]), {"q": "nov"})


WITH_WORDS = [
    model for model in MODELS if any(index.name.endswith(WORDS_INDEX) for index in model._meta.indexes)
]


@pytest.mark.parametrize("model", WITH_WORDS, ids=lambda model: model._meta.label)
def test_words_are_looked_up_in_the_index(model):
    """An expression that differs from the index by a cast alone would read the whole table."""
    from partnerships.database import beginning_with

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = beginning_with(model._default_manager.order_by(), "nov jan", "3").explain()

    (name,) = (index.name for index in model._meta.indexes if index.name.endswith(WORDS_INDEX))
    assert f"Bitmap Index Scan on {name}" in plan


def test_each_kind_has_words():
    assert {kind.rows(make.UserFactory()).model for kind in KINDS} - set(WITH_WORDS) == {
        BY_SLUG["popisy"].rows(make.UserFactory()).model  # found by its unit, its numbers and its name
    }


def test_functions_work_in_an_empty_search_path():
    """Else a restore into an empty database fails, since it sets none."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(
            "SELECT public.search_words('Žluťoučký KŮŇ', NULL, 'a-b 3/2026')::text, "
            "public.search_query('Kůň & !x', '3')::text"
        )
        assert cursor.fetchone() == ("'2026' '3' 'a' 'b' 'kun' 'zlutoucky'", "'kun':* & 'x':* & '3'")
