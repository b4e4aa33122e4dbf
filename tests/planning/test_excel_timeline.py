"""The sheet „Harmonogram“ comes back into a draft: rows by their keys or by their words, deadlines read."""

from datetime import date, datetime

import pytest

from agreements.actions import save_activity
from agreements.models import Activity, ActivityStep, ExpectedOutput, ScheduleTerm
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import OutputCode, ResponsibilityCode, Section, Side, TermKind
from partnerships.vocabulary import EventKind
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    OutputFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
    VersionFactory,
    member,
    put_in_force,
)
from tests.planning.situations import draft, in_force, step
from tests.planning.workbooks import (
    TIMELINE,
    address,
    changes_of,
    confirm,
    downloaded,
    faults_of,
    preview,
    rows_of,
    write,
    year_book,
)

pytestmark = pytest.mark.django_db
TERM = "Termín_dokončení"
SPECIFICATION = "Specifikace_činnosti"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version():
    version = VersionFactory()
    activity = ActivityFactory(version=version, name="Lokální partnerství", position=1)
    row = StepFactory(version=version, activity=activity, specification="Jednání", position=1)
    OutputFactory(version=version, step=row, code=OutputCode.ATTENDANCE_SHEET, position=1, is_optional=True)
    OutputFactory(version=version, step=row, code=OutputCode.OTHER, raw_text="Fotky", position=2)
    ResponsibilityFactory(version=version, step=row, side=Side.UNIT, position=1)
    TermFactory(version=version, step=row, position=1, required_roles=["MANAGER", "CONSULTANT"])
    TermFactory(
        version=version,
        step=row,
        position=2,
        raw_text="=květen 2023",
        kind=TermKind.MONTH,
        count=None,
        bound="",
        per="",
        date_from=date(2023, 5, 1),
        date_to=date(2023, 5, 31),
        precision="MONTH",
    )
    StepFactory(version=version, activity=activity, specification="Bez termínu", position=2)
    ActivityFactory(version=version, name="", position=2)
    return version


@pytest.fixture
def manager(version, client):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


def book_of(client, version):
    return downloaded(client, "workbook_version", version.pk)


def sent(client, version, book):
    return preview(client, version.agreement, book)


def tree(version) -> list:
    """All that is stored, keys included."""
    return [
        list(getattr(version, name).order_by("pk").values())
        for name in ("activities", "activity_steps", "expected_outputs", "responsibilities", "schedule_terms")
    ]


def test_workbook_sent_back_untouched_changes_nothing(client, version, manager):
    response = sent(client, version, book_of(client, version))

    assert faults_of(response) == {}
    assert changes_of(response) == []


def test_changed_deadline_is_read_again(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 2, **{TERM: "minimálně 6x ročně"})
    before = ScheduleTerm.objects.get(count=4)

    response = sent(client, version, book)

    ((is_new, changes),) = changes_of(response)
    assert not is_new
    assert changes["Termín dokončení"] == ("Minimálně 4x ročně", "minimálně 6x ročně")
    assert changes["Kolikrát"] == ("4", "6")
    assert ScheduleTerm.objects.get(count=4).raw_text == "Minimálně 4x ročně"
    confirm(client, response)
    after = ScheduleTerm.objects.get(pk=before.pk)
    assert (after.raw_text, after.count, after.key) == ("minimálně 6x ročně", 6, before.key)
    assert after.confirmed_by == manager


def test_reading_filled_in_by_a_person_is_taken(client, version, manager):
    book = book_of(client, version)
    write(
        book[TIMELINE], 2, **{TERM: "čtyřikrát až šestkrát do roka"}, Kolikrát="5", Kdo_musí_být_přítomen=None
    )

    confirm(client, sent(client, version, book))

    term = ScheduleTerm.objects.get(count=5)
    assert term.raw_text == "čtyřikrát až šestkrát do roka"
    assert (term.kind, term.event_kind, term.required_roles) == ("FREQUENCY", EventKind.LP_MEETING, [])


