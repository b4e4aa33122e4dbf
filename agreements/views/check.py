"""„Kontrola“: everything the document lacks or contradicts itself in, each with the way to its field."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements import access
from agreements.addresses import step_path
from agreements.lifecycle import UNDER_WAY
from agreements.models import AgreementVersion
from agreements.warnings import missing_for
from agreements.warnings.blocking import blocking, expected_later, only_notices


@require_safe
def check(request, pk):
    version = get_object_or_404(AgreementVersion.objects.visible_to(request.user).with_tree(), pk=pk)
    warnings = missing_for(request.user, version, today=timezone.localdate())
    can_submit = "submit_for_review" in access.steps_for(request.user, version)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "groups": _groups(version, warnings),
        "is_complete": not blocking(warnings),
        "submit_path": step_path("submit_for_review", version.pk) if can_submit else "",
    }
    return render(request, "agreements/check.html", context)


def _groups(version, warnings) -> list[dict]:
    """What is in force was agreed as it is, so nothing of it blocks and nothing is still to come."""
    if version.state not in UNDER_WAY:
        return _with_sections([("Upozornění", "Text platného popisu se mění jen revizí.", warnings)])
    return _with_sections(
        [
            ("Brání předložení ASZ", "Dokud to není doplněno, návrh nelze předložit.", blocking(warnings)),
            (
                "Jen upozornění",
                "Předložení nebrání. Zkontrolujte, zda to tak má být.",
                only_notices(warnings),
            ),
            (
                "Doplní se v dalších krocích",
                "Zapíše se to, až krok nastane. Předem to vyplňte jen u dokumentu, který už platí na papíře.",
                expected_later(warnings),
            ),
        ]
    )


def _with_sections(groups) -> list[dict]:
    return [
        {
            "heading": heading,
            "note": note,
            "count": len(warnings),
            "sections": [
                (section.label, list(found))
                for section, found in groupby(warnings, key=lambda one: one.section)
            ],
        }
        for heading, note, warnings in groups
        if warnings
    ]
