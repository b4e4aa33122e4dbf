"""One page for each section of a draft: typed, saved by itself, put together after a lost save, undone."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, TooManyFieldsSent
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from agreements import access, actions
from agreements.actions.restoring import keys_in
from agreements.forms.editor import Editor
from agreements.forms.registry import Offers, editor_of, offered_to
from agreements.forms.row_changes import (
    RowChange,
    asks_for_impossible_rows,
    row_change,
    with_change,
)
from agreements.forms.sections import RevisionForm
from agreements.merging import merge, shape_of
from agreements.models import AgreementVersion
from agreements.queries import (
    Stored,
    offered_in,
    stored_in,
    values_before,
    with_offers,
    with_revisions,
    with_section,
)
from agreements.views import autosave
from agreements.views.editing import SAVED, edits_draft, require_form
from agreements.views.section_page import conflict_page, frozen_page, section_page
from agreements.vocabulary import SECTION_SLUGS, Section
from partnerships.models import User

SECTIONS = {slug: section for section, slug in SECTION_SLUGS.items()}
BESIDE_CONTENT = {Section.OPINION, Section.APPROVAL}  # adoption has its own page


class Opened(NamedTuple):
    """A section as it was when the request came."""

    version: AgreementVersion
    section: Section
    stored: Stored
    revision: int
    offers: Offers

    def editor(self, data=None) -> Editor:
        return editor_of(
            self.version,
            self.section,
            stored=self.stored.values,
            revision=self.revision,
            offers=self.offers,
            data=data,
        )


def _section_of(slug: str) -> Section:
    if slug not in SECTIONS:
        raise Http404
    return SECTIONS[slug]


def _open(user: User, pk: int, section: Section) -> Opened:
    """The version, the section's rows, its revision and what its fields offer, in one query."""
    offered = offered_to(user, section)
    versions = AgreementVersion.objects.visible_to(user).select_related(
        "agreement__unit", "agreement__memorandum", "template", "project", "opinion", "stated_start"
    )
    found = with_revisions(with_offers(with_section(versions, section), offered))
    version = get_object_or_404(found, pk=pk)
    if not access.can_edit(user, version):
        raise PermissionDenied
    revisions = {row["section"]: row["revision"] for row in version.revisions if row["activity_key"] is None}
    offers = Offers(offered, offered_in(version, offered))
    return Opened(version, section, stored_in(version, section), revisions.get(section, 0), offers)


@require_form
def edit_section(request, pk, slug):
    section = _section_of(slug)
    if section in BESIDE_CONTENT:
        return redirect("agreements:complete_adoption", pk)
    opened = _open(request.user, pk, section)
    if section not in opened.version.template.sections:
        raise Http404
    if request.method != "POST":
        if opened.version.is_editable:
            return section_page(request, opened, opened.editor())
        messages.error(request, str(actions.FrozenVersion()))
        return redirect("agreements:version", pk)
    if asks_for_impossible_rows(request.POST):
        raise TooManyFieldsSent
    if not opened.version.is_editable:
        return _frozen(request, opened)
    change = row_change(request.POST.get("radek", ""))
    if change or "obnovit" in request.POST:
        return _changed_rows(request, opened, change)
    return _submitted(request, opened)


def _changed_rows(request, opened: Opened, change: RowChange | None):
    """The same text with the rows changed, nothing checked and nothing saved."""
    data, focus = with_change(request.POST, change) if change else (request.POST, "")
    editor = opened.editor(data)
    if change and change.verb == "pridat":
        data.update(editor.defaults_of(focus))
        editor = opened.editor(data)
    editor.stay_quiet()
    editor.focus(focus)
    return section_page(request, opened, editor)


def _submitted(request, opened: Opened):
    editor, is_autosave = opened.editor(request.POST), autosave.is_autosave(request)
    if not editor.is_valid():
        if is_autosave:
            return autosave.faulty(editor.errors())
        return section_page(request, opened, editor)
    if "spojit" in request.POST:
        return _merged(request, opened, editor)
    revision = editor.form.cleaned_data["revision"]
    keys = editor.give_keys()
    try:
        actions.save_section(
            opened.version,
            section=opened.section,
            by=request.user,
            revision=revision,
            known=[*keys.values()],
            seen=editor.seen() if editor.rows else None,
            **editor.values(),
        )
    except actions.FrozenVersion:
        return _frozen(request, opened)
    except (actions.UnknownRow, actions.IncompleteForm) as refusal:
        return _refused(request, opened, editor, refusal, is_autosave=is_autosave)
    except actions.StaleSection as refusal:
        return _lost(request, opened, refusal, revision=revision, is_autosave=is_autosave)
    if is_autosave:
        return autosave.saved(revision + 1, keys=keys)
    return _saved(request, opened, since=editor.form.cleaned_data.get("opened"), revision=revision)


def _saved(request, opened: Opened, *, since: int | None, revision: int):
    """„Uloženo. [Vrátit]“ goes back to what the page was opened with."""
    place = [opened.version.pk, SECTION_SLUGS[opened.section]]
    since = revision if since is None or since > revision else since
    undo = reverse("agreements:restore_section", args=[*place, since, revision + 1])
    messages.success(request, SAVED, extra_tags=undo)
    if (following := request.POST.get("dal")) in SECTIONS:
        return redirect("agreements:edit_section", opened.version.pk, following)
    return redirect(f"{reverse('agreements:version', args=place[:1])}#oddil-{opened.section.lower()}")


