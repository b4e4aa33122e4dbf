"""Comments of an agreement: their list, the threads at one place, one thread. Each also as a panel beside the text."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements import access, actions, comments
from agreements.forms.comments import ReplyForm, ThreadFilter, ThreadForm
from agreements.models import Agreement, AgreementVersion, CommentThread
from agreements.views.editing import require_form
from agreements.vocabulary import Audience, Section

PER_PAGE = 25


@require_safe
def comment_list(request, pk):
    agreements = Agreement.objects.visible_to(request.user).select_related("unit")
    agreement = get_object_or_404(agreements, pk=pk)
    threads = CommentThread.objects.visible_to(request.user).filter(agreement=agreement)
    filtered = ThreadFilter(request.GET, threads, user=request.user)
    page = Paginator(filtered.qs.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    where = comments.whereabouts(agreement, [thread.key for thread in page])
    for thread in page:
        thread.is_gone = bool(thread.key) and not (thread.key in where and where[thread.key].is_newest)
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "filter": filtered,
        "page": page,
        "is_filtered": bool(request.GET),
        "newest": where.get(None),
        "can_comment": access.can_comment(request.user, agreement),
    }
    return render(request, "agreements/comment_list.html", context)


@require_form
def comments_at(request, pk):
    """Threads at a section or a row of a version, and a form for a new one."""
    version = get_object_or_404(AgreementVersion.objects.visible_to(request.user).with_tree(), pk=pk)
    can_comment = access.can_comment(request.user, version.agreement)
    if request.method == "POST" and not can_comment:
        raise PermissionDenied
    section, key = _place_asked(request)
    anchors = comments.anchors_of(version)
    offered = comments.offered_at(anchors, section, key)
    keys = {key, *(anchor.place.key for anchor in offered)} if key else ()
    threads = list(comments.threads_at(version.agreement, section, keys, request.user))
    if not (offered or threads):
        raise Http404
    form = _thread_form(request, version, offered) if can_comment and offered else None
    if form and form.is_valid():
        try:
            actions.raise_thread(version, by=request.user, **form.values())
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Připomínka je uložená.")
            return redirect(request.get_full_path())
    here = anchors.get(comments.Place(section, key)) if section else None
    context = {
        "version": version,
        "agreement": version.agreement,
        "unit": version.agreement.unit,
        "section": section,
        "key": key,
        "threads": threads,
        "form": form,
        "anchor": here,
        "here": here.text if here else threads[0].anchor_text if key else "",
        "is_gone": bool(key) and not offered,
        "can_comment": can_comment,
        "discussion": _discussion(request, version, can_comment),
    }
    name = "agreements/_comments_at.html" if request.htmx else "agreements/comments_at.html"
    return render(request, name, context)


@require_form
def thread(request, pk):
    thread = _thread_for(request, pk)
    agreement = thread.agreement
    can_comment = access.can_comment(request.user, agreement)
    if request.method == "POST" and not can_comment:
        raise PermissionDenied
    form = ReplyForm(request.POST or None, people=_people(request, agreement, thread.audience))
    if form.is_valid():
        try:
            actions.reply(thread, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Odpověď je uložená.")
            return redirect("agreements:thread", thread.pk)
    prefetch_related_objects([thread], comments.everything_said())
    where = comments.whereabouts(agreement, [thread.key])
    context = {
        "thread": thread,
        "section": Section(thread.section),
        "agreement": agreement,
        "unit": agreement.unit,
        "form": form if can_comment else None,
        "can_comment": can_comment,
        "where": where.get(thread.key) or where.get(None),
        "is_gone": bool(thread.key) and not (thread.key in where and where[thread.key].is_newest),
    }
    name = "agreements/_thread_page.html" if request.htmx else "agreements/thread.html"
    return render(request, name, context)


@require_POST
def thread_resolve(request, pk):
    return _settle(request, pk, actions.resolve, "Připomínka je vyřešená.")


@require_POST
def thread_reopen(request, pk):
    return _settle(request, pk, actions.reopen, "Připomínka je znovu otevřená.")


def _settle(request, pk, action, sentence):
    thread = _thread_for(request, pk)
    if not access.can_comment(request.user, thread.agreement):
        raise PermissionDenied
    try:
        action(thread, by=request.user)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("agreements:thread", thread.pk)


def _thread_for(request, pk):
    return get_object_or_404(comments.with_people(CommentThread.objects.visible_to(request.user)), pk=pk)


def _place_asked(request) -> tuple[Section | None, UUID | None]:
    """Of the address; nonsense is as good as a place that is not there."""
    section, key = request.GET.get("oddil"), request.GET.get("radek")
    try:
        found = (Section(section) if section else None, UUID(key) if key else None)
    except ValueError as error:
        raise Http404 from error
    if found[1] and not found[0]:
        raise Http404
    return found


def _thread_form(request, version, offered):
    agreement, user = version.agreement, request.user
    is_internal_allowed = access.can_comment_internally(user, agreement)
    field = request.GET.get("pole", "")
    wanted = [anchor.place.code for anchor in offered if field and anchor.place.field == field]
    return ThreadForm(
        request.POST or None,
        initial={"place": wanted[0] if wanted else offered[0].place.code},
        anchors=offered,
        is_internal_allowed=is_internal_allowed,
        people=_people(request, agreement, Audience.SHARED),
    )


def _discussion(request, version, can_comment):
    counted = comments.open_by_place(request.user).filter(agreement=version.agreement_id)
    return comments.discussion_of(version, counted, can_comment=can_comment)


def _people(request, agreement, audience):
    return comments.readers_of(agreement, Audience(audience)).exclude(pk=request.user.pk)
