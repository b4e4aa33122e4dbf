"""What changed since the person last checked the agreement, and the mark that it is checked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements import access, actions, review
from agreements.chapters import compare_versions
from agreements.forms.comments import SeenForm
from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion, Comment
from agreements.vocabulary import Section
from agreements.warnings import section_anchor


@require_safe
def changes_since_review(request, pk):
    versions = AgreementVersion.objects.visible_to(request.user).with_tree()
    version = versions.filter(agreement=pk).exclude(state=State.ARCHIVED).order_by("-number").first()
    if version is None:
        raise Http404
    agreement = version.agreement
    if not access.can_review(request.user, agreement):
        raise PermissionDenied
    marked_at = review.mark_of(agreement, request.user)
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "version": version,
        "marked_at": marked_at,
        "now": timezone.now(),
        "sections": [],
    }
    if marked_at:
        context |= _since(request, version, marked_at)
    return render(request, "agreements/changes_since_review.html", context)


def _since(request, version, marked_at) -> dict:
    kept = review.changed_in(version, review.kept_since(version, marked_at))
    comparison = compare_versions(review.as_it_was(version, kept), version)
    said = Comment.objects.visible_to(request.user).filter(thread__agreement=version.agreement_id)
    return {
        "sections": _changed_sections(version, comparison),
        "steps": review.steps_since(version.agreement, marked_at),
        "new_comments": said.filter(at__gt=marked_at).exclude(by=request.user).count(),
    }


def _changed_sections(version, comparison) -> list[dict]:
    """In the order of the form."""
    headings = version.template.headings
    return [
        {"anchor": section_anchor(code), "name": headings.get(code) or code.label, "chapter": chapter}
        for code in map(Section, version.template.sections)
        if (chapter := comparison.chapter(code)).is_changed
    ]


@require_POST
def mark_reviewed(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not access.can_review(request.user, agreement):
        raise PermissionDenied
    form = SeenForm(request.POST)
    if form.is_valid():
        seen_at = form.cleaned_data["seen_at"]
        actions.mark_reviewed(agreement, by=request.user, seen_at=seen_at, now=timezone.now())
        messages.success(request, "Označeno jako zkontrolované. Změny od této chvíle se vám zvýrazní.")
    else:
        messages.error(request, "Formulář nepřišel celý. Načtěte stránku znovu a zkuste to ještě jednou.")
    return redirect("agreements:detail", agreement.pk)
