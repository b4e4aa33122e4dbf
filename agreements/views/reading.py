"""The list, and a version as its printed form."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements import access, printed, review
from agreements.addresses import step_path
from agreements.lifecycle import UNDER_WAY, State
from agreements.models import Agreement, AgreementVersion
from agreements.turns import FORWARD
from agreements.validity import promised_window, validity_of
from agreements.vocabulary import DATED_KINDS, Section, Side
from agreements.warnings import missing_for, window_gap, with_fixes
from partnerships.database import matching
from partnerships.models import TerritorialUnit

PAGE_SIZE = 25


@require_safe
def agreement_list(request):
    agreements = Agreement.objects.visible_to(request.user).for_list(on=timezone.localdate())
    search = request.GET.get("hledat", "").strip()
    if search:
        agreements = matching(agreements, "unit__name", search)
    page = Paginator(agreements, PAGE_SIZE).get_page(request.GET.get("page"))
    own_units = TerritorialUnit.objects.visible_to(request.user).filter(
        pk__in=access.units_to_create_in(request.user)
    )
    context = {"page": page, "search": search, "own_units": own_units}
    return render(request, "agreements/agreement_list.html", context)


@require_safe
def agreement_detail(request, pk):
    """The version in force, else the newest."""
    versions = AgreementVersion.objects.visible_to(request.user).with_tree()
    version = versions.filter(agreement=pk).current_first().first()
    if version is None:
        raise Http404
    return _page(request, version)


@require_safe
def agreement_version(request, pk):
    versions = AgreementVersion.objects.visible_to(request.user).with_tree()
    return _page(request, get_object_or_404(versions, pk=pk))


def _page(request, version):
    today = timezone.localdate()
    warnings = missing_for(request.user, version, today=today)
    validity = validity_of(version)
    gap = window_gap(version)
    can_edit = version.is_editable and access.can_edit(request.user, version)
    steps = access.steps_for(request.user, version)
    others = list(
        version.agreement.versions.exclude(pk=version.pk).only("agreement", "number", "state", "in_effect")
    )
    context = {
        **printed.form(version, warnings),
        **_beside(request.user, version),
        "version": version,
        "agreement": version.agreement,
        "unit": version.agreement.unit,
        "warnings": warnings,
        "timeline_revision": _timeline_revision(version),
        "validity": validity,
        "stated_start": getattr(version, "stated_start", None),
        "asz_approval": next((row for row in version.approvals.all() if row.side == Side.ASZ), None),
        "is_over": bool(validity.end and validity.end < today),
        "years": _years(version),
        "gap": gap and with_fixes([gap], version, request.user)[0],
        "this_year": today.year,
        "steps": steps,
        "step_links": [(step_path(name, version.pk), step, name in FORWARD) for name, step in steps.items()],
        "is_under_way": version.state in UNDER_WAY,
        "can_reference": version.state in UNDER_WAY and bool(access.sides_of(request.user, version)),
        "can_edit": can_edit,
        "log": version.step_log.all(),
        "versions": sorted([version, *others], key=lambda one: -one.number),
        "revision": (revision := _revision(version, others)),
        "can_revise": version.state == State.IN_FORCE
        and revision is None
        and access.can_revise(request.user, version.agreement),
    }
    return render(request, "agreements/agreement_detail.html", context)


def _timeline_revision(version) -> int:
    """As `queries.revision_of` gives it, of a version loaded by `with_tree`."""
    own = (row for row in version.section_revisions.all() if row.section == Section.TIMELINE)
    return next((row.revision for row in own if row.activity_key is None), 0)


def _beside(user, version) -> dict:
    """What is discussed about the version, and what its reader has not checked yet."""
    can_comment = access.can_comment(user, version.agreement)
    can_review = access.can_review(user, version.agreement)
    discussion, checked = review.beside(version, user, can_comment=can_comment, can_review=can_review)
    return {"discussion": discussion, "review": checked, "can_review": can_review, "now": timezone.now()}


def _revision(version, others):
    """„probíhá revize“: a newer version under way beside the one in force."""
    if version.state != State.IN_FORCE:
        return None
    return next((other for other in others if other.state in UNDER_WAY), None)


def _years(version) -> list[int]:
    """Years something is expected in; a term due outside the timeline's period is expected all the same."""
    window = promised_window(version)
    if window is None:
        return []
    due = {term.date_to.year for term in version.schedule_terms.all() if term.kind in DATED_KINDS}
    return sorted({*range(window.start.year, window.end.year + 1), *due})
