"""„Co kdo dluží“ over 300 agreements of 12 steps in their fifth year, some of it short, as it really is."""

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, reset_queries
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import State
from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementTemplate,
    AgreementVersion,
    Approval,
    Responsibility,
    ScheduleTerm,
)
from agreements.vocabulary import AgreementKind, Origin, Per, ResponsibilityCode, Side, TermKind
from partnerships.models import Event, LocalPartnership, Membership, Region, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, EventKind, EventState, UnitRole, UnitType
from planning.actions import write_occurrences
from planning.actions.debts import refresh_all_debts
from planning.models import Commitment, Debt, Fulfilment, FulfilmentState

AGREEMENTS, YEARS, ASSIGNED, ROUNDS = 300, 5, 15, 40
GOAL_MS, GOAL_QUERIES = 300.0, 8
BOTH, UNIT, AGENCY = (Side.UNIT, Side.ASZ), (Side.UNIT,), (Side.ASZ,)
OF_PARTNERSHIP = frozenset({EventKind.LP_MEETING, EventKind.LP_DISCUSSION})
YEARLY = {"kind": TermKind.FREQUENCY, "per": Per.CALENDAR_YEAR}


class Promised(NamedTuple):
    name: str
    sides: tuple[Side, ...]
    term: dict
    done_a_year: int = 0


def promises(first: int) -> list[Promised]:
    """Twelve; what is done a year is what a diligent municipality does."""
    kinds = EventKind
    return [
        Promised("Lokální partnerství", BOTH, {**YEARLY, "count": 4, "event_kind": kinds.LP_MEETING}, 4),
        Promised("Semináře", BOTH, {**YEARLY, "count": 2, "event_kind": kinds.SEMINAR}, 2),
        Promised(
            "Hodnoticí jednání", BOTH, {**YEARLY, "count": 2, "event_kind": kinds.EVALUATION_MEETING}, 2
        ),
        Promised("Projednání plnění", UNIT, {**YEARLY, "count": 1, "event_kind": kinds.LP_DISCUSSION}, 1),
        Promised("Zpráva o plnění", UNIT, {**YEARLY, "count": 1, "event_kind": kinds.COUNCIL_REPORT}, 1),
        Promised(
            "Skupinové vzdělávání", AGENCY, {**YEARLY, "count": 2, "event_kind": kinds.GROUP_TRAINING}, 2
        ),
        Promised(
            "Odborná podpora", AGENCY, {**YEARLY, "count": 5, "event_kind": kinds.INDIVIDUAL_SUPPORT}, 5
        ),
        Promised("Veřejné setkání", UNIT, {**YEARLY, "count": 1, "event_kind": kinds.PUBLIC_MEETING}, 1),
        Promised(
            "Jednání o spolupráci", BOTH, {**YEARLY, "count": 1, "event_kind": kinds.COOPERATION_MEETING}, 1
        ),
        Promised(
            "Sestavení plánu",
            UNIT,
            {"kind": TermKind.DATE, "date_to": date(first + 1, 9, 30), "event_kind": kinds.DOCUMENT},
        ),
        Promised("Výzkum", AGENCY, {"kind": TermKind.QUOTA, "count": 1, "event_kind": kinds.RESEARCH}),
        Promised("Poradenství", AGENCY, {"kind": TermKind.ON_DEMAND, "event_kind": kinds.CONSULTATION}),
    ]


@dataclass(frozen=True)
class World:
    director: User
    consultant: User
    manager: User
    unit: TerritorialUnit


def world_of_debts(today: date) -> World:
    units = TerritorialUnit.objects.bulk_create(_unit(number) for number in range(AGREEMENTS))
    first = today.year - YEARS + 1
    versions = _agreements(units, first)
    _timelines(versions, first)
    _put_in_force(versions, first)
    author = User.objects.create(email="dluhy.zapsal@example.cz", name="Zapsal měření")
    for version in versions:
        write_occurrences(version.agreement, by=author)
    _happened(first, today, author)
    people = _people(units)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the server does by itself a minute later
    return World(*people, units[0])


def _unit(number: int) -> TerritorialUnit:
    return TerritorialUnit(
        unit_type=UnitType.TOWN,
        name=f"Dlužín {number}",
        name_genitive=f"Dlužína {number}",
        name_locative=f"v Dlužíně {number}",
        ico=f"{30_000_000 + number}",
        seat_address="Náměstí 1",
        postal_code="43001",
        region=Region.objects.first(),
    )


def _agreements(units, first: int) -> list[AgreementVersion]:
    template = AgreementTemplate.objects.first()
    agreements = Agreement.objects.bulk_create(
        Agreement(unit=unit, kind=AgreementKind.SOCIAL_INCLUSION) for unit in units
    )
    versions = AgreementVersion.objects.bulk_create(
        AgreementVersion(agreement=one, number=1, template=template, stated_years=YEARS) for one in agreements
    )
    Approval.objects.bulk_create(
        Approval(version=version, side=Side.UNIT, decided_on=date(first, 1, 1)) for version in versions
    )
    return versions


def _timelines(versions, first: int) -> None:
    promised = promises(first)
    activities = Activity.objects.bulk_create(
        Activity(version=version, name=one.name, position=place)
        for version in versions
        for place, one in enumerate(promised)
    )
    steps = ActivityStep.objects.bulk_create(
        ActivityStep(
            version=one.version, activity=one, position=0, specification=f"{one.name}: příprava a průběh"
        )
        for one in activities
    )
    of_steps = list(zip(steps, promised * len(versions), strict=True))
    ScheduleTerm.objects.bulk_create(
        ScheduleTerm(
            version=step.version, step=step, position=0, raw_text=f"{one.name} podle dohody", **one.term
        )
        for step, one in of_steps
    )
    Responsibility.objects.bulk_create(
        Responsibility(
            version=step.version, step=step, position=0, side=side, code=ResponsibilityCode.ORGANISATION
        )
        for step, one in of_steps
        for side in one.sides
    )


