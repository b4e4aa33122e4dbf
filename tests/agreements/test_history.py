"""T-67 and the page of the history: every way to write leaves its row, with a person or „systém“."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pghistory
import pgtrigger
import pytest
from django.db import connection
from django.db.models import F
from django.urls import reverse

from agreements.actions.content import save_focus, save_measures, save_validity
from agreements.history import SITTING, Choice, History
from agreements.history.changes import SECTION_OF, Kind
from agreements.history.events import event_model, tracked_models
from agreements.models import (
    Activity,
    Agreement,
    AgreementVersion,
    FocusArea,
    PlannedMeasure,
    ScheduleTerm,
)
from agreements.queries import revision_of
from agreements.vocabulary import SECTION_SLUGS, Audience, Section
from partnerships.vocabulary import AgencyRole, UnitRole
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    version = make.VersionFactory(stated_years=4)
    later()
    return version


@pytest.fixture
def jana(version):
    return make.member(version.agreement.unit, UnitRole.MANAGER, name="Jana Nová")


def later(*, by=timedelta(hours=1)):
    """All of a test is one transaction, and that has one time; what was written so far was written earlier."""
    with pgtrigger.ignore():
        for model in tracked_models():
            event_model(model).objects.update(pgh_created_at=F("pgh_created_at") - by)


def history(version, user, **choice) -> list:
    return History(version.agreement, user, Choice(**choice))[:]


def sentences(entries) -> list[str]:
    return [f"{entry.who} {sentence}" for entry in entries for sentence, _ in entry.told]


def measure(text, **fields):
    return {"text": text, "thematic_area": None, "funding_source": "ESIF", **fields}


# --- Every way to write (T-67) ------------------------------------------------------------------------------


def by_action(version, user):
    save_validity(version, by=user, revision=0, stated_years=5)


def by_rows(version, user):
    save_measures(version, by=user, revision=0, measures=[measure("Terénní práce")])


def by_queryset(version, user):
    AgreementVersion.objects.filter(pk=version.pk).update(stated_years=5)


def by_upsert_alone(version, user):
    row = PlannedMeasure(version=version, position=1, text="Terénní práce")
    PlannedMeasure.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["version", "key"], update_fields=["text"]
    )


def by_sql(version, user):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreementversion SET stated_years = 5 WHERE id = %s", [version.pk])


def by_delete_in_sql(version, user):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM agreements_activity WHERE version_id = %s", [version.pk])


@pytest.mark.parametrize(
    ("write", "who"),
    [
        (by_action, "Jana Nová"),
        (by_rows, "Jana Nová"),
        (by_queryset, "systém"),
        (by_upsert_alone, "systém"),
        (by_sql, "systém"),
        (by_delete_in_sql, "systém"),
    ],
)
def test_every_way_to_write_leaves_its_entry(version, jana, write, who):
    make.ActivityFactory(version=version)
    later()
    before = len(history(version, jana))

    write(version, jana)

    entries = history(version, jana)
    assert len(entries) == before + 1
    assert entries[0].who == who
    assert len(entries[0].changes) == 1


def test_a_form_leaves_the_person_who_sent_it(client, version, jana):
    version.template.headings["seat_text"] = "Sídlo"
    version.template.save()
    client.force_login(jana)
    url = reverse("agreements:edit_section", args=[version.pk, SECTION_SLUGS[Section.HEADER]])
    sent = {"revision": 0, "unit_text": "Lhota", "seat_text": "Nová 5", "ico_text": "", "memorandum_text": ""}

    response = client.post(url, sent)
    assert response.status_code == 302

    assert "Jana Nová změnil/a v oddílu Identifikace: sídlo: doplněno „Nová 5“" in sentences(
        history(version, jana)
    )


def test_every_tracked_model_has_its_place_in_the_form():
    beyond = set(tracked_models()) - set(SECTION_OF) - {Agreement, AgreementVersion}
    assert beyond == set()
    for model in tracked_models():
        labels = {tracker.label for tracker in event_model(model).pgh_trackers}
        assert labels == {"insert", "update", "delete"}, model


# --- Sentences ----------------------------------------------------------------------------------------------


def test_number_says_from_what_to_what(version, jana):
    save_validity(version, by=jana, revision=0, stated_years=5)

    assert sentences(history(version, jana))[0] == (
        "Jana Nová změnil/a v oddílu Doba platnosti: počet let ze 4 na 5"
    )


def test_day_and_choice_are_said_in_words(version, jana):
    save_validity(version, by=jana, revision=0, valid_to=date(2026, 12, 31))

    assert "platí do (výslovně): doplněno „31." in sentences(history(version, jana))[0]


def test_unchanged_rows_of_a_saved_section_are_not_told(version, jana):
    rows = [measure(text, key=uuid4()) for text in ("Bydlení", "Dluhy", "Práce")]
    make_measures(version, rows)
    unchanged, changed, _ = PlannedMeasure.objects.filter(version=version)
    events = event_model(PlannedMeasure).objects
    written = events.count()
    changed.text = "Dluhy a exekuce"

    PlannedMeasure.objects.bulk_create(
        [unchanged, changed], update_conflicts=True, unique_fields=["id"], update_fields=["text", "position"]
    )

    assert events.count() == written + 1


def test_a_row_put_between_others_does_not_move_them(version, jana):
    rows = [measure(text, key=uuid4()) for text in ("Bydlení", "Dluhy", "Práce")]
    make_measures(version, rows)

    save_measures(version, by=jana, revision=0, measures=[rows[0], measure("Zdraví"), *rows[1:]])

    assert sentences(history(version, jana)[:1]) == [
        "Jana Nová přidal/a v oddílu Předpokládaná opatření: předpokládané opatření „Zdraví“"
    ]


def make_measures(version, rows):
    for position, row in enumerate(rows, start=1):
        make.PlannedMeasureFactory(version=version, position=position, key=row["key"], text=row["text"])
    later()


def test_a_moved_row_is_told_alone(version, jana):
    rows = [measure(text, key=uuid4()) for text in ("Bydlení", "Dluhy", "Práce")]
    make_measures(version, rows)

    save_measures(
        version,
        by=jana,
        revision=0,
        measures=[dict(row, funding_source="ESIF") for row in rows[1:] + rows[:1]],
    )

    assert sentences(history(version, jana)[:1]) == [
        "Jana Nová přesunul/a v oddílu Předpokládaná opatření: "
        "předpokládané opatření „Bydlení“ – z 1. na 3. místo"
    ]


def test_a_deleted_row_keeps_its_words(version, jana):
    area = make.FocusAreaFactory(version=version, local_label="Bydlení", description="Byty po náměstí")
    make.FocusGoalFactory(version=version, focus_area=area, statement="Více bytů")

    save_focus(version, by=jana, revision=0, areas=[])

    told = {change.subject: change for change in history(version, jana)[0].changes}
    assert told["tematické zaměření „Bydlení“"].before == "název v dokumentu: Bydlení\npopis: Byty po náměstí"
    assert told["cíl „Více bytů“ (tematické zaměření „Bydlení“)"].kind == Kind.REMOVED


def test_a_row_of_the_timeline_says_where_it_stands(version, jana):
    activity = make.ActivityFactory(version=version, name="Partnerství")
    step = make.StepFactory(version=version, activity=activity, specification="Jednání")
    term = make.TermFactory(version=version, step=step, raw_text="4× ročně")
    later()
    ScheduleTerm.objects.filter(pk=term.pk).update(count=6)
    later()
    Activity.objects.filter(pk=activity.pk).delete()

    changed = next(change for entry in history(version, jana) for change in entry.changes if change.field)

    assert changed.sentence(of_person=True) == (
        "změnil/a v oddílu Harmonogram: termín „4× ročně“ (krok činnosti „Jednání“, činnost „Partnerství“)"
        " – kolikrát ze 4 na 6"
    )


def test_a_row_deleted_and_put_back_within_one_sitting_did_not_change(version, jana):
    make_measures(version, [measure("Bydlení", key=uuid4())])
    row = PlannedMeasure.objects.get(version=version)
    with pghistory.context(user=jana.pk, action="save_MEASURES"):
        PlannedMeasure.objects.filter(pk=row.pk).delete()
        PlannedMeasure(version=version, key=row.key, position=1, text=row.text).save()
    with pghistory.context(user=jana.pk, action="save_MEASURES"):
        make.PlannedMeasureFactory(version=version, text="Dluhy")

    entry = history(version, jana)[0]
    assert [change.subject for change in entry.changes] == ["předpokládané opatření „Dluhy“"]


def test_saves_of_one_sitting_are_one_entry(version, jana):
    for revision, years in enumerate((5, 6, 7)):
        save_validity(version, by=jana, revision=revision, stated_years=years)
        later(by=SITTING / 2)
    later(by=2 * SITTING)
    save_validity(version, by=jana, revision=3, stated_years=8)

    assert sentences(history(version, jana)) == [
        "Jana Nová změnil/a v oddílu Doba platnosti: počet let ze 7 na 8",
        "Jana Nová změnil/a v oddílu Doba platnosti: počet let ze 4 na 7",
        "systém založil verzi 1",
    ]


def test_long_text_shows_its_changed_words(version, jana):
    long = "Plán popisuje situaci vyloučených lokalit. " * 10
    AgreementVersion.objects.filter(pk=version.pk).update(plan_content=long + "Konec je jasný.")
    later()
    AgreementVersion.objects.filter(pk=version.pk).update(plan_content=long + "Konec je otevřený.")

    change = history(version, jana)[0].changes[0]

    assert change.is_long
    assert "jasný" in "".join(piece.text for piece in change.short_pieces if piece.kind == "removed")
    assert "otevřený" in "".join(piece.text for piece in change.short_pieces if piece.kind == "added")
    assert len("".join(piece.text for piece in change.short_pieces)) < 120
    assert "".join(piece.text for piece in change.pieces if piece.kind != "removed") == change.after


def test_what_stood_before_is_found_beyond_the_page(version, jana):
    save_validity(version, by=jana, revision=0, stated_years=5)

    first_of_page = History(version.agreement, jana, Choice())[:1]

    assert sentences(first_of_page) == ["Jana Nová změnil/a v oddílu Doba platnosti: počet let ze 4 na 5"]


# --- Who sees what, choosing, paging ------------------------------------------------------------------------


def test_internal_comments_are_told_to_the_agency_only(version, jana):
    director = make.UserFactory(agency_role=AgencyRole.DIRECTOR)
    thread = make.CommentThreadFactory(raised_in=version, audience=Audience.INTERNAL, created_by=director)
    make.CommentFactory(thread=thread, text="Pozor na počet let.")

    assert [entry.said.text for entry in history(version, director) if entry.said] == ["Pozor na počet let."]
    assert [entry for entry in history(version, jana) if entry.said] == []


def test_choice_of_person_section_and_period(version, jana):
    save_validity(version, by=jana, revision=0, stated_years=5)
    save_measures(version, by=jana, revision=0, measures=[measure("Bydlení")])
    make.VersionStepLogFactory(version=version, by=jana)

    assert len(history(version, jana, person=jana.pk)) == 3
    assert {entry.who for entry in history(version, jana, person=0)} == {"systém"}
    (only,) = history(version, jana, section=Section.VALIDITY)
    assert only.changes[0].field == "počet let"
    assert history(version, jana, last_day=date(2020, 1, 1)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_changes(
    client, version, jana, rows, django_assert_num_queries
):
    for _ in range(rows):
        make.PlannedMeasureFactory(version=version)
        thread = make.CommentThreadFactory(raised_in=version, created_by=jana)
        make.CommentFactory(thread=thread)
        make.VersionStepLogFactory(version=version, by=jana)
        area = make.FocusAreaFactory(version=version)
        later()
        FocusArea.objects.filter(pk=area.pk).update(description="Popis")
    client.force_login(jana)

    with django_assert_num_queries(14):
        response = client.get(reverse("agreements:history", args=[version.agreement_id]))

    page = response.content.decode()
    assert all(f'name="{name}"' in page for name in ("kdo", "oddil", "od", "do"))
    assert response.content.decode().count("„Posílení sociální práce“") == rows


def test_file_is_the_same_history(client, version, jana):
    save_measures(version, by=jana, revision=0, measures=[measure('=HYPERLINK("http://x")')])
    client.force_login(jana)

    response = client.get(reverse("agreements:history_export", args=[version.agreement_id]))

    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=HYPERLINK" in texts
    assert "Jana Nová" in texts
    assert 'filename="historie-popisu-' in response["Content-Disposition"]
    assert revision_of(version, Section.MEASURES) == 1
