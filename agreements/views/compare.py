"""Any two versions of an agreement, word by word."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import access
from agreements.chapters import compare_versions
from agreements.compared import sections, timeline_table, totals
from agreements.forms.compare import CompareForm
from agreements.models import AgreementVersion, SectionRevision
from agreements.pairs import Choice, choices_of, pair
from agreements.returns import Returns
from agreements.versioning.differences import Comparison


@require_safe
def compare(request, pk):
    choices, chosen = chosen_pair(request, pk, request.GET)
    only_changes = "vse" not in request.GET
    agreement = choices[0].version.agreement
    context = {"agreement": agreement, "unit": agreement.unit, "chosen": chosen, "only_changes": only_changes}
    if chosen:
        comparison = comparison_of(request.user, *chosen)
        compared = sections(comparison, only_changes=only_changes)
        timeline_rows = timeline_table(comparison, only_changes=only_changes)
        if _may_return(request.user, comparison):
            offers = Returns(comparison, SectionRevision.objects.visible_to(request.user))
            compared, timeline_rows = offers.of_sections(compared), offers.of_activities(timeline_rows)
        values = {"od": chosen[0].token, "do": chosen[1].token, "vse": not only_changes}
        context |= {
            "is_changed": any(section.counts for section in compared),
            "form": CompareForm(initial=values, choices=[(one.token, one.label) for one in choices]),
            "sections": compared,
            "totals": totals(compared),
            "columns": comparison.new.template.columns,
            "timeline_rows": timeline_rows,
        }
    return render(request, "agreements/compare.html", context)


def chosen_pair(request, pk, named) -> tuple[list[Choice], tuple[Choice, Choice] | None]:
    """The versions there are, and the two `named`; None where there is only one."""
    choices = choices_of(pk, request.user)
    if not choices or choices[0].version.agreement_id != pk:
        raise Http404
    old, new = named.get("od", ""), named.get("do", "")
    chosen = pair(choices, old, new)
    if chosen is None and (old or new):
        raise Http404
    return choices, chosen


def comparison_of(user, old: Choice, new: Choice) -> Comparison:
    versions = AgreementVersion.objects.visible_to(user).with_tree().select_related("termination")
    loaded = {version.pk: version for version in versions.filter(pk__in={old.version.pk, new.version.pk})}
    return compare_versions(loaded[old.version.pk], loaded[new.version.pk])


def _may_return(user, comparison: Comparison) -> bool:
    old, new = comparison.old, comparison.new
    is_revision = old.agreement_id == new.agreement_id and old.pk != new.pk
    return is_revision and new.is_editable and access.can_edit(user, new)
