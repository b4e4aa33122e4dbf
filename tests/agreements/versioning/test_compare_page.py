"""The page that compares two versions, and the one with the summary for a council."""

import re
from datetime import date

import pytest
from django.urls import reverse

from agreements import reference
from agreements.models import Agreement, AgreementTemplate, AgreementVersion, PrintJob, VersionStepLog
from agreements.versioning.clone import clone_version
from agreements.vocabulary import PrintFormat, PrintKind, TermKind
from partnerships.vocabulary import AgencyRole
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    ApprovalFactory,
    PersonFactory,
    RoleAssignmentFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db
HOSTILE = '<img src=x onerror="alert(1)">'


def text_of(response) -> str:
    """What a person reads, with the words for screen readers, on one line."""
    text = re.sub(r"<[^>]+>", "", response.content.decode()).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def version():
    reference.load()
    version = VersionFactory(template=AgreementTemplate.objects.get(code="5"), validity_text="4 roky")
    add_steps(version, 1)
    return version


def add_steps(version, count):
    for number in range(count):
        activity = ActivityFactory(version=version, position=number, name=f"Činnost {number}")
        step = StepFactory(version=version, activity=activity, position=number)
        TermFactory(version=version, step=step, position=number)


@pytest.fixture
def revision(version):
    """A draft beside the version in force."""
    draft = clone_version(version, number=2)
    put_in_force(version)
    return draft


@pytest.fixture
def reader(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


def page(client, version, name="compare", **query):
    return client.get(reverse(f"agreements:{name}", args=[version.agreement_id]), query)


def test_version_in_force_and_the_newest_are_compared_unless_others_are_named(
    client, reader, version, revision
):
    third = clone_version(revision, number=3)
    AgreementVersion.objects.filter(pk=third.pk).update(validity_text="5 let")

    asked = page(client, version).context["chosen"]
    named = page(client, version, od="2", do="1").context["chosen"]

    assert [choice.version.number for choice in asked] == [1, 3]
    assert [choice.version.number for choice in named] == [2, 1]


def test_words_are_marked_for_eyes_and_for_screen_readers(client, reader, version, revision):
    AgreementVersion.objects.filter(pk=revision.pk).update(validity_text="5 let")

    response = page(client, version)

    assert "<del>" in response.content.decode()
    assert "[vypuštěno: 4 roky] [přidáno: 5 let]" in text_of(response).replace("][", "] [")
    assert response.context["totals"] == {"změněno": 1}


def test_equal_versions_say_so(client, reader, version, revision):
    assert "Verze se neliší" in text_of(page(client, version))
    assert "Verze se neliší" in text_of(page(client, version, od="1", do="1"))


def test_single_version_has_nothing_to_be_compared_with(client, reader, version):
    for name in ("compare", "changes"):
        assert "zatím jen jednu verzi" in text_of(page(client, version, name))


def test_approval_of_the_older_version_was_not_taken_out_of_a_draft(client, reader, version, revision):
    ApprovalFactory(version=version, decided_on=date(2022, 4, 19), resolution_number="1/22")
    Agreement.objects.update(in_force=(date(2022, 4, 19), date(2026, 4, 19)))

    assert "Verze se neliší" in text_of(page(client, version))


def test_approvals_of_both_are_compared_and_not_counted(client, reader, version, revision):
    for one, number in ((version, "1/22"), (revision, "2/24")):
        ApprovalFactory(version=one, resolution_number=number, decided_on=date(2022, 4, 19))

    response = page(client, version)

    assert "Obsah popisu se neliší, rozdíly jsou jen ve schválení" in text_of(response)
    assert response.context["totals"] == {}


def test_only_changes_are_shown_until_everything_is_asked_for(client, reader, version, revision):
    add_steps(revision, 1)

    assert (
        "Jednání partnerství"
        not in text_of(page(client, version)).split("Souhrn změn")[1].split("Činnost 0")[0]
    )
    assert "beze změny" in text_of(page(client, version, vse="on"))


@pytest.mark.parametrize("query", [{"od": "9"}, {"do": "x"}, {"od": "p1"}, {"od": "-1"}, {"do": "1\x00"}])
def test_version_that_is_none_of_the_agreement_is_not_found(client, reader, version, revision, query):
    assert page(client, version, **query).status_code == 404
    assert page(client, version, "changes", **query).status_code == 404


def test_numbers_name_versions_of_this_agreement_only(client, reader, version, revision):
    """Another agreement's third version is nobody's here, though the reader sees it."""
    other = VersionFactory(
        agreement__unit=version.agreement.unit, agreement__kind="INCLUSIVE_EDUCATION", number=3
    )

    assert page(client, version, do="3").status_code == 404
    assert page(client, other).status_code == 200


def test_agreement_is_compared_with_the_one_before_it_by_texts(client, reader, version):
    put_in_force(version)
    agreement = AgreementFactory(
        unit=version.agreement.unit, kind=version.agreement.kind, predecessor=version.agreement
    )
    successor = VersionFactory(agreement=agreement, template=version.template)
    activity = ActivityFactory(version=successor, name="činnost 0")
    StepFactory(version=successor, activity=activity)

    response = page(client, successor)

    assert response.context["chosen"][0].version == version
    assert "možná shoda" in text_of(response)
    assert "předchozí popis, verze 1" in text_of(response)


def test_predecessor_of_another_unit_stays_hidden(client, version):
    """A merged municipality goes on with an agreement of a unit that its people don't see."""
    agreement = AgreementFactory(unit=UnitFactory(), predecessor=version.agreement)
    successor = VersionFactory(agreement=agreement)
    client.force_login(member(agreement.unit))

    assert "zatím jen jednu verzi" in text_of(page(client, successor))
    assert page(client, successor, od="p1").status_code == 404


def test_stranger_finds_no_page(client, version, revision):
    client.force_login(member(UnitFactory()))

    assert page(client, version).status_code == 404
    assert page(client, version, "changes").status_code == 404


@pytest.mark.parametrize("steps", [1, 3])
def test_pages_cost_the_same_for_any_number_of_rows(client, version, steps, django_assert_num_queries):
    add_steps(version, steps)
    for one in version.role_assignments.all():
        one.delete()
    revision = clone_version(version, number=2)
    put_in_force(version)
    for number, role in zip(range(steps), ("MANAGER", "REPRESENTATIVE", "CONSULTANT"), strict=False):
        RoleAssignmentFactory(version=revision, role=role, person=PersonFactory(), position=number)
    revision.schedule_terms.update(raw_text="Nejméně 6x ročně")
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))

    # session, user, versions, both trees (2), persons, the header's units
    with django_assert_num_queries(7):
        response = page(client, version)
    # and the reason of the revision
    with django_assert_num_queries(8):
        page(client, version, "changes")

    assert response.status_code == 200


