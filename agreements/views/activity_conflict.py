"""An activity that somebody else saved first: mine, stored and original side by side, chosen and put together."""

from uuid import UUID

from django.shortcuts import render

from agreements import actions
from agreements.merging import Merged, merge, shape_of
from agreements.models import AgreementVersion
from agreements.queries import revision_of, stored_values, values_before
from agreements.term_faults import faults_of_term
from agreements.views.editing import LOST
from agreements.vocabulary import Section

BESIDE_TEXT = frozenset({"csrfmiddlewaretoken", "revision", "vychozi", "spojit", "obnovit", "radek"})


def conflict_page(request, version: AgreementVersion, place: UUID, typed: dict, stored: dict | None, **page):
    """What `typed` and `stored` differ in; all that was sent goes along in hidden fields."""
    original = values_before(version, Section.TIMELINE, page["original"], place)
    merged = merge(shape_of(Section.TIMELINE, place), typed, stored, original)
    return _page(request, version, merged, is_gone=stored is None, **page)


def _page(
    request,
    version,
    merged: Merged,
    *,
    revision: int,
    original: int,
    is_gone: bool,
    is_undecided=False,
    faults=(),
):
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "choices": merged.choices,
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in BESIDE_TEXT and not name.startswith("volba-")
            for value in values
        ],
        "revision": revision,
        "original": original,
        "is_gone": is_gone,
        "is_undecided": is_undecided,
        "faults": faults,
    }
    return render(request, "agreements/activity_conflict.html", context, status=LOST)


def save_chosen(request, version: AgreementVersion, place: UUID, typed: dict, sent_revision: int):
    """Saves what was chosen and gives None, or the page once more while something is undecided or changed again."""
    number = request.POST.get("vychozi", "")
    original_revision = int(number) if number.isdigit() and len(number) < 10 else 0
    original = values_before(version, Section.TIMELINE, original_revision, place)
    stored = stored_values(version, Section.TIMELINE, place)
    revision = revision_of(version, Section.TIMELINE, place)
    merged = merge(shape_of(Section.TIMELINE, place), typed, stored, original, request.POST.dict())
    faults = _faults_of(merged.values) if merged.is_decided else []
    if sent_revision == revision and merged.is_decided and not faults:
        known = set(actions.keys_in([original, typed]))
        try:
            actions.save_activity(
                version, by=request.user, key=place, revision=revision, known=known, **merged.values
            )
        except actions.StaleSection as refusal:
            stored, revision = refusal.stored, refusal.revision
        else:
            return None
    return _page(
        request,
        version,
        merged,
        revision=revision,
        original=original_revision,
        is_gone=stored is None,
        is_undecided=not faults,
        faults=faults,
    )


def _faults_of(values: dict) -> list[str]:
    """The kind of a term chosen from one and its number from the other may be no rule at all."""
    terms = (term for step in values["steps"] for term in step["terms"])
    return sorted({text for term in terms for text in faults_of_term(term).values()})
