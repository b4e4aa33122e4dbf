"""Comments: raised, answered, resolved, opened again. Whoever is mentioned or takes part is told, never the author."""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import timedelta

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from agreements.actions.editing import Refused, UnknownRow
from agreements.comments import Place, anchors_of, readers_of
from agreements.models import Agreement, AgreementVersion, Comment, CommentThread
from agreements.vocabulary import Audience
from partnerships.models import User
from partnerships.notices import tell

# The same words of the same person at the same place: a second click, not a second thought.
SENT_TWICE_WITHIN = timedelta(minutes=1)


@contextmanager
def _commenting(by: User):
    with transaction.atomic(), pghistory.context(user=by.pk, action="comment"):
        yield


def raise_thread(
    version: AgreementVersion,
    *,
    place: Place,
    audience: Audience,
    text: str,
    mentioned: Iterable[User] = (),
    by: User,
) -> CommentThread:
    """A new thread at a place of a version loaded by `with_tree`."""
    with _commenting(by):
        # without touching its key, so that a save of a section need not wait
        agreement = Agreement.objects.select_for_update(of=("self",), no_key=True).get(
            pk=version.agreement_id
        )
        anchor = anchors_of(version).get(place)
        if anchor is None:
            raise UnknownRow
        if audience == Audience.INTERNAL and not by.agency_role:
            raise Refused("Připomínky jen pro ASZ píší lidé z ASZ.")
        hung = {
            "agreement": agreement,
            "section": place.section,
            "key": place.key,
            "field": place.field,
            "audience": audience,
        }
        if twice := _sent_twice(CommentThread.objects.filter(**hung), by, text):
            return twice.thread
        thread = CommentThread.objects.create(
            **hung, raised_in=version, anchor_text=anchor.text, created_by=by
        )
        _say(thread, text, mentioned, by)
    return thread


def reply(thread: CommentThread, *, text: str, mentioned: Iterable[User] = (), by: User) -> Comment:
    """Said also in a resolved thread, which stays resolved: what somebody was typing meanwhile is not lost."""
    with _commenting(by):
        locked = _locked(thread)
        twice = _sent_twice(CommentThread.objects.filter(pk=locked.pk), by, text)
        return twice or _say(locked, text, mentioned, by)


def resolve(thread: CommentThread, *, by: User) -> None:
    with _commenting(by):
        locked = _locked(thread)
        if locked.resolved_at:
            raise Refused(f"Připomínku už za vyřešenou označil/a {locked.resolved_by}.")
        _settle(locked, resolved_by=by, resolved_at=timezone.now())


def reopen(thread: CommentThread, *, by: User) -> None:
    with _commenting(by):
        locked = _locked(thread)
        if not locked.resolved_at:
            raise Refused("Připomínka už je znovu otevřená.")
        _settle(locked, resolved_by=None, resolved_at=None)


def _locked(thread: CommentThread) -> CommentThread:
    rows = CommentThread.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__unit", "resolved_by").get(pk=thread.pk)


def _settle(thread: CommentThread, **columns) -> None:
    for name, value in columns.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(columns))


def _sent_twice(threads, by: User, text: str) -> Comment | None:
    since = timezone.now() - SENT_TWICE_WITHIN
    same = Comment.objects.filter(thread__in=threads, by=by, text=text, at__gte=since)
    return same.select_related("thread").first()


def _say(thread: CommentThread, text: str, mentioned: Iterable[User], by: User) -> Comment:
    chosen = {user.pk for user in mentioned}
    told = list(_readers_to_tell(thread, chosen))
    if chosen - {person.pk for person in told}:
        raise Refused("Některý ze zmíněných lidí tuto připomínku neuvidí. Vyberte ze seznamu.")
    comment = Comment.objects.create(thread=thread, by=by, text=text)
    if chosen:
        comment.mentioned.add(*chosen)
    for person in told:
        if person.pk != by.pk:
            _tell(person, comment, is_mentioned=person.pk in chosen)
    return comment


def _readers_to_tell(thread: CommentThread, chosen: set[int]):
    """Those who have said something there or were mentioned, and those mentioned now."""
    said = Comment.objects.filter(thread=thread)
    takes_part = Exists(said.filter(Q(by=OuterRef("pk")) | Q(mentioned=OuterRef("pk"))))
    return readers_of(thread.agreement, Audience(thread.audience)).filter(Q(pk__in=chosen) | takes_part)


def _tell(person: User, comment: Comment, *, is_mentioned: bool) -> None:
    thread = comment.thread
    path = reverse("agreements:thread", args=[thread.pk])
    verb = "vás zmiňuje v připomínce" if is_mentioned else "odpověděl/a v připomínce"
    sentence = f"{comment.by} {verb}: {thread.agreement.unit.name}, {thread}"
    context = {"comment": comment, "thread": thread, "is_mentioned": is_mentioned}
    tell(person, text=sentence, path=path, template="agreements/mail/comment.txt", **context)
