"""The list and the page of an agreement."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agreements import reference
from agreements.models import Agreement, AgreementTemplate, AgreementVersion
from agreements.vocabulary import Section, Side
from partnerships.vocabulary import AgencyRole
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    OutputFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    VersionStepLogFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """What a person reads: no tags, ordinary spaces, one line."""
    html = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("&quot;", '"')
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def director(client):
    user = UserFactory(agency_role=AgencyRole.DIRECTOR)
    client.force_login(user)
    return user


# --- The list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    for _ in range(rows):
        put_in_force(VersionFactory())
    client.force_login(member(UnitFactory(), agency_role=AgencyRole.DIRECTOR))

    # session, user, the header's units, own units, count, rows
    with django_assert_num_queries(6):
        response = client.get(reverse("agreements:list"))

    assert response.content.decode().count('<th scope="row">') == rows


def test_list_is_in_czech_order(client, director):
    for name in ("Chomutov", "Cheb", "Děčín", "Česká Kamenice", "Hradec"):
        VersionFactory(agreement=AgreementFactory(unit=UnitFactory(name=name)))

    response = client.get(reverse("agreements:list"))

    names = [agreement.unit.name for agreement in response.context["page"]]
    assert names == ["Česká Kamenice", "Děčín", "Hradec", "Cheb", "Chomutov"]


def test_list_is_searched_without_diacritics(client, director):
    for name in ("Děčín", "Chomutov"):
        VersionFactory(agreement=AgreementFactory(unit=UnitFactory(name=name)))

    found = client.get(reverse("agreements:list"), {"hledat": "decin"})
    nothing = client.get(reverse("agreements:list"), {"hledat": "Jihlava\x00"})

    assert [agreement.unit.name for agreement in found.context["page"]] == ["Děčín"]
    assert "Nic jsme nenašli" in text_of(nothing)


def test_list_has_pages_of_25(client, director):
    unit = UnitFactory()
    for _ in range(26):
        VersionFactory(agreement=AgreementFactory(unit=unit))

    second = client.get(reverse("agreements:list"), {"page": 2})

    assert len(second.context["page"].object_list) == 1


def test_list_says_state_and_validity_of_the_current_version(client, director):
    agreement = AgreementFactory(unit=UnitFactory(name="Chomutov"))
    put_in_force(VersionFactory(agreement=agreement, number=1))
    VersionFactory(agreement=agreement, number=2)
    Agreement.objects.update(in_force=(date(2022, 4, 19), date(2027, 4, 19)))

    with time_machine.travel("2027-04-18 12:00"):
        client.force_login(director)
        during = text_of(client.get(reverse("agreements:list")))
    with time_machine.travel("2027-04-19 12:00"):
        client.force_login(director)
        after = text_of(client.get(reverse("agreements:list")))

    assert "platné probíhá revize 19. 4. 2022 – 18. 4. 2027 1 " in during
    assert "platnost uplynula probíhá revize 19. 4. 2022 – 18. 4. 2027 1 " in after


def test_list_offers_a_new_agreement_only_in_own_units(client):
    own, other = UnitFactory(name="Chomutov"), UnitFactory(name="Jihlava")
    client.force_login(member(own))

    page = client.get(reverse("agreements:list")).content.decode()

    assert reverse("agreements:create", args=[own.pk]) in page
    assert reverse("agreements:create", args=[other.pk]) not in page


# --- The page ---------------------------------------------------------------------------------------------


def version_with_steps(count: int, **fields):
    version = VersionFactory(**fields)
    activity = ActivityFactory(version=version)
    for _ in range(count):
        step = StepFactory(version=version, activity=activity)
        OutputFactory(version=version, step=step)
        ResponsibilityFactory(version=version, step=step)
        TermFactory(version=version, step=step)
    return version


@pytest.mark.parametrize("steps", [1, 3, 60])
def test_page_costs_the_same_for_any_number_of_steps(client, steps, django_assert_num_queries):
    version = version_with_steps(steps)
    client.force_login(member(version.agreement.unit))

    # session, user, version, tree, other versions, the header's units, what is discussed with who took its steps,
    # and what the document is compared with: who holds the roles now, partnerships, the unit's other agreements
    with django_assert_num_queries(10):
        response = client.get(reverse("agreements:version", args=[version.pk]))

    assert response.content.decode().count("Minimálně 4x ročně") == steps


def test_agreement_shows_its_version_in_force_and_links_to_the_draft(client):
    agreement = AgreementFactory()
    put_in_force(VersionFactory(agreement=agreement, number=1))
    draft = VersionFactory(agreement=agreement, number=2)
    client.force_login(member(agreement.unit))

    response = client.get(reverse("agreements:detail", args=[agreement.pk]))

    assert response.context["version"].number == 1
    assert reverse("agreements:version", args=[draft.pk]) in response.content.decode()


def test_empty_draft_says_what_is_not_stated(client):
    version = VersionFactory()
    client.force_login(member(version.agreement.unit))

    text = text_of(client.get(reverse("agreements:version", args=[version.pk])))

    assert text.count("neuvedeno") > 10
    assert "None" not in text


@pytest.mark.parametrize(
    ("code", "headings"),
    [
        (
            "5",
            [
                "činnost",
                "specifikace činnosti a fáze procesu strategického plánování",
                "výstup",
                "odpovědnost územního celku",
                "odpovědnost ASZ",
                "termín dokončení",
            ],
        ),
        (
            "6",
            [
                "Činnost",
                "Specifikace činnosti a fáze procesu strategického plánování",
                "Výstup",
                "Odpovědnost ASZ",
                "Odpovědnost územního celku",
                "Termín dokončení",
            ],
        ),
    ],
)
def test_columns_stand_in_the_order_of_the_form(client, code, headings):
    reference.load()
    version = version_with_steps(1, template=AgreementTemplate.objects.get(code=code))
    step = version.activity_steps.get()
    ResponsibilityFactory(version=version, step=step, side=Side.ASZ, raw_text="Odborné zajištění")
    client.force_login(member(version.agreement.unit))

    html = client.get(reverse("agreements:version", args=[version.pk])).content.decode()

    columns = re.findall(r'<th scope="col" role="columnheader">(.*?)</th>', html)
    assert columns == headings
    # the activity's cell comes first, the others under their headings
    assert re.findall(r'<td role="cell" data-heading="([^"]+)"', html) == headings[1:]
    cells = dict(re.findall(r'data-heading="([^"]+)"[^>]*>\s*<p>(.*?)</p>', html))
    assert cells[next(one for one in headings if "ASZ" in one)] == "Odborné zajištění"
    assert cells[next(one for one in headings if "územního" in one)] == "Organizační zajištění"


@pytest.mark.parametrize(
    ("code", "shown", "hidden"),
    [
        ("5", "Předpokládaná opatření realizovaná", "Předpokládané oblasti intervence"),
        ("5", "(POUZE V PŘÍPADĚ PŘECHODU OBCE Z KPSVL NA KPSV 2021+)", "Vztah k memorandu"),
        ("6", "Předpokládané oblasti intervence realizované", "Předpokládaná opatření"),
        ("6", "Jednotlivé činnosti spolupráce a jejich harmonogram", "Postup spolupráce"),
        ("6", "Vztah k memorandu", "POUZE V PŘÍPADĚ"),
    ],
)
def test_forms_differ_by_data(client, code, shown, hidden):
    reference.load()
    version = VersionFactory(template=AgreementTemplate.objects.get(code=code))
    client.force_login(member(version.agreement.unit))

    text = text_of(client.get(reverse("agreements:version", args=[version.pk])))

    assert shown in text
    assert hidden not in text


@pytest.mark.parametrize(("code", "number_of_approval_note"), [("5", 6), ("6", 5)])
def test_footnotes_are_numbered_by_the_form(client, code, number_of_approval_note):
    reference.load()
    template = AgreementTemplate.objects.get(code=code)

    assert template.footnotes["approval"]["number"] == number_of_approval_note
    assert sorted(note["number"] for note in template.footnotes.values()) == list(
        range(1, number_of_approval_note + 1)
    )


def test_reference_data_is_loaded_once():
    reference.load()
    reference.load()

    assert AgreementTemplate.objects.count() == 2


def test_activity_spans_its_steps(client):
    version = version_with_steps(3)
    client.force_login(member(version.agreement.unit))

    html = client.get(reverse("agreements:version", args=[version.pk])).content.decode()

    assert html.count('rowspan="3"') == 1
    assert html.count('role="rowheader"') == 1


def test_reader_gets_no_buttons(client):
    version = version_with_steps(1)
    client.force_login(member(version.agreement.unit, "READER"))

    html = client.get(reverse("agreements:version", args=[version.pk])).content.decode()

    assert reverse("agreements:edit_section", args=[version.pk, "identifikace"]) not in html
    assert reverse("agreements:take_over", args=[version.pk]) not in html


def test_version_in_force_links_to_its_years(client):
    version = VersionFactory(stated_years=2)
    version.approvals.create(side=Side.UNIT, decided_on=date(2022, 4, 19))
    TermFactory(version=version, kind="DATE", count=None, bound="", per="", date_to=date(2026, 12, 31))
    put_in_force(version)
    client.force_login(member(version.agreement.unit))

    html = client.get(reverse("agreements:version", args=[version.pk])).content.decode()

    for year in (2022, 2023, 2024, 2026):
        assert reverse("planning:year", args=[version.agreement.pk, year]) in html
    assert "/rok/2025/" not in html


def test_version_without_a_start_says_why_it_has_no_years(client):
    version = put_in_force(VersionFactory(stated_years=2))
    client.force_login(member(version.agreement.unit))

    response = client.get(reverse("agreements:version", args=[version.pk]))

    page = text_of(response)
    assert "Očekávané plnění nelze spočítat: chybí datum schválení územním celkem" in page
    complete = reverse("agreements:complete_adoption", args=[version.pk])
    assert f'href="{complete}#id_approval_unit-decided_on"' in response.content.decode()


def test_page_says_who_took_the_steps(client):
    version = VersionFactory()
    VersionStepLogFactory(version=version, by=UserFactory(name="Jana Vymyšlená"))
    VersionStepLogFactory(version=version, by=None)
    client.force_login(member(version.agreement.unit))

    said = text_of(client.get(reverse("agreements:version", args=[version.pk]))).split("Průběh")[1]

    assert said.count("Jana Vymyšlená") == said.count(", systém") == 1


def test_page_moves_activities_from_the_revision_of_the_timeline_itself(client):
    version = version_with_steps(1)
    for key, revision in ((version.activities.get().key, 3), (None, 7)):
        version.section_revisions.create(section=Section.TIMELINE, activity_key=key, revision=revision)
    client.force_login(member(version.agreement.unit))

    response = client.get(reverse("agreements:version", args=[version.pk]))

    assert response.context["timeline_revision"] == 7


def test_days_of_a_version_are_read_along_with_it(django_assert_num_queries):
    version = VersionFactory()
    version.approvals.create(side=Side.UNIT, decided_on=date(2022, 4, 19))
    version.signatures.create(side=Side.ASZ, signed_on=date(2022, 5, 2))

    with django_assert_num_queries(1):
        [read] = AgreementVersion.objects.with_days()
        dated = [row.decided_on for row in read.approvals.all()] + [
            row.signed_on for row in read.signatures.all()
        ]

    assert dated == [date(2022, 4, 19), date(2022, 5, 2)]