def test_hostile_text_stays_a_text(client, reader, version, revision):
    revision.activities.update(name=HOSTILE)
    step = revision.activity_steps.first()
    TermFactory(version=revision, step=step, raw_text=HOSTILE, kind=TermKind.NONE, count=None)
    AgreementVersion.objects.filter(pk=revision.pk).update(validity_text=HOSTILE)

    for name in ("compare", "changes"):
        html = page(client, version, name).content.decode()
        assert "<img" not in html
        assert "&lt;img" in html


# --- „Přehled změn“ ---------------------------------------------------------------------------------------------


def test_summary_says_why_and_what(client, reader, version, revision):
    AgreementVersion.objects.filter(pk=revision.pk).update(validity_text="5 let")
    VersionStepLog.objects.create(
        version=revision, step="revised", by=reader, reason="Prodloužení spolupráce."
    )

    text = text_of(page(client, version, "changes"))

    assert "Důvod revize Prodloužení spolupráce." in text.replace("revizeProdl", "revize Prodl")
    assert "Doba platnosti se mění: dosud „4 roky“, nově „5 let“." in text
    assert "Návrh usnesení" in text


def test_summary_of_equal_versions_says_that_nothing_changes(client, reader, version, revision):
    assert "Obsah popisu spolupráce se nemění." in text_of(page(client, version, "changes"))


@pytest.mark.parametrize(("slug", "format"), [("pdf", PrintFormat.PDF), ("word", PrintFormat.DOCX)])
def test_file_of_the_summary_is_asked_for_with_both_versions(client, reader, version, revision, slug, format):
    url = reverse("agreements:changes_create", args=[version.agreement_id, slug])

    response = client.post(url, {"od": "1", "do": "2"})

    job = PrintJob.objects.get()
    assert (job.kind, job.format, job.base, job.version) == (PrintKind.CHANGES, format, version, revision)
    assert response.url == reverse("agreements:print_job", args=[job.key])


def test_file_of_unknown_versions_or_format_is_not_found(client, reader, version, revision):
    def ask(slug, **named):
        return client.post(reverse("agreements:changes_create", args=[version.agreement_id, slug]), named)

    assert ask("pdf", od="1", do="9").status_code == 404
    assert ask("xls", od="1", do="2").status_code == 404
    assert not PrintJob.objects.exists()