def test_reading_is_checked_by_the_rules_of_the_form(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    write(sheet, 2, Kolikrát=None)
    write(sheet, 3, Druh_termínu="ke dni", Termín_od="1. 6. 2024")

    faults = faults_of(sent(client, version, book))

    assert faults == {
        address(sheet, 2, "Kolikrát"): "U opakovaného termínu napište, kolikrát.",
        address(sheet, 3, "Termín do"): "Konec termínu je dřív než začátek.",
    }


def test_what_follows_from_other_columns_is_not_dropped_in_silence(client, version, manager):
    """A month reaches from its first day to its last one, whatever stands beside it."""
    book = book_of(client, version)
    sheet = book[TIMELINE]
    write(sheet, 3, Termín_od="15. 4. 2023")

    ((where, text),) = faults_of(sent(client, version, book)).items()

    assert where == address(sheet, 3, "Termín od")
    assert "bude tu: 1. 5. 2023" in text


def test_new_activity_is_written_and_read(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    write(sheet, **{SPECIFICATION: "Školení", TERM: "minimálně 2x ročně", "Činnost": "Vzdělávání",
                    "Výstup": "prezenční listina\nZápis do kroniky", "Odpovědnost_ASZ": "-"})  # fmt: skip
    write(sheet, **{TERM: "květen 2024"})
    write(sheet, **{SPECIFICATION: "Exkurze", TERM: "dle potřeby"})

    response = sent(client, version, book)
    confirm(client, response)

    activity = Activity.objects.get(name="Vzdělávání")
    first, second = activity.steps.all()
    assert (first.specification, second.specification) == ("Školení", "Exkurze")
    assert [(one.code, one.text) for one in first.outputs.all()] == [
        ("ATTENDANCE_SHEET", "prezenční listina"),
        ("OTHER", "Zápis do kroniky"),
    ]
    assert [one.code for one in first.responsibilities.all()] == [ResponsibilityCode.EXPLICIT_DASH]
    assert [(one.raw_text, one.kind) for one in first.terms.all()] == [
        ("minimálně 2x ročně", "FREQUENCY"),
        ("květen 2024", "MONTH"),
    ]
    assert [one.kind for one in second.terms.all()] == ["ON_DEMAND"]
    assert [is_new for is_new, _ in changes_of(response)] == [True, True]


def test_same_workbook_sent_twice_changes_nothing(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    write(sheet, 2, **{TERM: "minimálně 6x ročně\nkvěten 2025"}, Výstup="Fotky\nVideo", Činnost="Partnerství")
    write(
        sheet, **{SPECIFICATION: "Školení", TERM: "minimálně 2x ročně\ndle potřeby", "Činnost": "Vzdělávání"}
    )
    write(sheet, **{TERM: "tehdy a tehdy"})
    first = sent(client, version, book)
    assert faults_of(first) == {}
    confirm(client, first)
    stored = tree(version)

    response = sent(client, version, book)

    assert faults_of(response) == {}
    assert changes_of(response) == []
    confirm(client, response)
    assert tree(version) == stored


def test_deadline_nobody_understands_is_kept_and_said(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], **{SPECIFICATION: "Školení", TERM: "až naprší a uschne", "Činnost": "Vzdělávání"})

    response = sent(client, version, book)

    assert "se nepodařilo přečíst" in response.content.decode()
    confirm(client, response)
    assert ScheduleTerm.objects.get(raw_text="až naprší a uschne").kind == ""


def test_what_no_cell_shows_stays(client, version, manager):
    StepFactory._meta.model.objects.filter(specification="Jednání").update(suspected_swap=True)
    book = book_of(client, version)
    write(book[TIMELINE], 2, Specifikace_činnosti="Jednání partnerství", Výstup="Fotky\nPrezenční listina")
    write(book[TIMELINE], 3, Specifikace_činnosti=None, Výstup=None)
    keys = set(ExpectedOutput.objects.values_list("key", flat=True))

    confirm(client, sent(client, version, book))

    row = ActivityStep.objects.get(specification="Jednání partnerství")
    assert row.suspected_swap
    assert [(one.text, one.is_optional) for one in row.outputs.all()] == [
        ("Fotky", False),
        ("Prezenční listina", True),
    ]
    assert set(ExpectedOutput.objects.values_list("key", flat=True)) == keys
    assert row.terms.count() == 2


def test_two_rows_of_one_step_must_agree(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    write(sheet, 2, Výstup="Video")
    write(sheet, 3, Výstup="Audio")

    faults = faults_of(sent(client, version, book))

    assert list(faults) == [address(sheet, 3, "Výstup")]


def test_rows_left_out_stay(client, version, manager):
    book = book_of(client, version)
    book[TIMELINE].delete_rows(2)
    stored = tree(version)

    response = sent(client, version, book)

    assert changes_of(response) == []
    assert response.context["plan"].parts[0].left == 1
    confirm(client, response)
    assert tree(version) == stored


def test_sorted_rows_are_the_same_rows(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
            if isinstance(value, str):
                sheet.cell(number, column).data_type = "s"

    response = sent(client, version, book)

    assert faults_of(response) == {}
    assert changes_of(response) == []


def test_merged_cells_of_an_activity_are_read(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    first = write(sheet, **{SPECIFICATION: "Školení", TERM: "minimálně 2x ročně", "Činnost": "Vzdělávání"})
    write(sheet, **{SPECIFICATION: "Exkurze", TERM: "dle potřeby"})
    column = address(sheet, first, "Činnost").split("!")[1][0]
    sheet.merge_cells(f"{column}{first}:{column}{first + 1}")

    confirm(client, sent(client, version, book))

    assert Activity.objects.get(name="Vzdělávání").steps.count() == 2


def test_merged_deadlines_are_a_fault(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    where = address(sheet, 2, "Kolikrát").split("!")[1]
    sheet.merge_cells(f"{where}:{where[:-1]}3")

    faults = faults_of(sent(client, version, book))

    assert "jsou sloučené" in faults[f"Harmonogram!{where}"]


def test_key_of_another_agreement_is_refused(client, version, manager):
    foreign = draft()
    step(foreign, terms=[{}])
    client.force_login(member(foreign.agreement.unit))
    book = book_of(client, foreign)
    client.force_login(manager)

    faults = faults_of(sent(client, version, book))

    assert all("v rozpracovaném popisu není" in text for text in faults.values())
    assert faults


FORGED = {
    "term of another step": lambda own, other: own.replace(own.split("/")[3], other.split("/")[3]),
    "step of another activity": lambda own, other: "/".join([*own.split("/")[:2], *other.split("/")[2:]]),
    "no such activity": lambda own, other: own.replace(own.split("/")[1], "0" * 32),
    "letters": lambda own, other: own + "x",
    "a formula": lambda own, other: "=1+1",
}


@pytest.mark.parametrize("forgery", FORGED)
def test_forged_key_is_refused(client, version, manager, forgery):
    step(version, terms=[{}])
    book = book_of(client, version)
    sheet = book[TIMELINE]
    last = sheet.max_row
    sheet["A2"] = FORGED[forgery](sheet["A2"].value, sheet.cell(last, 1).value)
    sheet["A2"].data_type = "s"
    write(sheet, 2, Výstup="Video")
    stored = tree(version)

    response = sent(client, version, book)
    confirm(client, response)

    assert list(faults_of(response)) == [f"{TIMELINE}!B2"]
    assert tree(version) == stored


def test_copied_row_is_a_new_term_once(client, version, manager):
    book = book_of(client, version)
    sheet = book[TIMELINE]
    sheet.append([one.value for one in sheet[2]])
    write(sheet, sheet.max_row, **{TERM: "minimálně 9x ročně"})

    response = sent(client, version, book)

    assert "kopie řádku 2" in response.content.decode()
    confirm(client, response)
    assert ScheduleTerm.objects.filter(raw_text="minimálně 9x ročně").count() == 1
    assert changes_of(sent(client, version, book)) == []


def test_hidden_row_is_read_and_said(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 3, **{TERM: "červen 2023"})
    book[TIMELINE].row_dimensions[3].hidden = True

    (change,) = sent(client, version, book).context["plan"].changes

    assert (
        "Řádek je v sešitu skrytý nebo odfiltrovaný. Zkontrolujte, že se má také uložit." in change.warnings
    )


def test_timeline_in_force_is_not_changed_by_a_workbook(client):
    version = draft()
    step(version, terms=[{}])
    agreement = in_force(version)
    client.force_login(member(agreement.unit))
    book = year_book(client, agreement)
    assert changes_of(preview(client, agreement, book)) == []
    write(book[TIMELINE], 2, Činnost="Jinak")

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert "mění se revizí" in fault


def test_consultant_may_not_change_the_timeline(client, version):
    client.force_login(member(version.agreement.unit, "CONSULTANT"))
    book = book_of(client, version)
    assert faults_of(sent(client, version, book)) == {}
    write(book[TIMELINE], 2, Činnost="Jinak")

    (fault,) = faults_of(sent(client, version, book)).values()

    assert "jen manažer" in fault


def test_sheet_of_an_older_version_nobody_touched_changes_nothing(client):
    version = draft()
    step(version, terms=[{}])
    agreement = in_force(version)
    newer = VersionFactory(agreement=agreement, number=2, template=version.template)
    copied = StepFactory(version=newer, specification="Jinak")
    TermFactory(version=newer, step=copied)
    client.force_login(member(agreement.unit))
    book = year_book(client, agreement)

    assert changes_of(preview(client, agreement, book)) == []


def changed_by_somebody(version, **fields):
    """The first activity, saved by another person on its page; `fields` are those of its first step."""
    activity = version.activities.get(position=1)
    values = activity_values(activity)
    name = fields.pop("name", values["name"])
    values["steps"][0] |= fields
    revision = revision_of(version, Section.TIMELINE, activity.key)
    other = member(version.agreement.unit)
    save_activity(version, by=other, name=name, steps=values["steps"], key=activity.key, revision=revision)
    return activity


def test_change_made_meanwhile_is_not_overwritten(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 2, Činnost="Moje")
    response = sent(client, version, book)
    activity = changed_by_somebody(version, name="Cizí")

    again = confirm(client, response)

    assert "mezitím změnila" in again.content.decode()
    assert "od stažení sešitu někdo změnil" in again.content.decode()
    assert changes_of(again) == [(False, {"Činnost": ("Cizí", "Moje")})]
    activity.refresh_from_db()
    assert activity.name == "Cizí"


def test_cells_nobody_touched_do_not_undo_what_others_wrote_meanwhile(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 3, **{TERM: "červen 2023"}, Termín_do="30. 6. 2023", Termín_od="1. 6. 2023")
    changed_by_somebody(version, name="Cizí", specification="Cizí krok")

    confirm(client, sent(client, version, book))

    row = ActivityStep.objects.get(specification="Cizí krok")
    assert row.activity.name == "Cizí"
    assert [term.raw_text for term in row.terms.all()] == ["Minimálně 4x ročně", "červen 2023"]


def test_workbook_goes_on_after_it_was_taken(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 2, Činnost="Jednou")
    confirm(client, sent(client, version, book))
    write(book[TIMELINE], 2, Výstup="Video")

    response = sent(client, version, book)

    assert changes_of(response) == [(False, {"Výstup": ("Prezenční listina\nFotky", "Video")})]


def test_version_handed_over_meanwhile_is_not_changed(client, version, manager):
    book = book_of(client, version)
    write(book[TIMELINE], 2, Činnost="Moje")
    response = sent(client, version, book)
    put_in_force(version)

    again = confirm(client, response)

    assert "mění se revizí" in next(iter(faults_of(again).values()))
    assert not Activity.objects.filter(name="Moje").exists()


def test_too_many_steps_of_one_activity_are_refused(client, version, manager):
    book = book_of(client, version)
    for number in range(61):
        write(book[TIMELINE], Činnost="Vzdělávání", **{SPECIFICATION: f"Krok {number}", TERM: "dle potřeby"})

    assert "Rozdělte ji do více činností" in str(faults_of(sent(client, version, book)))


def test_dates_and_numbers_typed_into_texts_stay_what_one_sees(client, version, manager):
    book = book_of(client, version)
    row = {SPECIFICATION: 2024, TERM: datetime(2024, 3, 31), "Činnost": "Vzdělávání"}  # noqa: DTZ001
    write(book[TIMELINE], **row)

    confirm(client, sent(client, version, book))

    term = ScheduleTerm.objects.get(raw_text="31. 3. 2024")
    assert (term.kind, term.date_to) == ("DATE", date(2024, 3, 31))
    assert term.step.specification == "2024"


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    version = VersionFactory(agreement=AgreementFactory())
    for _ in range(rows):
        step(version, outputs=[OutputCode.MEETING_RECORD], terms=[{}, {}])
    client.force_login(member(version.agreement.unit))
    book = book_of(client, version)
    for number in range(2, 2 + 2 * rows, 2):
        write(book[TIMELINE], number, **{TERM: "minimálně 6x ročně"})
    url = sent(client, version, book).request["PATH_INFO"]

    with django_assert_num_queries(7):
        response = client.get(url)

    assert len(changes_of(response)) == rows


def test_rows_show_what_the_form_stores(client, version, manager):
    rows = rows_of(book_of(client, version)[TIMELINE])

    assert [row["Termín dokončení"] for row in rows] == ["Minimálně 4x ročně", "=květen 2023", None, None]
    assert rows[0]["Kdo musí být přítomen"] == "manažer sociálního začleňování; konzultant/ka ASZ"
    assert [row["Kolikrát"] for row in rows] == [4, None, None, None]