def _put_in_force(versions, first: int) -> None:
    days = DateRange(date(first, 1, 1), date(first + YEARS, 1, 1))
    rows = AgreementVersion.objects.filter(pk__in=[version.pk for version in versions])
    rows.update(state=State.IN_FORCE, origin=Origin.PAPER, in_effect=days)
    Agreement.objects.filter(versions__in=rows).update(in_force=days)


def _happened(first: int, today: date, author: User) -> None:
    """Each fifth agreement is behind in past years, each second one in the running year."""
    partnerships = _partnerships()
    done = {one.term["event_kind"]: one.done_a_year for one in promises(first)}
    kinds = dict(ScheduleTerm.objects.values_list("key", "event_kind"))
    owed = [
        (commitment, year, number, kinds[commitment.key])
        for commitment in Commitment.objects.filter(
            agreement__unit__name__startswith="Dlužín"
        ).select_related("agreement")
        for year in range(first, today.year + 1)
        for number in range(_delivered(commitment, year, done[kinds[commitment.key]], today))
    ]
    events = Event.objects.bulk_create(
        (
            Event(
                unit_id=commitment.agreement.unit_id,
                kind=kind,
                partnership=partnerships[commitment.agreement.unit_id] if kind in OF_PARTNERSHIP else None,
                state=EventState.HELD,
                title=f"Setkání {number + 1}/{year}",
                starts_on=min(date(year, 1, 10) + timedelta(days=30 * number), today),
            )
            for commitment, year, number, kind in owed
        ),
        batch_size=5_000,
    )
    Fulfilment.objects.bulk_create(
        (
            Fulfilment(
                event=event,
                commitment=commitment,
                state=FulfilmentState.CONFIRMED,
                confirmed_at=timezone.now(),
                confirmed_by=author,
            )
            for event, (commitment, *_) in zip(events, owed, strict=True)
        ),
        batch_size=5_000,
    )


def _partnerships() -> dict[int, LocalPartnership]:
    units = TerritorialUnit.objects.filter(name__startswith="Dlužín")
    rows = LocalPartnership.objects.bulk_create(LocalPartnership(name=f"LP {unit.name}") for unit in units)
    served = LocalPartnership.units.through
    served.objects.bulk_create(
        served(localpartnership=row, territorialunit=unit) for row, unit in zip(rows, units, strict=True)
    )
    return {unit.pk: row for row, unit in zip(rows, units, strict=True)}


def _delivered(commitment: Commitment, year: int, done: int, today: date) -> int:
    is_behind = commitment.agreement_id % (2 if year == today.year else 5) == 0
    return max(0, done - is_behind)


def _people(units) -> tuple[User, User, User]:
    director, consultant, manager = User.objects.bulk_create(
        [
            User(email="dluhy.reditel@example.cz", name="Ředitel měření", agency_role=AgencyRole.DIRECTOR),
            User(
                email="dluhy.konzultant@example.cz",
                name="Konzultant měření",
                agency_role=AgencyRole.CONSULTANT,
            ),
            User(email="dluhy.manazer@example.cz", name="Manažer měření"),
        ]
    )
    Membership.objects.bulk_create(
        Membership(user=consultant, unit=unit, role=UnitRole.CONSULTANT) for unit in units[:ASSIGNED]
    )
    Membership.objects.create(user=manager, unit=units[0], role=UnitRole.MANAGER)
    return director, consultant, manager


# --- The measuring ----------------------------------------------------------------------------------------


def measure_debts() -> None:
    today = timezone.localdate()
    world = world_of_debts(today)
    start = time.perf_counter()
    refreshed = refresh_all_debts(today=today)
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE planning_debt, planning_debtmark, planning_debtsheet")
    print(f"\nwho owes what, {AGREEMENTS} agreements × {len(promises(today.year))} steps × {YEARS} years:")
    print(f"all computed again: {refreshed} agreements, {Debt.objects.count()} debts in {seconds:.1f} s")
    print(f"{'page':<44} {'goal ms':>8} {'p50':>8} {'p95':>8} {'queries':>8}")
    for who, user in (
        ("director", world.director),
        ("consultant", world.consultant),
        ("manager", world.manager),
    ):
        for name, url in _pages(world.unit):
            _measure(f"{who}: {name}", user, url)


def _pages(unit: TerritorialUnit) -> list[tuple[str, str]]:
    def all_with(**query) -> str:
        return reverse("reporting:debts", query=query)

    return [
        ("all", all_with()),
        ("all, after the term, by the day", all_with(kdy="po-terminu", razeni="termin")),
        ("all, words, person, side", all_with(q="příprava", osoba="měření", strana="ASZ")),
        ("all, last page", all_with(page=999)),
        ("one unit", reverse("reporting:unit_debts", args=[unit.pk])),
    ]


def _measure(name: str, user: User, url: str) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    reset_queries()  # the log is full of the making of the world
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    asked = len(queries)  # the next request empties the log
    if response.status_code != 200:
        raise SystemExit(f"{name}: HTTP {response.status_code}")
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[18]
    over = "  OVER" if middle > GOAL_MS or asked > GOAL_QUERIES else ""
    print(f"{name:<44} {GOAL_MS:>8.0f} {middle:>8.1f} {slow:>8.1f} {asked:>8}{over}")
