"""„Změněno od vaší kontroly“: the state at the mark is put together from what later saves replaced."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements import actions, review
from agreements.models import AgreementVersion, ReviewMark, SectionSnapshot
from agreements.queries import SECTION_ROWS, stored_values
from agreements.versioning.clone import clone_version
from agreements.vocabulary import Section
from tests.agreements.test_snapshots import STEP, WHOLE, full
from tests.factories import (
    ReviewMarkFactory,
    UnitFactory,
    VersionFactory,
    VersionStepLogFactory,
    put_in_state,
)
from tests.world import people_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def people(version):
    return people_of(version.agreement.unit, UnitFactory())


@pytest.fixture
def consultant(client, people):
    client.force_login(people["consultant"])
    return people["consultant"]


def loaded(version) -> AgreementVersion:
    return AgreementVersion.objects.with_tree().get(pk=version.pk)


def mark(version, user):
    return ReviewMarkFactory(agreement=version.agreement, user=user)


def changed(version, moment) -> set:
    fresh = loaded(version)
    return {
        (one.section, one.activity_key) for one in review.changed_in(fresh, review.kept_since(fresh, moment))
    }


def page_of(client, version) -> str:
    url = reverse("agreements:changes_since_review", args=[version.agreement_id])
    return client.get(url).content.decode().replace("\xa0", " ")


# --- The same values, read in two ways --------------------------------------------------------------------


@pytest.mark.parametrize("section", WHOLE)
def test_values_of_a_loaded_version_are_those_a_save_keeps(
    version, people, section, django_assert_num_queries
):
    actions.save_section(version, section=section, by=people["manager"], revision=0, **full(section))
    fresh = loaded(version)

    with django_assert_num_queries(0):
        values = review.values_in(fresh, section)

    assert values == stored_values(version, section)


def test_activity_of_a_loaded_version_has_the_values_a_save_keeps(version, people):
    key = actions.save_activity(version, by=people["manager"], revision=0, name="Setkání", steps=[STEP])

    values = review.values_in(loaded(version), Section.TIMELINE, key)

    assert values == stored_values(version, Section.TIMELINE, key)


@pytest.mark.parametrize("section", [section for section in WHOLE if section in SECTION_ROWS])
def test_section_emptied_since_is_shown_as_it_was(version, people, section):
    manager = people["manager"]
    actions.save_section(version, section=section, by=manager, revision=0, **full(section))
    before, moment = stored_values(version, section), timezone.now()
    emptied = {name: [] if isinstance(value, list) else value for name, value in before.items()}
    actions.save_section(version, section=section, by=manager, revision=1, **emptied)

    fresh = loaded(version)
    past = review.as_it_was(fresh, review.kept_since(fresh, moment))

    assert review.values_in(past, section) == before
    assert review.values_in(fresh, section) != before, "the version itself stays as it is"


# --- What counts as changed -------------------------------------------------------------------------------


def test_only_saves_after_the_mark_count(version, people):
    actions.save_header(version, by=people["manager"], revision=0, unit_text="Dřív")
    moment = timezone.now()
    assert changed(version, moment) == set()

    actions.save_validity(version, by=people["manager"], revision=0, stated_years=5)

    assert changed(version, moment) == {(Section.VALIDITY, None)}


def test_changed_and_put_back_is_no_change(version, people):
    actions.save_header(version, by=people["manager"], revision=0, unit_text="Lhota")
    moment = timezone.now()
    actions.save_header(version, by=people["manager"], revision=1, unit_text="Lhotka")
    assert changed(version, moment)

    actions.save_header(version, by=people["manager"], revision=2, unit_text="Lhota")

    assert changed(version, moment) == set()


def test_column_the_form_did_not_have_then_is_no_change(version, people):
    moment = timezone.now()
    for values in ({"unit_text": version.unit_text}, {"unit_text": version.unit_text, "withdrawn": "x"}):
        SectionSnapshot.objects.create(
            version=version, section="HEADER", revision=len(values), values=values, by=people["manager"]
        )

    assert changed(version, moment) == set()


def test_revision_is_compared_with_the_version_before_by_key(version, people, client, consultant):
    manager = people["manager"]
    key = actions.save_activity(version, by=manager, revision=0, name="Setkání", steps=[STEP])
    mark(version, consultant)
    moment = timezone.now()
    put_in_state(version, "IN_FORCE")
    second = clone_version(version, number=2)
    assert changed(second, moment) == set()

    actions.save_activity(second, by=manager, revision=0, key=key, name="Porady", steps=[])
    actions.save_header(second, by=manager, revision=0, unit_text="Město")

    assert changed(second, moment) == {(Section.TIMELINE, key), (Section.HEADER, None)}
    assert changed(version, moment) == set(), "the version in force is as it was"
    page = page_of(client, second)
    assert "s verzí 2" in page
    assert '<del><span class="visually-hidden">vypuštěno: </span>Jednání</del>' in page


def test_discarded_draft_does_not_count(version, people):
    second = clone_version(version, number=2)
    actions.save_header(second, by=people["manager"], revision=0, unit_text="Omyl")
    moment = timezone.now()
    actions.save_header(second, by=people["manager"], revision=1, unit_text="Ještě větší omyl")
    put_in_state(second, "ARCHIVED")
    third = clone_version(version, number=3)

    assert changed(third, moment) == set()
    assert changed(second, moment) == {(Section.HEADER, None)}


# --- Pages ------------------------------------------------------------------------------------------------


def test_mark_is_as_of_the_page_that_was_seen(client, version, consultant):
    seen = timezone.now() - timedelta(minutes=10)
    url = reverse("agreements:mark_reviewed", args=[version.agreement_id])

    client.post(url, {"seen_at": seen.isoformat()})
    assert ReviewMark.objects.get().at == seen

    client.post(url, {"seen_at": (timezone.now() + timedelta(days=400)).isoformat()})
    assert ReviewMark.objects.get().at <= timezone.now()


def test_mark_without_the_moment_is_refused_in_words(client, version, consultant):
    url = reverse("agreements:mark_reviewed", args=[version.agreement_id])

    response = client.post(url, {"seen_at": "včera"}, follow=True)

    assert "Formulář nepřišel celý" in response.content.decode()
    assert not ReviewMark.objects.exists()


def test_what_was_saved_while_reading_is_still_marked_as_changed(client, version, people, consultant):
    page = client.get(reverse("agreements:version", args=[version.pk]))
    actions.save_validity(version, by=people["manager"], revision=0, stated_years=5)
    client.post(
        reverse("agreements:mark_reviewed", args=[version.agreement_id]),
        {"seen_at": page.context["now"].isoformat()},
    )

    again = client.get(reverse("agreements:version", args=[version.pk]))

    assert again.context["review"].changed == {(Section.VALIDITY, None)}


def test_page_shows_old_and_new_word_by_word(client, version, people, consultant):
    manager = people["manager"]
    actions.save_plan(
        version, by=manager, revision=0, strategies=[], plan_character="Plán bydlení do roku 2025"
    )
    mark(version, consultant)
    actions.save_plan(
        version, by=manager, revision=1, strategies=[], plan_character="Plán bydlení do roku 2027"
    )
    VersionStepLogFactory(version=version, step="submit_for_review", by=manager, day=date(2024, 5, 2))

    page = page_of(client, version)

    assert '<del><span class="visually-hidden">odebráno: </span>2025</del>' in page
    assert '<ins><span class="visually-hidden">přidáno: </span>2027</ins>' in page
    assert "Charakter a rozsah plánu" in page
    assert "předloženo ASZ k posouzení ke dni 2. 5. 2024 (verze 1), Mgr. Jana Manažerová" in page


def test_page_without_a_mark_says_how_to_make_one(client, version, consultant):
    assert "Popis jste ještě neoznačil/a jako zkontrolovaný" in page_of(client, version)


def test_page_without_changes_says_so(client, version, consultant):
    mark(version, consultant)

    assert "Text popisu spolupráce se od vaší kontroly nezměnil." in page_of(client, version)


def test_text_stays_text(client, version, people, consultant):
    mark(version, consultant)
    actions.save_header(version, by=people["manager"], revision=0, unit_text="<script>alert(1)</script>")

    page = page_of(client, version)

    assert "<script>alert" not in page
    assert "&lt;" in page


def test_badges_stand_at_what_changed(client, version, people, consultant):
    manager = people["manager"]
    first = actions.save_activity(version, by=manager, revision=0, name="První", steps=[STEP])
    actions.save_activity(version, by=manager, revision=0, name="Druhá", steps=[])
    mark(version, consultant)
    actions.save_activity(version, by=manager, revision=1, key=first, name="První a půl", steps=[])

    page = client.get(reverse("agreements:version", args=[version.pk])).content.decode()

    assert page.count("změněno od vaší kontroly") == 2  # at the timeline and at the activity
    manager_page = _as(client, people["manager"]).get(reverse("agreements:version", args=[version.pk]))
    assert "od vaší kontroly" not in manager_page.content.decode()


def _as(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("saves", [1, 3])
def test_pages_cost_the_same_for_any_number_of_changes(
    client, version, people, consultant, saves, django_assert_num_queries
):
    mark(version, consultant)
    for number in range(saves):
        actions.save_activity(
            version, by=people["manager"], revision=0, name=f"Činnost {number}", steps=[STEP]
        )
        actions.save_header(version, by=people["manager"], revision=number, unit_text=f"Lhota {number}")

    with django_assert_num_queries(10):
        client.get(reverse("agreements:version", args=[version.pk]))
    # session, user, version, tree, mark, what was replaced, new comments, steps, the header's units
    with django_assert_num_queries(9):
        page_of(client, version)