def _refused(request, opened: Opened, editor: Editor, refusal, *, is_autosave: bool):
    if is_autosave:
        return autosave.faulty({"": [str(refusal)]})
    editor.form.add_error(None, str(refusal))
    return section_page(request, opened, editor)


def _frozen(request, opened: Opened):
    if autosave.is_autosave(request):
        return autosave.lost()
    return frozen_page(request, opened, opened.editor(request.POST))


# --- A lost save --------------------------------------------------------------------------------------------


def _lost(request, opened: Opened, refusal, *, revision: int, is_autosave: bool):
    """Saved after all when both say the same: a button clicked twice loses against itself.

    A made-up revision of what was never saved is no repeated save.
    """
    editor = opened.editor(request.POST)
    editor.is_valid()
    original = values_before(opened.version, opened.section, revision)
    merged = merge(shape_of(opened.section), _mine(opened, editor, refusal.stored), refusal.stored, original)
    is_repeated = refusal.revision and not merged.choices
    if is_repeated and not _brings_rows(merged.values, refusal.stored):
        if is_autosave:
            return autosave.saved(refusal.revision, keys=editor.keys_from(refusal.stored))
        return _saved(request, opened, since=revision, revision=refusal.revision - 1)
    if is_autosave:
        return autosave.lost()
    return conflict_page(request, opened, editor, merged, revision=refusal.revision, original=revision)


def _mine(opened: Opened, editor: Editor, stored: dict) -> dict:
    """A role is told by its name, so one that both filled in is one row."""
    mine = editor.values()
    if opened.section == Section.ROLES:
        keys = {row["role"]: row["key"] for row in stored["roles"]}
        mine["roles"] = [{**row, "key": keys.get(row["role"]) or row.get("key")} for row in mine["roles"]]
    return mine


def _brings_rows(values: dict, stored: dict) -> bool:
    """Rows that only I have are no choice, yet they are not saved."""
    return any(
        isinstance(rows, list) and sum(1 for _ in _all(rows)) != sum(1 for _ in _all(stored[name]))
        for name, rows in values.items()
    )


def _all(rows: list[dict]):
    for row in rows:
        yield row
        for value in row.values():
            if isinstance(value, list):
                yield from _all([one for one in value if isinstance(one, dict)])


def _merged(request, opened: Opened, editor: Editor):
    """The choices of the conflict page, made over what is stored now."""
    revision = editor.form.cleaned_data["revision"]
    original_revision = request.POST.get("vychozi", "")
    number = int(original_revision) if original_revision.isdigit() and len(original_revision) < 10 else 0
    original = values_before(opened.version, opened.section, number)
    stored, answers = opened.stored.values, request.POST.dict()
    merged = merge(shape_of(opened.section), _mine(opened, editor, stored), stored, original, answers)
    if revision != opened.revision or not merged.is_decided:
        return conflict_page(
            request, opened, editor, merged, revision=opened.revision, original=number, is_undecided=True
        )
    known = set(keys_in(original)) if original else set()
    place = {"section": opened.section, "by": request.user, "revision": revision, "known": known}
    try:
        actions.save_section(opened.version, **place, **merged.values)
    except actions.FrozenVersion:
        return _frozen(request, opened)
    except actions.UnknownRow as refusal:
        return _refused(request, opened, editor, refusal, is_autosave=False)
    except actions.StaleSection as refusal:
        return _lost(request, opened, refusal, revision=revision, is_autosave=False)
    return _saved(request, opened, since=revision, revision=revision)


# --- Undo, and what was taken from the document before ------------------------------------------------------


@require_POST
@edits_draft
def restore_section(request, version, slug, to, revision):
    section = _section_of(slug)
    try:
        actions.restore(version, section, to_revision=to, by=request.user, revision=revision)
    except actions.StaleSection:
        messages.warning(
            request, "Vrátit to už nejde, oddíl mezitím někdo změnil. Podívejte se, jak teď vypadá."
        )
    except actions.FrozenVersion:
        raise
    except actions.Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = reverse("agreements:restore_section", args=[version.pk, slug, revision, revision + 1])
        messages.success(request, "Vráceno, jak to bylo předtím.", extra_tags=undo)
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-{section.lower()}")


@require_POST
@edits_draft
def confirm_section(request, version, slug):
    section = _section_of(slug)
    return _confirmed(request, version, section, None, f"oddil-{section.lower()}")


@require_POST
@edits_draft
def confirm_activity(request, version, key):
    get_object_or_404(version.activities, key=key)
    return _confirmed(request, version, Section.TIMELINE, key, f"cinnost-{key}")


def _confirmed(request, version, section, activity_key, anchor):
    form = RevisionForm(request.POST)
    if form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            actions.confirm_inherited(version, section, activity_key, by=request.user, revision=revision)
        except actions.StaleSection:
            messages.warning(request, "Text mezitím někdo změnil. Přečtěte si ho a potvrďte znovu.")
        else:
            messages.success(request, "Potvrzeno beze změny.")
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#{anchor}")
