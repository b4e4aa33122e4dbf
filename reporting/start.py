"""Nástěnka, the first page after signing in. It reads every app, so it lives in the highest one."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.lifecycle import UNDER_WAY as UNDER_WAY_STATES
from agreements.lifecycle import State
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


class Shown(NamedTuple):
    """An agreement with the version that holds, else the newest, and the one somebody is to act on next."""

    agreement: Agreement
    current: AgreementVersion
    live: AgreementVersion
    is_in_force: bool
    is_over: bool

    @property
    def is_being_revised(self) -> bool:
        return self.is_in_force and self.live != self.current


@dataclass(frozen=True)
class Card:
    """One unit of the person, with what it has and, for those who may do it, what it lacks."""

    unit: TerritorialUnit
    agreements: tuple["Shown", ...]
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
    versions = AgreementVersion.objects.visible_to(user).filter(agreement__unit__in=units)
    versions = versions.select_related("agreement__unit").prefetch_related("signatures")
    by_unit: dict[int, list[Shown]] = {}
    for _, own in groupby(versions.order_by("agreement__kind", "agreement_id", "-number"), _agreement_id):
        if shown := _shown(list(own)):
            by_unit.setdefault(shown.agreement.unit_id, []).append(shown)
    cards = []
    for unit in units:
        steps = tuple(first_report_steps(unit)) if access.can_edit_unit(user, unit) else ()
        done = sum(step.done for step in steps)
        of_unit = tuple(sorted(by_unit.get(unit.pk, ()), key=lambda shown: not shown.is_in_force))
        cards.append(Card(unit, of_unit, steps, done, access.can_record(user, unit)))
    return cards


def _agreement_id(version: AgreementVersion) -> int:
    return version.agreement_id


def _shown(versions: list[AgreementVersion]) -> Shown | None:
    """Of one agreement, the newest first; None where all of it was put aside."""
    alive = [version for version in versions if version.state != State.ARCHIVED]
    if not alive:
        return None
    in_force = next((version for version in alive if version.state == State.IN_FORCE), None)
    under_way = next((version for version in alive if version.state in UNDER_WAY_STATES), None)
    agreement, current = alive[0].agreement, in_force or alive[0]
    is_over = bool(agreement.last_day and agreement.last_day < timezone.localdate())
    return Shown(agreement, current, under_way or current, in_force is not None, is_over)
