"""Minutes and attendance sheets on paper: the PDF and Word say the same, word for word what stands here."""

import re
import subprocess
from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from pdfua import Severity, validate

from agreements.vocabulary import PrintFormat
from partnerships.models import Event
from partnerships.vocabulary import (
    DecisionKind,
    EventKind,
    EventState,
    Matter,
    MeetingMode,
    OfficialRole,
    Presence,
    QuorumRule,
    SeatRole,
)
from planning.paper.collect import collect
from planning.paper.files import PRINTERS, render
from planning.paper.papers import printed_paper
from planning.vocabulary import MeetingPaper
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    EventFactory,
    FollowUpTaskFactory,
    GroupFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
DAY = date(2026, 3, 9)
HOSTILE = '</td><script src="http://127.0.0.1/x.js"></script>{{ settings.SECRET_KEY }} \x0b\x1b[31m'


@pytest.fixture
def unit():
    return UnitFactory(name="Lhota")


@pytest.fixture
def partnership(unit):
    partnership = PartnershipFactory(name="Lokální partnerství Lhota", units=[unit])
    PartnershipDocumentFactory(
        partnership=partnership, title="Jednací řád LP", quorum=QuorumRule.MORE_THAN_HALF, valid_from=None
    )
    return partnership


def seat(partnership, first, last, organisation="", **fields):
    holder = PersonFactory(first_name=first, last_name=last) if first else None
    given = OrganisationFactory(name=organisation) if organisation else None
    return SeatFactory(partnership=partnership, holder=holder, organisation=given, **fields)


def meeting(unit, partnership=None, **fields):
    fields = {
        "kind": EventKind.LP_MEETING,
        "title": "Třetí jednání",
        "starts_on": DAY,
        "starts_at": time(9),
        "ends_at": time(11, 30),
        "place": "Městský úřad, č. dveří 105",
        "mode": MeetingMode.IN_PERSON,
        **fields,
    }
    return EventFactory(unit=unit, partnership=partnership, **fields)


def paper_of(event, paper=MeetingPaper.MINUTES):
    loaded = Event.objects.select_related("unit", "partnership", "group").get(pk=event.pk)
    return printed_paper(paper, collect(loaded), today=TODAY)


