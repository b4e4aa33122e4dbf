"""„Co chybí k první zprávě“: the way of a new unit to its first annual report, ticked by what the data say."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agreements.models import Agreement, AgreementVersion
from partnerships.models import Event, RoleHolding, TerritorialUnit
from partnerships.vocabulary import OfficialRole
from planning.models import Evidence
from reporting.models import FulfilmentReport


class Step(NamedTuple):
    label: str
    url: str
    done: bool


def with_progress(units: QuerySet[TerritorialUnit]) -> QuerySet[TerritorialUnit]:
    """Annotates what `first_report_steps` reads; no query for each unit."""
    of_unit = {"unit": OuterRef("pk")}
    roles = RoleHolding.objects.filter(**of_unit)
    of_unit_or_its_partnership = Q(unit=OuterRef("pk")) | Q(partnership__units=OuterRef("pk"))
    evidence = Evidence.objects.filter(
        Q(event__unit=OuterRef("pk"))
        | Q(event__partnership__units=OuterRef("pk"))
        | Q(commitment__agreement__unit=OuterRef("pk"))
    )
    return units.annotate(
        newest_agreement_id=Agreement.objects.filter(**of_unit).order_by("-pk").values("pk")[:1],
        has_agreement=Exists(AgreementVersion.objects.in_force().filter(agreement__unit=OuterRef("pk"))),
        has_manager=Exists(roles.filter(role=OfficialRole.MANAGER)),
        has_representative=Exists(roles.filter(role=OfficialRole.REPRESENTATIVE)),
        has_partnership=Exists(
            TerritorialUnit.partnerships.through.objects.filter(territorialunit=OuterRef("pk"))
        ),
        has_event=Exists(Event.objects.held().filter(of_unit_or_its_partnership)),
        has_evidence=Exists(evidence),
        has_report=Exists(
            FulfilmentReport.objects.filter(agreement__unit=OuterRef("pk"), document__isnull=False)
        ),
    )


def first_report_steps(unit: TerritorialUnit) -> list[Step]:
    """Of a unit from `with_progress`, in the order they are taken; empty once all are done."""
    agreement = unit.newest_agreement_id
    detail = reverse("agreements:detail", args=[agreement]) if agreement else ""
    steps = [
        Step(
            "Popis spolupráce je zapsaný a platí",
            detail or reverse("agreements:create", args=[unit.pk]),
            unit.has_agreement,
        ),
        Step(
            "Je zapsáno, kdo je manažer/ka a kdo pověřený zástupce",
            reverse("partnerships:role_add", args=[unit.pk]),
            unit.has_manager and unit.has_representative,
        ),
        Step(
            "Lokální partnerství má svou stránku",
            reverse("partnerships:partnership_add", args=[unit.pk]),
            unit.has_partnership,
        ),
        Step("Je zapsaná první událost", reverse("planning:event_add", args=[unit.pk]), unit.has_event),
        Step(
            "K události je přiložený doklad",
            reverse("planning:event_list", args=[unit.pk]),
            unit.has_evidence,
        ),
        Step(
            "Zpráva za rok je vytvořená",
            reverse("reporting:report_list", args=[agreement]) if agreement else "",
            unit.has_report,
        ),
    ]
    return [] if all(step.done for step in steps) else steps
