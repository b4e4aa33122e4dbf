"""From the comparison: a section or an activity of the draft back to the wording of another version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from agreements.actions import FrozenVersion, Refused, StaleSection
from agreements.actions.returning import return_to
from agreements.chapters import OF_THE_VERSION_ITSELF
from agreements.models import AgreementVersion
from agreements.queries import has_had_activity
from agreements.views.editing import edits_draft
from agreements.views.section_edit import SECTIONS
from agreements.vocabulary import Section
from agreements.warnings import section_anchor

STALE = "Tuto část mezitím uložil někdo jiný, nic se nevrátilo. Podívejte se na nové porovnání."


@require_POST
@edits_draft
def return_section(request, version, slug, number, revision):
    section = SECTIONS.get(slug)
    if section is None or section in OF_THE_VERSION_ITSELF:
        raise Http404
    undo = reverse("agreements:restore_section", args=[version.pk, slug, revision, revision + 1])
    return _returned(request, version, section, None, number=number, revision=revision, undo=undo)


@require_POST
@edits_draft
def return_activity(request, version, key, number, revision):
    ever = version.agreement.versions.filter(activities__key=key)
    if not (has_had_activity(version, key) or ever.exists()):
        raise Http404
    undo = reverse("agreements:restore_activity", args=[version.pk, key, revision, revision + 1])
    return _returned(request, version, Section.TIMELINE, key, number=number, revision=revision, undo=undo)


def _returned(request, version, section, key, *, number, revision, undo):
    versions = AgreementVersion.objects.visible_to(request.user).filter(agreement=version.agreement_id)
    source = get_object_or_404(versions, number=number)
    try:
        return_to(version, section, key, source=source, by=request.user, revision=revision)
    except FrozenVersion:
        raise
    except StaleSection:
        messages.error(request, STALE)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Vráceno do znění verze {number}.", extra_tags=undo)
    page = reverse("agreements:compare", args=[version.agreement_id])
    return redirect(f"{page}?od={number}&do={version.number}#{section_anchor(section)}")
