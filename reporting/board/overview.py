"""The start page of whoever looks after many units: counts of „Moje obce“, each with the link to its rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from partnerships.czech import noun_form
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import AgencyRole
from reporting.portfolio.filters import NO_AGREEMENT
from reporting.portfolio.rows import OnTurn, ReportStatus, portfolio_of

WITHIN = 30


@dataclass(frozen=True)
class Figure:
    label: str
    number: int
    path: str
    note: str = ""


def figures_of(user: User, *, today: date) -> list[Figure]:
    """One query over the rows of „Moje obce“, so that each number is that of the page it leads to."""
    found = portfolio_of(user, today=today).aggregate(
        units=Count("pk", distinct=True),
        asz=Count("pk", filter=Q(on_turn=OnTurn.ASZ)),
        unit=Count("pk", filter=Q(on_turn=OnTurn.UNIT)),
        both=Count("pk", filter=Q(on_turn=OnTurn.BOTH)),
        near=Count("pk", filter=Q(deadline__lte=today + timedelta(days=WITHIN))),
        without=Count("pk", filter=Q(agreement_id=None)),
        discussed=Count("pk", filter=Q(open_threads__gt=0)),
        unreported=Count("pk", filter=Q(report_status__in=[ReportStatus.MISSING, ReportStatus.FAILED])),
    )
    return [
        Figure(noun_form(found["units"], "územní celek"), found["units"], _rows()),
        Figure("čeká na ASZ", found["asz"], _rows(na_rade=OnTurn.ASZ)),
        Figure("čeká na územní celek", found["unit"], _rows(na_rade=OnTurn.UNIT)),
        Figure("čeká na obě strany", found["both"], _rows(na_rade=OnTurn.BOTH)),
        Figure(f"má termín do {WITHIN} dnů", found["near"], _rows(termin=WITHIN)),
        Figure("má otevřené připomínky", found["discussed"], _rows(pripominky="on")),
        Figure("nemá popis spolupráce", found["without"], _rows(stav=NO_AGREEMENT)),
        Figure(
            f"zatím nemá zprávu za rok {today.year - 1}",
            found["unreported"],
            _rows(razeni="zprava"),
            "stojí na začátku seznamu",
        ),
        *_without_consultant(user),
    ]


def _rows(**query) -> str:
    return reverse("reporting:portfolio", query=query)


def _without_consultant(user: User) -> list[Figure]:
    if user.agency_role != AgencyRole.REGIONAL_HEAD:
        return []
    number = TerritorialUnit.objects.administered_by(user).without_consultant().count()
    return [Figure("nemá konzultanta", number, reverse("partnerships:consultant_list"))]
