"""A section or an activity of a draft goes back to the wording of another version."""

import pytest
from django.urls import reverse

from agreements import actions, reference
from agreements.actions.returning import return_to
from agreements.chapters import compare_versions
from agreements.models import AgreementTemplate, AgreementVersion
from agreements.versioning.clone import clone_version
from agreements.vocabulary import Section
from partnerships.vocabulary import UnitRole
from tests.factories import (
    ActivityFactory,
    FocusGoalFactory,
    OutputFactory,
    StepFactory,
    TermFactory,
    VersionFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    reference.load()
    version = VersionFactory(template=AgreementTemplate.objects.get(code="5"), validity_text="4 roky")
    FocusGoalFactory(version=version)
    activity = ActivityFactory(version=version, name="Partnerství", position=1)
    step = StepFactory(version=version, activity=activity)
    OutputFactory(version=version, step=step)
    TermFactory(version=version, step=step)
    return version


@pytest.fixture
def draft(version):
    draft = clone_version(version, number=2)
    put_in_force(version)
    return draft


@pytest.fixture
def manager(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


def differs(version, draft) -> bool:
    loaded = {
        one.pk: one for one in AgreementVersion.objects.with_tree().filter(pk__in=[version.pk, draft.pk])
    }
    return compare_versions(loaded[version.pk], loaded[draft.pk]).is_changed


def test_section_with_rows_below_rows_goes_back(version, draft, manager):
    area = draft.focus_areas.get()
    area.local_label = "Dluhy"
    area.save()
    draft.focus_goals.all().delete()
    assert differs(version, draft)

    return_to(draft, Section.FOCUS, source=version, by=manager, revision=0)

    assert not differs(version, draft)


def test_deleted_activity_comes_back_with_its_keys(version, draft, manager):
    activity = draft.activities.get()
    draft.activities.all().delete()

    return_to(draft, Section.TIMELINE, activity.key, source=version, by=manager, revision=0)

    assert not differs(version, draft)


def test_added_activity_goes_away(version, draft, manager):
    added = ActivityFactory(version=draft, position=2)

    return_to(draft, Section.TIMELINE, added.key, source=version, by=manager, revision=0)

    assert not differs(version, draft)


def test_step_that_went_elsewhere_is_not_taken_from_there(version, draft, manager):
    partnership = draft.activities.get()
    draft.activity_steps.update(activity=ActivityFactory(version=draft, position=2))

    with pytest.raises(actions.Refused, match="přesunutý pod jinou činnost"):
        return_to(draft, Section.TIMELINE, partnership.key, source=version, by=manager, revision=0)


def test_page_offers_the_return_and_the_way_back(client, version, draft, manager):
    AgreementVersion.objects.filter(pk=draft.pk).update(validity_text="5 let")
    page = client.get(reverse("agreements:compare", args=[version.agreement_id]))
    url = reverse("agreements:return_section", args=[draft.pk, "platnost", 1, 0])
    assert url in page.content.decode()

    response = client.post(url, follow=True)

    draft.refresh_from_db()
    assert draft.validity_text == "4 roky"
    assert "Vráceno do znění verze 1." in response.content.decode()
    client.post(reverse("agreements:restore_section", args=[draft.pk, "platnost", 0, 1]))
    draft.refresh_from_db()
    assert draft.validity_text == "5 let"


def test_return_from_an_old_page_changes_nothing(client, version, draft, manager):
    actions.save_section(draft, section=Section.VALIDITY, by=manager, revision=0, validity_text="6 let")

    response = client.post(
        reverse("agreements:return_section", args=[draft.pk, "platnost", 1, 0]), follow=True
    )

    draft.refresh_from_db()
    assert draft.validity_text == "6 let"
    assert "mezitím uložil někdo jiný" in response.content.decode()


def test_activity_returns_from_the_page(client, version, draft, manager):
    draft.schedule_terms.update(raw_text="6x ročně")
    key = draft.activities.get().key

    client.post(reverse("agreements:return_activity", args=[draft.pk, key, 1, 0]))

    assert not differs(version, draft)


@pytest.mark.parametrize(("slug", "number"), [("plan", 9), ("neni", 1), ("stanovisko", 1)])
def test_what_is_not_there_is_not_found(client, version, draft, manager, slug, number):
    url = reverse("agreements:return_section", args=[draft.pk, slug, number, 0])
    assert client.post(url).status_code == 404


def test_reader_is_offered_no_return(client, version, draft):
    AgreementVersion.objects.filter(pk=draft.pk).update(validity_text="5 let")
    client.force_login(member(version.agreement.unit, UnitRole.READER))

    page = client.get(reverse("agreements:compare", args=[version.agreement_id]))

    assert "do znění verze" not in page.content.decode()


def test_version_in_force_is_not_returned(client, version, draft, manager):
    response = client.post(
        reverse("agreements:return_section", args=[version.pk, "platnost", 2, 0]), follow=True
    )

    assert "nelze upravovat" in response.content.decode()
