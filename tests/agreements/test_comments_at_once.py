"""Two people, or one with two clicks, at the same moment."""

import pytest

from agreements import actions
from agreements.comments import Place
from agreements.models import AgreementVersion, CommentThread
from agreements.vocabulary import Audience, Section
from partnerships.models import Notice
from tests.factories import CommentFactory, VersionFactory, member
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version():
    return VersionFactory()


def test_thread_is_resolved_once(version):
    thread = CommentFactory(thread__raised_in=version).thread
    people = [member(version.agreement.unit) for _ in range(4)]

    results = at_once(*(lambda user=user: actions.resolve(thread, by=user) for user in people))

    assert results == ["Refused"] * 3 + ["done"]
    assert thread.history.filter(pgh_label="update").count() == 1


def test_thread_is_reopened_once(version):
    thread = CommentFactory(thread__raised_in=version).thread
    user = member(version.agreement.unit)
    actions.resolve(thread, by=user)

    results = at_once(*(lambda: actions.reopen(thread, by=user) for _ in range(4)))

    assert results == ["Refused"] * 3 + ["done"]


def test_two_clicks_make_one_thread_and_one_reply(version):
    user, told = member(version.agreement.unit), member(version.agreement.unit)
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    said = {"text": "Proč?", "mentioned": [told], "by": user}
    place = {"place": Place(Section.PLAN), "audience": Audience.SHARED}

    at_once(*(lambda: actions.raise_thread(loaded, **place, **said) for _ in range(4)))
    thread = CommentThread.objects.get()
    at_once(*(lambda: actions.reply(thread, text="Proto.", by=user) for _ in range(4)))

    assert list(thread.comments.values_list("text", flat=True)) == ["Proč?", "Proto."]
    assert Notice.objects.filter(user=told).count() == 2
