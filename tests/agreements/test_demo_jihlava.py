"""Jihlava's document: a vacancy, a function without a name, no approval, the agency's column first."""

import re
from datetime import date

import pytest

from agreements.models import AgreementVersion
from agreements.vocabulary import Origin, ResponsibilityCode, Side
from partnerships.vocabulary import OfficialRole
from planning.models import Commitment, Occurrence
from tests.agreements.papers import build_paper
from tests.agreements.test_reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return AgreementVersion.objects.with_tree().get(pk=build_paper("jihlava").pk)


@pytest.fixture
def response(client, version):
    client.force_login(version.agreement.unit.memberships.get(role="READER").user)
    return client.get(f"/popisy/{version.agreement.pk}/")


TERMS = [
    # step, kind, event, count, bound, season, due
    (1, "FREQUENCY", "LP_MEETING", 4, "MIN", "", None),
    (2, "FREQUENCY", "EVALUATION_MEETING", 2, "EXACT", "", None),
    (2, "FREQUENCY", "LP_DISCUSSION", 1, "EXACT", "", None),
    (2, "FREQUENCY", "COUNCIL_REPORT", 1, "EXACT", "", None),
    (3, "SEASON", "DOCUMENT", None, "", "AUTUMN", "2021-11-30"),
    (4, "FREQUENCY", "EVALUATION_MEETING", 2, "EXACT", "", None),
    (4, "FREQUENCY", "LP_DISCUSSION", 1, "EXACT", "", None),
    (4, "FREQUENCY", "PSZ_REPORT", 1, "EXACT", "", None),
    (5, "SEASON", "DOCUMENT", None, "", "AUTUMN", "2022-11-30"),
    (6, "ON_DEMAND", "GROUP_TRAINING", None, "", "", None),
]


def test_terms_are_read_as_the_dossier_says(version):
    steps = [step for activity in version.activities.all() for step in activity.steps.all()]

    assert [
        (number, t.kind, t.event_kind, t.count, t.bound, t.season, t.date_to and t.date_to.isoformat())
        for number, step in enumerate(steps, start=1)
        for t in step.terms.all()
    ] == TERMS


def test_report_goes_to_the_council_and_nobody_says_for_information(version):
    reports = [term for term in version.schedule_terms.all() if term.event_kind.endswith("REPORT")]

    assert [(term.recipient, term.purpose) for term in reports] == [("COUNCIL", ""), ("COUNCIL", "")]


def test_function_vacancy_and_blank_are_three_things(version):
    roles = {row.role: row for row in version.role_assignments.all()}

    representative, manager = roles[OfficialRole.REPRESENTATIVE], roles[OfficialRole.MANAGER]
    assert (representative.name_text, representative.is_vacant) == ("", False)
    assert representative.function_text.startswith("uvolněný člen Rady města Jihlavy")
    assert (manager.is_vacant, manager.deputy_text) == (True, "")
    assert OfficialRole.REGIONAL_HEAD not in roles


def test_dash_is_not_an_empty_cell(version, response):
    training = list(version.activities.all())[-1].steps.get()

    unit = [row for row in training.responsibilities.all() if row.side == Side.UNIT]

    assert [(row.code, row.raw_text) for row in unit] == [(ResponsibilityCode.EXPLICIT_DASH, "-")]
    assert "Zajištění lektora - Dle nabídky ASZ" in text_of(response)


def test_agency_stands_in_the_first_column(response):
    columns = re.findall(r'<th scope="col" role="columnheader">(.*?)</th>', response.content.decode())

    assert columns[3:5] == ["Odpovědnost ASZ", "Odpovědnost územního celku"]


def test_members_stand_under_the_words_of_the_document(version):
    lists = {}
    for seat in version.stated_seats.all():
        lists.setdefault(seat.listed_among, []).append(seat.text)

    assert {heading: len(seats) for heading, seats in lists.items()} == {
        "zástupci města": 9,
        "zástupci veřejných institucí": 6,
        "zástupci neziskových organizací": 5,
    }
    assert lists["zástupci města"][-1] == "koordinátor protidrogové politiky kraje Vysočina"


def test_mark_title_roles_and_memorandum_follow_one_another(response):
    text = text_of(response)

    order = [
        "Metodiky koordinovaného přístupu k sociálnímu vyloučení 2021+ č. 6",
        "POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ",
        "Vedoucí regionálního pracoviště ASZ neuvedeno",
        "Popis spolupráce se vztahuje k Memorandu o spolupráci ze dne 2.11.2021.",
        "CZ.03.2.63/0.0./0.0/15_030/0000605",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert response.context["agreement"].memorandum.dated_on == date(2021, 11, 2)


def test_section_of_another_form_is_not_there(response):
    assert "oddil-legacy" not in response.content.decode()


def test_five_notes_are_numbered_in_a_row(response):
    assert [note.number for note in response.context["footnotes"]] == [1, 2, 3, 4, 5]


def test_in_force_without_a_start_expects_nothing_yet(version):
    version.agreement.refresh_from_db()

    assert (version.origin, version.agreement.in_force) == (Origin.PAPER, None)
    assert Commitment.objects.filter(agreement=version.agreement).count() == 10
    assert not Occurrence.objects.filter(commitment__agreement=version.agreement).exists()