def text_of_pdf(content: bytes, *options: str) -> str:
    text = subprocess.run(
        ["pdftotext", "-raw", *options, "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    return normalised(re.sub(r"(?<=\w)-\n(?=\w)", "", text))


def text_of_docx(content: bytes) -> str:
    body = docx.Document(BytesIO(content)).element.body
    return normalised(
        "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    )


def normalised(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def both_texts(document) -> list[str]:
    return [
        text_of_pdf(PRINTERS[PrintFormat.PDF](document)),
        text_of_docx(PRINTERS[PrintFormat.DOCX](document)),
    ]


@pytest.fixture
def held(unit, partnership):
    """Three of five voting seats came, one of them by a substitute; one is excused, one absent; a guest."""
    chair = seat(
        partnership, "Jana", "Hronová", "Město Lhota", function_text="starostka", role=SeatRole.CHAIR
    )
    police = seat(partnership, "Petr", "Čermák", "Městská policie", function_text="velitel")
    school = seat(partnership, "Eva", "Dvořáková", "Základní škola Lhota", function_text="")
    office = seat(partnership, "Karel", "Šimek", "Úřad práce", function_text="")
    charity = seat(partnership, "Lucie", "Malá", "Charita Lhota", function_text="")
    event = meeting(unit, partnership)
    for one, presence, name in (
        (chair, Presence.PRESENT, ""),
        (police, Presence.PRESENT, "Ivan Náhradník"),
        (school, Presence.PRESENT, ""),
        (office, Presence.EXCUSED, ""),
        (charity, Presence.ABSENT, ""),
    ):
        AttendanceFactory(event=event, seat=one, presence=presence, name_text=name, is_online=one == school)
    AttendanceFactory(
        event=event, name_text="Ota Host", organisation_text="krajský úřad", presence=Presence.GUEST
    )
    minutes = MeetingFactory(
        event=event,
        minutes_text="Starostka jednání zahájila.",
        conclusions="Příště 8. 6. 2026.",
        chaired_by_text="Jana Hronová",
        recorded_by_text="Eva Dvořáková",
        verified_by_text="Ivan Náhradník",
    )
    first = AgendaItemFactory(
        meeting=minutes,
        position=1,
        matter=Matter.AGREEMENT_FULFILMENT,
        presenter_text="manažerka",
        note="Z 18 kroků je splněno 14.",
    )
    AgendaItemFactory(meeting=minutes, position=2, matter=Matter.OTHER, title="Různé")
    DecisionFactory(
        event=event,
        item=first,
        number=7,
        kind=DecisionKind.NOTE,
        text="Bere na vědomí plnění.",
        votes_for=3,
        votes_against=0,
        votes_abstained=0,
    )
    DecisionFactory(event=event, item=None, number=8, text="Děkuje charitě.")
    FollowUpTaskFactory(
        event=event, text="Svolat skupinu", person_text="Jana Hronová", due_on=date(2026, 4, 30)
    )
    return event


MINUTES = """Zápis z jednání
Třetí jednání. Návrh zápisu, stav ke dni 21. 11. 2026.
Územní celek Lhota
Lokální partnerství Lokální partnerství Lhota
Druh Jednání lokálního partnerství
Datum 9. 3. 2026
Čas 9:00–11:30 hodin
Místo Městský úřad, č. dveří 105
Forma prezenčně
Účast
Přítomni (3)
Jméno a příjmení Funkce, organizace
Ivan Náhradník velitel, Městská policie; zastupuje: Petr Čermák
Eva Dvořáková (online) Základní škola Lhota
Jana Hronová starostka, Město Lhota
Omluveni (1)
Jméno a příjmení Funkce, organizace
Karel Šimek Úřad práce
Nepřítomni (1)
Jméno a příjmení Funkce, organizace
Lucie Malá Charita Lhota
Hosté (1)
Jméno a příjmení Funkce, organizace
Ota Host krajský úřad
Jednání bylo usnášeníschopné: přítomno 3 z 5 hlasujících členů, k usnášení je potřeba 3
(nadpoloviční většina; Jednací řád LP).
Program
1. Plnění popisu spolupráce a návrhy na revizi popisu spolupráce (manažerka)
2. Různé
Průběh jednání
Starostka jednání zahájila.
1. Plnění popisu spolupráce a návrhy na revizi popisu spolupráce
Z 18 kroků je splněno 14.
Vzetí na vědomí č. 7/2026: Bere na vědomí plnění. Hlasování: pro 3, proti 0, zdrželo se 0.
Další usnesení
Usnesení č. 8/2026: Děkuje charitě.
Úkoly
Úkol Kdo Do kdy
Svolat skupinu Jana Hronová 30. 4. 2026
Závěry
Příště 8. 6. 2026."""


def test_minutes_say_the_same_on_both_papers(held):
    expected = normalised(MINUTES)

    pdf, word = both_texts(paper_of(held))

    assert word[: len(expected)] == expected
    assert "Jednání řídil/a: Zapsal/a: Ověřil/a:" in word
    assert re.split("…+", word)[1:] == ["Jana Hronová ", "Eva Dvořáková ", "Ivan Náhradník"]
    without_feet = re.sub(r" Zápis z jednání – Třetí jednání strana \d z \d", "", pdf)
    assert without_feet.strip() == (
        f"{expected} Jednání řídil/a: Jana Hronová Zapsal/a: Eva Dvořáková Ověřil/a: Ivan Náhradník"
    )


def test_sheet_of_a_held_meeting_has_the_presence_filled_in(held):
    rows = [
        "1 Ivan Náhradník (zastupuje: Petr Čermák) velitel, Městská policie přítomen/přítomna",
        "2 Eva Dvořáková Základní škola Lhota přítomen/přítomna, online",
        "3 Jana Hronová starostka, Město Lhota přítomen/přítomna",
        "4 Karel Šimek Úřad práce omluven/a",
        "5 Lucie Malá Charita Lhota nepřítomen/nepřítomna",
        "6 Ota Host krajský úřad host",
    ]

    for text in both_texts(paper_of(held, MeetingPaper.ATTENDANCE_SHEET)):
        assert "Č. Jméno a příjmení Funkce, organizace Účast " + " ".join(rows) in text
        assert "Podpis" not in text


def test_sheet_before_the_meeting_is_to_be_signed(unit, partnership):
    seat(partnership, "Petr", "Čermák", "Městská policie", function_text="velitel")
    seat(partnership, "", "", "Úřad práce", function_text="")
    seat(partnership, "Jana", "Žáková", function_text="starostka", role=SeatRole.CHAIR)
    former = seat(partnership, "Dřívější", "Člen", function_text="radní")
    former.valid_to = date(2026, 3, 8)
    former.save()
    group = GroupFactory(partnership=partnership)
    seat(partnership, "Jen", "Skupina", function_text="člen skupiny", group=group)
    event = meeting(unit, partnership, state=EventState.PLANNED)

    document = paper_of(event, MeetingPaper.ATTENDANCE_SHEET)

    table = document.sections[-1].blocks[0]
    assert [column.heading for column in table.columns][-1] == "Podpis"
    assert [[cell[0].text for cell in row] for row in table.rows[:3]] == [
        ["1", "Jana Žáková", "starostka", ""],
        ["2", "Petr Čermák", "velitel, Městská policie", ""],
        ["3", "", "Úřad práce", ""],
    ]
    assert [[cell[0].text for cell in row] for row in table.rows[3:]] == [
        [str(n), "", "", ""] for n in range(4, 10)
    ]
    assert not document.is_draft


def test_sheet_of_a_group_lists_the_seats_of_the_group(unit, partnership):
    group = GroupFactory(partnership=partnership, name="Bydlení")
    seat(partnership, "Jen", "Partnerství", function_text="starostka")
    seat(partnership, "Jen", "Skupina", function_text="členka skupiny", group=group)
    event = meeting(unit, partnership, kind=EventKind.WG_MEETING, group=group, state=EventState.PLANNED)

    for text in both_texts(paper_of(event, MeetingPaper.ATTENDANCE_SHEET)):
        assert "Pracovní skupina Bydlení" in text
        assert "1 Jen Skupina členka skupiny 2 3" in text


def test_sheet_of_an_evaluation_meeting_lists_the_three_roles(unit):
    RoleHoldingFactory(
        unit=unit, role=OfficialRole.MANAGER, person=PersonFactory(first_name="Jana", last_name="Hronová")
    )
    event = meeting(unit, kind=EventKind.EVALUATION_MEETING, state=EventState.PLANNED)

    table = paper_of(event, MeetingPaper.ATTENDANCE_SHEET).sections[-1].blocks[0]

    assert [tuple(cell[0].text for cell in row)[1:3] for row in table.rows[:4]] == [
        ("", "pověřený zástupce územního celku pro sociální začleňování"),
        ("Jana Hronová", "manažer sociálního začleňování"),
        ("", "konzultant/ka ASZ"),
        ("", ""),
    ]


def test_sheet_of_a_training_has_hours(unit):
    event = meeting(unit, kind=EventKind.WORKSHOP, title="Dluhy", hours_in_person=4, hours_distance="2.5")
    AttendanceFactory(event=event, name_text="Jan Nový", organisation_text="Charita")
    AttendanceFactory(event=event, name_text="Eva Malá", organisation_text="Úřad práce", hours_in_person=2)

    for text in both_texts(paper_of(event, MeetingPaper.ATTENDANCE_SHEET)):
        assert "Rozsah: prezenčně 4 hodiny, distančně 2,5 hodiny." in text
        assert "1 Eva Malá Úřad práce přítomen/přítomna 2 2,5" in text
        assert "2 Jan Nový Charita přítomen/přítomna 4 2,5" in text


def test_sheet_of_a_training_to_come_has_a_line_for_each_expected(unit):
    event = meeting(
        unit, kind=EventKind.SEMINAR, state=EventState.PLANNED, hours_in_person=6, participant_count=40
    )

    paragraph, table = paper_of(event, MeetingPaper.ATTENDANCE_SHEET).sections[-1].blocks

    assert paragraph.line[0].text == "Rozsah: prezenčně 6\xa0hodin."
    assert len(table.rows) == 40


def test_per_rollam_speaks_of_answers_and_of_no_place(unit, partnership):
    voting = [seat(partnership, "Jana", f"Členka {n}", function_text="členka") for n in range(3)]
    event = meeting(unit, partnership, mode=MeetingMode.PER_ROLLAM, place="", starts_at=None, ends_at=None)
    for one, presence in zip(voting, (Presence.PRESENT, Presence.ABSENT, Presence.ABSENT), strict=True):
        AttendanceFactory(event=event, seat=one, name_text="", presence=presence)
    DecisionFactory(event=event, number=9, text="Souhlasí s revizí.", votes_for=1, votes_against=0)

    for text in both_texts(paper_of(event)):
        assert "Vyjádřili se (1)" in text
        assert "Nevyjádřili se (2)" in text
        assert "Jednání nebylo usnášeníschopné: vyjádřilo se 1 ze 3 hlasujících členů" in text
        assert "Usnesení Usnesení č. 9/2026: Souhlasí s revizí. Hlasování: pro 1, proti 0." in text
        assert "Místo" not in text


def test_minutes_nobody_wrote_say_so(unit, partnership):
    for text in both_texts(paper_of(meeting(unit, partnership))):
        assert "Účast není zapsaná." in text
        assert "Průběh jednání zatím není zapsaný." in text


def test_approved_minutes_have_no_watermark_and_name_who_approved(held):
    minutes = held.meeting
    minutes.minutes_approved_at = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # a day later in Prague
    minutes.minutes_approved_by = UserFactory(name="Jana Hronová")
    assert paper_of(held).is_draft
    assert 'class="agreement meeting draft"' in normalised(render(paper_of(held)))
    minutes.save()

    document = paper_of(held)

    assert not document.is_draft
    assert document.standing == "Třetí jednání. Zápis schválil/a Jana Hronová dne 1.\xa04.\xa02026."
    assert "draft" not in render(document)
    for text in both_texts(document):
        assert "Návrh" not in text
        assert "NÁVRH" not in text


@pytest.mark.parametrize("paper", MeetingPaper)
def test_pdf_is_accessible_and_has_bookmarks(held, paper, tmp_path):
    (tmp_path / "x.pdf").write_bytes(PRINTERS[PrintFormat.PDF](paper_of(held, paper)))

    findings = [one for one in validate(tmp_path / "x.pdf").findings if one.severity == Severity.ERROR]

    assert findings == []
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert str(pdf.Root.Lang) == "cs"
        title = "Zápis z jednání" if paper == MeetingPaper.MINUTES else "Prezenční listina"
        assert [normalised(one.title) for one in pdf.open_outline().root] == [title]


def test_heading_of_a_long_sheet_is_on_each_page(unit, partnership):
    for number in range(40):
        seat(partnership, "Jana", f"Členka {number:02}", function_text="členka")
    event = meeting(unit, partnership, state=EventState.PLANNED)
    document = paper_of(event, MeetingPaper.ATTENDANCE_SHEET)

    content = PRINTERS[PrintFormat.PDF](document)

    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    assert pages == 3
    assert text_of_pdf(content).count("Jméno a příjmení Funkce, organizace Podpis") == pages
    assert f"strana 3 z {pages}" in text_of_pdf(content)
    table = docx.Document(BytesIO(PRINTERS[PrintFormat.DOCX](document))).tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_lines_for_signatures_never_stand_on_a_page_of_their_own(unit, partnership):
    """The last lines of the text go over with them, however long the text is."""
    last_pages = {}
    for count in range(14, 18):
        event = meeting(unit, partnership)
        text = "\n".join(f"Bod {number} byl projednán." for number in range(count))
        MeetingFactory(event=event, minutes_text=text)
        content = PRINTERS[PrintFormat.PDF](paper_of(event))
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = str(len(pdf.pages))
        last_pages[count] = pages, text_of_pdf(content, "-f", pages)
        word = docx.Document(BytesIO(PRINTERS[PrintFormat.DOCX](paper_of(event))))
        assert word.paragraphs[-1].text == f"Bod {count - 1} byl projednán."
        assert word.paragraphs[-1].paragraph_format.keep_with_next

    assert {pages for pages, _ in last_pages.values()} == {"1", "2"}
    for count, (_, text) in last_pages.items():
        assert f"Bod {count - 1} byl projednán." in text
        assert "Ověřil/a:" in text


def test_what_people_type_stays_text(unit, partnership):
    event = meeting(unit, partnership, title=HOSTILE, place=HOSTILE)
    AttendanceFactory(event=event, name_text=HOSTILE[:120], organisation_text=HOSTILE)
    MeetingFactory(event=event, minutes_text=HOSTILE)

    html = render(paper_of(event))

    assert "<script" not in html
    assert html.count("&lt;script") > 4
    for text in both_texts(paper_of(event)):
        assert "{{ settings.SECRET_KEY }}" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_papers_cost_the_same_for_any_number_of_rows(unit, partnership, rows, django_assert_num_queries):
    event = meeting(unit, partnership)
    minutes = MeetingFactory(event=event)
    for number in range(rows):
        own = seat(partnership, "Jana", f"Členka {number}", f"Organizace {number}")
        AttendanceFactory(event=event, seat=own, name_text="")
        item = AgendaItemFactory(meeting=minutes, position=number)
        DecisionFactory(event=event, item=item)
        FollowUpTaskFactory(event=event, person=PersonFactory())
    loaded = Event.objects.select_related("unit", "partnership", "group").get(pk=event.pk)

    with django_assert_num_queries(9):
        collect(loaded)
