"""Threads: who may raise, read and settle them, who is told, and how they follow their row."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from agreements import access, actions, comments
from agreements.comments import Place
from agreements.models import Agreement, AgreementVersion, Comment, CommentThread
from agreements.versioning.clone import clone_version
from agreements.vocabulary import Audience, Section
from partnerships.models import Notice, Notification, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole
from tests.factories import (
    ActivityFactory,
    CommentFactory,
    CommentThreadFactory,
    FocusAreaFactory,
    FocusGoalFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
)
from tests.world import people_of

pytestmark = pytest.mark.django_db
AGENCY = {"consultant", "regional_head", "director", "analyst"}
COMMENTERS = {"manager", "deputy", "representative", "consultant", "regional_head", "director"}
READERS = COMMENTERS | {"reader", "analyst"}


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def people(version):
    return people_of(version.agreement.unit, UnitFactory())


def raised(version, by, place=None, **fields):
    fields = {"audience": Audience.SHARED, "text": "Doplňte počet let.", **fields}
    place = place or Place(Section.VALIDITY)
    return actions.raise_thread(version, place=place, by=by, **fields)


# --- Who --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", Audience.values)
def test_who_reads_and_who_writes(version, people, audience):
    thread = CommentThreadFactory(raised_in=version, audience=audience)
    CommentFactory(thread=thread)
    expected = READERS if audience == Audience.SHARED else READERS & AGENCY

    for who, user in people.items():
        assert CommentThread.objects.visible_to(user).filter(pk=thread.pk).exists() is (who in expected), who
        assert Comment.objects.visible_to(user).exists() is (who in expected), who
        assert Agreement.objects.with_open_threads(user).get().open_threads == (who in expected), who
        assert access.can_comment(user, version.agreement) is (who in COMMENTERS | {"inactive"}), who
        assert access.can_comment_internally(user, version.agreement) is (who in COMMENTERS & AGENCY), who


def test_who_sees_a_unit_is_the_same_asked_from_either_side(version, people):
    unit = version.agreement.unit
    seeing = set(User.objects.seeing(unit))

    for who, user in people.items():
        assert (user in seeing) is TerritorialUnit.objects.visible_to(user).filter(pk=unit.pk).exists(), who
    assert {who for who, user in people.items() if user in seeing} == READERS


def test_outsiders_write_nothing_inside_the_agency(version, people):
    with pytest.raises(actions.Refused, match="píší lidé z ASZ"):
        raised(version, people["manager"], audience=Audience.INTERNAL)

    assert not CommentThread.objects.exists()


def test_internal_thread_never_turns_shared(version):
    thread = CommentThreadFactory(raised_in=version, audience=Audience.INTERNAL)

    for column, value in {"audience": Audience.SHARED, "key": uuid4(), "section": "PLAN"}.items():
        with pytest.raises(DatabaseError), transaction.atomic():
            CommentThread.objects.filter(pk=thread.pk).update(**{column: value})


def test_what_was_said_stays_said(version):
    comment = CommentFactory(thread=CommentThreadFactory(raised_in=version))

    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(text="Nic takového.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.create(thread=comment.thread, by=comment.by, text="")


# --- Where ------------------------------------------------------------------------------------------------


def test_sections_fields_and_rows_can_be_commented_on(version):
    term = TermFactory(version=version)
    area = FocusGoalFactory(version=version).focus_area
    anchors = comments.anchors_of(AgreementVersion.objects.with_tree().get(pk=version.pk))

    assert {Place(section) for section in version.template.sections} <= set(anchors)
    assert anchors[Place(Section.VALIDITY, field="stated_years")].text == "Počet let"
    assert anchors[Place(Section.TIMELINE, term.key)].shown_at == term.step.key
    assert anchors[Place(Section.TIMELINE, term.step.key)].text == "Krok činnosti „Jednání partnerství“"
    assert anchors[Place(Section.FOCUS, area.key)].shown_at == area.key


@pytest.mark.parametrize(
    "place",
    [
        Place(Section.TIMELINE, uuid4()),
        Place(Section.VALIDITY, field="state"),
        Place(Section.VALIDITY, field="unit_text"),
        Place("NIC"),
    ],
)
def test_comment_on_nothing_is_refused(version, people, place):
    with pytest.raises(actions.UnknownRow):
        raised(version, people["manager"], place)


def test_comment_on_a_row_of_another_agreement_is_refused(version, people):
    foreign = StepFactory(version=VersionFactory())

    for section in (Section.TIMELINE, Section.FOCUS):
        with pytest.raises(actions.UnknownRow):
            raised(version, people["manager"], Place(section, foreign.key))


def test_thread_follows_its_row_to_the_next_version(version, people):
    step = StepFactory(version=version)
    thread = raised(version, people["consultant"], Place(Section.TIMELINE, step.key))
    second = clone_version(version, number=2)
    (moved,) = second.activity_steps.all()
    moved.specification = "Jinak"
    moved.save()

    loaded = AgreementVersion.objects.with_tree().get(pk=second.pk)
    counted = comments.open_by_place(people["manager"]).filter(agreement=version.agreement)
    discussion = comments.discussion_of(loaded, counted, can_comment=True)
    where = comments.whereabouts(version.agreement, [step.key])

    assert discussion.open_at(Section.TIMELINE, moved.key) == 1
    assert discussion.open_at(Section.TIMELINE) == 1
    assert where[step.key] == comments.Whereabouts(second.pk, 2, f"krok-{step.key}", is_newest=True)
    assert thread.raised_in == version


def test_thread_of_a_deleted_row_keeps_what_it_was_about(version, people):
    step = StepFactory(version=version)
    thread = raised(version, people["consultant"], Place(Section.TIMELINE, step.key))
    second = clone_version(version, number=2)
    second.activity_steps.all().delete()

    where = comments.whereabouts(version.agreement, [step.key])

    assert (where[step.key].number, where[step.key].is_newest) == (1, False)
    assert where[None].version_id == second.pk
    assert thread.anchor_text == "Krok činnosti „Jednání partnerství“"


def test_comment_inside_a_row_is_counted_at_the_row(version, people):
    term = TermFactory(version=version)
    raised(version, people["manager"], Place(Section.TIMELINE, term.key))
    raised(version, people["manager"], Place(Section.TIMELINE, term.step.activity.key))
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    counted = comments.open_by_place(people["manager"]).filter(agreement=version.agreement)

    discussion = comments.discussion_of(loaded, counted, can_comment=True)

    assert discussion.open_at(Section.TIMELINE, term.step.key) == 1
    assert discussion.open_at(Section.TIMELINE, term.step.activity.key) == 1
    assert discussion.open_at(Section.TIMELINE) == discussion.total == 2


# --- Settling ---------------------------------------------------------------------------------------------


def test_anyone_who_comments_resolves_and_reopens(version, people):
    thread = raised(version, people["consultant"])

    actions.resolve(thread, by=people["manager"])
    thread.refresh_from_db()
    assert thread.resolved_by == people["manager"]
    with pytest.raises(actions.Refused, match=r"už za vyřešenou označil/a Mgr\. Jana Manažerová"):
        actions.resolve(thread, by=people["consultant"])

    actions.reopen(thread, by=people["representative"])
    thread.refresh_from_db()
    assert thread.resolved_at is None
    with pytest.raises(actions.Refused, match="už je znovu otevřená"):
        actions.reopen(thread, by=people["manager"])


def test_reply_to_a_resolved_thread_is_not_lost(version, people):
    thread = raised(version, people["consultant"])
    actions.resolve(thread, by=people["manager"])

    actions.reply(thread, text="Ještě něco.", by=people["consultant"])

    thread.refresh_from_db()
    assert thread.resolved_at is not None
    assert thread.comments.count() == 2


def test_second_click_says_nothing_twice(version, people):
    first = raised(version, people["manager"])
    again = raised(version, people["manager"])
    actions.reply(first, text="Ano.", by=people["consultant"])
    actions.reply(first, text="Ano.", by=people["consultant"])

    assert again.pk == first.pk
    assert list(first.comments.values_list("text", flat=True)) == ["Doplňte počet let.", "Ano."]
    assert Notice.objects.count() == 1


# --- Who is told ------------------------------------------------------------------------------------------


def told() -> list[str]:
    assert sorted(Notification.objects.values_list("recipient", flat=True)) == sorted(
        Notice.objects.values_list("user__email", flat=True)
    )
    names = list(Notice.objects.order_by("user__name").values_list("user__name", flat=True))
    Notice.objects.all().delete()
    Notification.objects.all().delete()
    return names


def test_mentioned_and_taking_part_are_told_once_and_never_the_author(version, people):
    consultant, manager, deputy = people["consultant"], people["manager"], people["deputy"]
    thread = raised(version, consultant, mentioned=[manager, consultant])
    assert told() == ["Mgr. Jana Manažerová"]

    actions.reply(thread, text="Doplním.", by=manager)
    assert told() == ["Mgr. Ivo Konzultant"]

    actions.reply(thread, text="A kdy?", mentioned=[manager, deputy], by=consultant)
    assert told() == ["Mgr. Jana Manažerová", "Petr Zástupný"]

    actions.reply(thread, text="Zítra.", by=deputy)
    assert told() == ["Mgr. Ivo Konzultant", "Mgr. Jana Manažerová"]


def test_mail_says_what_and_where(version, people, settings):
    settings.SITE_URL = "https://popis.example"
    step = StepFactory(version=version)
    place = Place(Section.TIMELINE, step.key)
    text = "Kdo <b>svolá</b> první jednání? {{ 1 }}"

    thread = raised(version, people["consultant"], place, text=text, mentioned=[people["manager"]])

    mail, notice = Notification.objects.get(), Notice.objects.get()
    assert text in mail.body
    assert "Oddíl: Harmonogram" in mail.body
    assert "Krok činnosti „Jednání partnerství“" in mail.body
    assert f"https://popis.example/pripominky/{thread.pk}/" in mail.body
    assert mail.subject == f"Popis spolupráce: zmínka v připomínce, {version.agreement.unit.name}"
    assert notice.url == f"/pripominky/{thread.pk}/"
    assert notice.text.startswith("Mgr. Ivo Konzultant vás zmiňuje v připomínce")


@pytest.mark.parametrize("who", ["other_manager", "other_consultant", "site_admin", "inactive"])
def test_only_who_sees_the_agreement_is_mentioned(version, people, who):
    with pytest.raises(actions.Refused, match="neuvidí"):
        raised(version, people["manager"], mentioned=[people[who]])

    assert not Comment.objects.exists()
    assert not Notification.objects.exists()


def test_nobody_of_the_unit_is_mentioned_inside_the_agency(version, people):
    with pytest.raises(actions.Refused, match="neuvidí"):
        raised(version, people["consultant"], audience=Audience.INTERNAL, mentioned=[people["manager"]])

    raised(version, people["consultant"], audience=Audience.INTERNAL, mentioned=[people["regional_head"]])
    assert told() == ["Bc. Lenka Vedoucí"]


def test_who_lost_the_access_is_not_told(version, people):
    thread = raised(version, people["manager"], mentioned=[people["deputy"]])
    told()
    now = timezone.now()
    people["deputy"].memberships.update(ended_at=now, ended_by=people["director"])

    actions.reply(thread, text="Už ne.", by=people["consultant"])

    assert told() == ["Mgr. Jana Manažerová"]


# --- History ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_history_says_who_did_what_when(version, people):
    thread = raised(version, people["manager"])
    actions.reply(thread, text="Doplním.", by=people["deputy"])
    actions.resolve(thread, by=people["manager"])
    actions.reopen(thread, by=people["consultant"])
    hidden = raised(version, people["consultant"], audience=Audience.INTERNAL, text="Mezi námi.")

    said = comments.said_in(version.agreement, people["manager"])

    assert [(one.who.name, one.sentence, one.text) for one in said] == [
        ("Mgr. Jana Manažerová", "vznesl/a připomínku: Doba platnosti", "Doplňte počet let."),
        ("Petr Zástupný", "odpověděl/a na připomínku: Doba platnosti", "Doplním."),
        ("Mgr. Jana Manažerová", "označil/a za vyřešenou připomínku: Doba platnosti", ""),
        ("Mgr. Ivo Konzultant", "znovu otevřel/a připomínku: Doba platnosti", ""),
    ]
    inside = comments.said_in(version.agreement, people["director"])
    assert [one.thread_id for one in inside if "(jen ASZ)" in one.sentence] == [hidden.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_history_costs_the_same_for_any_number(version, people, rows, django_assert_num_queries):
    for number in range(rows):
        thread = raised(version, people["manager"], text=f"Připomínka {number}")
        actions.resolve(thread, by=people["deputy"])

    # threads, comments, their history, who settled them
    with django_assert_num_queries(4):
        said = comments.said_in(version.agreement, people["director"])

    assert len(said) == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_whereabouts_and_mentions_cost_one_query(version, people, rows, django_assert_num_queries):
    steps = [StepFactory(version=version) for _ in range(rows)]
    area = FocusAreaFactory(version=version)
    activity = ActivityFactory(version=version)
    keys = [area.key, activity.key, *(step.key for step in steps)]

    with django_assert_num_queries(1):
        where = comments.whereabouts(version.agreement, keys)
    with django_assert_num_queries(1):
        list(comments.readers_of(version.agreement, Audience.INTERNAL))

    assert set(where) == {None, *keys}


def test_readers_of_an_internal_thread_stand_by_surname(version, people):
    names = [user.name for user in comments.readers_of(version.agreement, Audience.INTERNAL)]

    assert names == ["Tomáš Analytik", "Mgr. Ivo Konzultant", "Martina Ředitelová", "Bc. Lenka Vedoucí"]


def test_consultant_elsewhere_reads_nothing(version):
    elsewhere = member(UnitFactory(), UnitRole.CONSULTANT)
    head = UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=UnitFactory().region)
    CommentThreadFactory(raised_in=version, audience=Audience.INTERNAL)

    for user in (elsewhere, head):
        assert not CommentThread.objects.visible_to(user).exists()
        assert not access.can_comment(user, version.agreement)
