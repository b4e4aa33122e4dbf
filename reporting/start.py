"""Nástěnka, the first page after signing in. It reads every app, so it lives in the highest one."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement, AgreementVersion
from partnerships import access
from partnerships.forms import UnitFilter
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, JobState
from reporting.checklist import Step, first_report_steps, with_progress
from reporting.lifecycle import ReportState
from reporting.models import ReportJob

CARDS = 8
PAGE_SIZE = 25
UNDER_WAY = 10
OVERSEERS = frozenset({AgencyRole.DIRECTOR, AgencyRole.ANALYST, AgencyRole.REGIONAL_HEAD})


@dataclass(frozen=True)
class Card:
    """One unit of the person, with what it has and, for those who may do it, what it lacks."""

    unit: TerritorialUnit
    agreements: tuple[Agreement, ...]
    steps: tuple[Step, ...]
    done_count: int
    can_record: bool


@require_safe
def start(request):
    user = request.user
    units = TerritorialUnit.objects.visible_to(user).for_list()
    jobs = ReportJob.objects.visible_to(user).select_related("report__agreement__unit")
    under_way = jobs.filter(~Q(state=JobState.DONE) | Q(report__state=ReportState.DRAFT))
    context = {"jobs": under_way[:UNDER_WAY], "cards": [], "page": None, "filter": None}
    if user.agency_role in OVERSEERS:
        context["filter"] = UnitFilter(request.GET, units)
        context["page"] = Paginator(context["filter"].qs, PAGE_SIZE).get_page(request.GET.get("page"))
    else:
        context["cards"] = cards_of(user, list(with_progress(units)[:CARDS]))
    return render(request, "reporting/start.html", context | {"year": timezone.localdate().year})


def cards_of(user: User, units: list[TerritorialUnit]) -> list[Card]:
    agreements = Agreement.objects.visible_to(user).filter(unit__in=units)
    in_force = AgreementVersion.objects.visible_to(user).in_force().filter(agreement=OuterRef("pk"))
    by_unit: dict[int, list[Agreement]] = {}
    for agreement in agreements.annotate(is_in_force=Exists(in_force)).order_by("-is_in_force", "kind", "pk"):
        by_unit.setdefault(agreement.unit_id, []).append(agreement)
    cards = []
    for unit in units:
        steps = tuple(first_report_steps(unit)) if access.can_edit_unit(user, unit) else ()
        done = sum(step.done for step in steps)
        of_unit = tuple(by_unit.get(unit.pk, ()))
        cards.append(Card(unit, of_unit, steps, done, access.can_record(user, unit)))
    return cards
