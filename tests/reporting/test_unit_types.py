"""Eight types of units and the borough: every sentence that names a unit, its organs or members follows the type."""

import re
import unicodedata

import pytest
from django.urls import reverse

from partnerships.models import Event
from partnerships.vocabulary import EventKind, OrganisationType, UnitType
from tests.factories import PartnershipFactory, SeatFactory, UnitFactory, member
from tests.planning.situations import draft, in_force, step
from tests.reporting.browsing import report_url
from tests.reporting.situations import printed
from tests.reporting.unit_types import UNITS

pytestmark = pytest.mark.django_db

OWN_MEMBERS = (
    OrganisationType.CITY_LEADERSHIP,
    OrganisationType.CITY_OFFICE,
    OrganisationType.CITY_POLICE,
    OrganisationType.CITY_COMPANY,
)
# Words that only some types may see; the bodies of the others are none of them.
OF_ONE_TYPE = {
    "zastupitelstv": set(UnitType) - {UnitType.UNION, UnitType.LAG},
    "magistrát": {UnitType.STATUTORY_CITY},
    "primátor": {UnitType.STATUTORY_CITY},
    "hejtman": {UnitType.REGION},
    "krajský úřad": {UnitType.REGION},
    "obecní úřad": {UnitType.MUNICIPALITY},
    "městský úřad": {UnitType.TOWN},
    "městys": {UnitType.MARKET_TOWN},
    "městské části": {UnitType.CITY_DISTRICT},
    "městského obvodu": {UnitType.CITY_BOROUGH},
    "svazku obcí": {UnitType.UNION},
    "místní akční": {UnitType.LAG},
}


def in_ascii(said) -> str:
    return unicodedata.normalize("NFKD", said.heading).encode("ascii", "ignore").decode()


@pytest.fixture(params=UNITS, ids=in_ascii)
def said(request):
    return request.param


@pytest.fixture
def unit(said):
    name, genitive, locative = said.names
    return UnitFactory(
        unit_type=said.unit_type,
        name=name,
        name_genitive=genitive,
        name_locative=locative,
        approving_body=said.approving_body,
    )


@pytest.fixture
def partnership(unit):
    partnership = PartnershipFactory(units=[unit])
    for organisation_type in OWN_MEMBERS:
        SeatFactory(partnership=partnership, organisation_type=organisation_type, function_text="člen")
    return partnership


@pytest.fixture
def agreement(unit):
    version = draft(agreement__unit=unit)
    step(version, terms=[{"kind": "FREQUENCY", "event_kind": EventKind.COUNCIL_SESSION, "count": 1}])
    step(
        version, terms=[{"kind": "FREQUENCY", "event_kind": EventKind.COUNCIL_REPORT, "count": 1}], position=1
    )
    return in_force(version)


@pytest.fixture
def read(client, unit, time_machine):
    """The words of a page of the manager, without the tags."""
    time_machine.move_to("2024-03-20 10:00+01:00", tick=False)
    client.force_login(member(unit))

    def words(url, **query):
        return without_tags(client.get(url, query).content.decode())

    return words


def without_tags(page: str) -> str:
    body = re.sub(r"(?s)<(head|script|style|footer)\b.*?</\1>", " ", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace(" .", ".")


def missing(page: str, *sentences: str) -> list[str]:
    return [one for one in sentences if one not in page]


def other_types(page: str, unit_type: UnitType) -> list[str]:
    return [word for word, types in OF_ONE_TYPE.items() if unit_type not in types and word in page.casefold()]


def test_pages_of_the_unit_and_its_events(read, said, unit, partnership, agreement):
    unit_page = read(reverse("partnerships:unit", args=[unit.pk]))
    founding = read(reverse("partnerships:partnership_add", args=[unit.pk]))
    seat = read(reverse("partnerships:seat_add", args=[partnership.pk]))
    choice = read(reverse("planning:event_add", args=[unit.pk]))
    session = read(reverse("planning:event_add", args=[unit.pk]), druh="COUNCIL_SESSION")
    events = read(reverse("planning:event_list", args=[unit.pk]))

    assert missing(unit_page, said.heading) == []
    assert missing(founding, said.heading, said.founder) == []
    assert missing(seat, said.heading, *said.members) == []
    assert missing(choice, said.heading, said.session) == []
    assert missing(session, f"Zaznamenat: {said.session}") == []
    assert missing(events, said.session, said.submission) == []
    for page in (unit_page, founding, seat, choice, session, events):
        assert other_types(page, said.unit_type) == []


def test_the_type_is_said_once(client, read, said, unit, agreement):
    page = client.get(reverse("partnerships:unit", args=[unit.pk])).content.decode()
    title, bar = (re.search(rf"<{tag}[^>]*>(.*?)</", page)[1] for tag in ("h1", 'a class="unit-name"'))
    preview = client.get(report_url(printed(agreement), "preview")).content.decode()
    titled = re.search(r'class="title-unit">(.*?)</p>', preview)[1]

    assert (title, bar, titled) == (said.heading, said.heading, said.heading)


def test_pages_of_the_agreement_and_its_year(read, said, unit, agreement):
    of_agreement = read(reverse("agreements:detail", args=[agreement.pk]))
    year = read(reverse("planning:year", args=[agreement.pk, 2023]))
    first = agreement.versions.get().activity_steps.first()
    deviation = read(reverse("planning:deviation", args=[agreement.pk, 2023, first.key]))

    assert missing(of_agreement, said.heading, f"Popis spolupráce – {unit.name}") == []
    assert missing(year, said.heading, f"Zaznamenat: {said.session}") == []
    assert missing(deviation, said.heading, said.deviation) == []
    for page in (year, deviation):
        assert other_types(page, said.unit_type) == []


def test_the_report_and_its_submission(client, read, said, agreement, partnership):
    report = printed(agreement)
    submit = report_url(report, "submit")
    preview = read(report_url(report, "preview"))
    before = read(report_url(report))
    form = read(submit)
    early = client.post(submit, {"on": "18. 3. 2025", "is_confirmed": "on"})
    done = client.post(submit, {"on": "18. 3. 2024", "is_confirmed": "on"}, follow=True)
    event = read(reverse("planning:event", args=[Event.objects.get(kind=EventKind.COUNCIL_REPORT).pk]))

    assert missing(preview, said.heading, said.handed_to, said.place, *said.members) == []
    assert missing(before, said.submit) == []
    assert missing(form, said.submit, said.submitted_on, said.confirmed, said.explained) == []
    assert missing(without_tags(early.content.decode()), said.too_early) == []
    assert missing(without_tags(done.content.decode()), said.state, said.event, said.submit) == []
    assert missing(event, said.event, said.submission) == []
    for page in (preview, before, form, event):
        assert other_types(page, said.unit_type) == []


def test_every_type_is_in_the_table():
    assert {said.unit_type for said in UNITS} == set(UnitType)
