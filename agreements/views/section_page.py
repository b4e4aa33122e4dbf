"""What the pages of a section show: the form, the way through the other sections, help, a lost save."""

from typing import NamedTuple

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from agreements.forms.registry import PAGES
from agreements.glossary import field_help, help_for, notes_of
from agreements.merging import Merged
from agreements.queries import load_tree
from agreements.validity import validity_of
from agreements.views.editing import LOST
from agreements.vocabulary import SECTION_SLUGS, Section
from agreements.warnings import missing_for


class Stop(NamedTuple):
    """One section in the menu beside the form."""

    label: str
    slug: str
    url: str
    is_here: bool
    missing: int
    is_inherited: bool


def section_page(request, opened, editor):
    version, section = opened.version, opened.section
    load_tree(version)
    editor.explain(field_help(version, section), notes_of(version))
    warnings = missing_for(request.user, version, today=timezone.localdate())
    stops = _stops(version, section, warnings)
    here = next(number for number, stop in enumerate(stops) if stop.is_here)
    page = PAGES[section]
    context = {
        **_common(version, section),
        "editor": editor,
        "form": editor.form,
        "page": page,
        "row_sets": [(one, editor.rows[one.name]) for one in page.rows],
        "prompt": version.template.prompts.get(section, ""),
        "help": help_for(version, section),
        "warnings": [one for one in warnings if one.section == section],
        "stops": stops,
        "previous": stops[here - 1] if here else None,
        "next": stops[here + 1] if here + 1 < len(stops) else None,
        "is_inherited": stops[here].is_inherited,
        "revision": opened.revision,
        "validity": validity_of(version) if section == Section.VALIDITY else None,
        "errors": faults_of(editor),
    }
    return render(request, "agreements/section_edit.html", context)


def _common(version, section) -> dict:
    heading = version.template.headings.get(section) or section.label
    return {
        "version": version,
        "unit": version.agreement.unit,
        "section": section,
        "slug": SECTION_SLUGS[section],
        "heading": heading,
    }


def _stops(version, here: Section, warnings) -> list[Stop]:
    inherited = {row.section for row in version.section_revisions.all() if row.is_inherited}
    return [
        Stop(
            label=section.label,
            slug=SECTION_SLUGS[section],
            url=reverse("agreements:edit_section", args=[version.pk, SECTION_SLUGS[section]]),
            is_here=section == here,
            missing=sum(one.section == section for one in warnings),
            is_inherited=section in inherited,
        )
        for section in map(Section, version.template.sections)
    ]


def faults_of(editor) -> list[tuple[str, str, str]]:
    """(id of the field, its label, what is wrong) of each fault, for the list on top of the page."""
    found = []
    for form in [editor.form, *editor.all_forms()]:
        if form.is_bound and not (hasattr(form, "is_deleted") and form.is_deleted()):
            for name, texts in form.errors.items():
                bound = form[name] if name in form.fields else None
                found += [
                    (bound.id_for_label if bound else "", bound.label if bound else "", text)
                    for text in texts
                ]
    return found


def conflict_page(
    request, opened, editor, merged: Merged, *, revision: int, original: int, is_undecided: bool = False
):
    """Everything that was typed goes along in hidden fields; the choices say what of it is taken."""
    beyond = {"csrfmiddlewaretoken", "revision", "vychozi", "spojit", "radek"}
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in beyond and not name.startswith("volba-")
        for value in values
    ]
    context = {
        **_common(opened.version, opened.section),
        "choices": merged.choices,
        "sent": sent,
        "revision": revision,
        "original": original,
        "is_undecided": is_undecided,
    }
    return render(request, "agreements/section_conflict.html", context, status=LOST)


def frozen_page(request, opened, editor):
    """The version went on meanwhile; what was typed can be copied and kept."""
    context = {**_common(opened.version, opened.section), "said": editor.said()}
    return render(request, "agreements/section_frozen.html", context, status=LOST)
