"""A partnership with ten years behind it, and around it what search has to look through.

25 seats, 200 meetings, 4 000 attendances. Three hundred other units bring
the contacts to 5 000 and the rows of timelines, events, decisions, tasks and documents to 20 000.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from uuid import uuid4

from django.db import connection

from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementTemplate,
    AgreementVersion,
    ScheduleTerm,
)
from agreements.vocabulary import AgreementKind, TermKind
from partnerships.models import (
    Attendance,
    Decision,
    Document,
    Event,
    FollowUpTask,
    LocalPartnership,
    Meeting,
    Membership,
    Organisation,
    Person,
    Region,
    Seat,
    TerritorialUnit,
    User,
    WorkingGroup,
)
from partnerships.vocabulary import (
    AgencyRole,
    EventKind,
    EventState,
    GroupStatus,
    OrganisationType,
    Presence,
    UnitRole,
    UnitType,
)

FIRST_DAY = date(2016, 1, 14)
SEATS, MEETINGS, TICKED = 25, 200, 20
UNITS, PEOPLE, ORGANISATIONS, OWN_CONTACTS = 300, 4_000, 1_000, 1_500
STEPS_OF_UNIT, EVENTS_OF_UNIT, DECISIONS_OF_UNIT = 40, 16, 6
FIRST = ("Jan", "Petra", "Čeněk", "Žaneta", "Šimon", "Eva", "Ondřej", "Ludmila", "Řehoř", "Dana", "Ivo")
LAST = (
    "Novák",
    "Dvořáková",
    "Čermák",
    "Příhodová",
    "Kratochvíl",
    "Šťastná",
    "Vymyšlený",
    "Horáček",
    "Žižková",
)
MATTERS = (
    "Mapování ubytoven a dostupnosti bydlení",
    "Zaměstnávání dlouhodobě nezaměstnaných",
    "Podpora předškolního vzdělávání",
    "Prevence kriminality a asistenti",
    "Oddlužení a finanční gramotnost",
    "Plán sociálního začleňování, příprava opatření",
    "Zdravotní mediátoři a terénní služby",
)
PLACES = ("radnice", "Komunitní centrum", "zasedací místnost úřadu", "online", "knihovna")


@dataclass(frozen=True)
class Busy:
    manager: User
    analyst: User
    unit: TerritorialUnit
    partnership: LocalPartnership
    event: Event


def busy_partnership() -> Busy:
    units = _units()
    unit = units[0]
    manager = User.objects.create(email="manazer.mereni@example.cz", name="Manažer měření")
    Membership.objects.create(user=manager, unit=unit, role=UnitRole.MANAGER)
    analyst = User.objects.create(
        email="analytik.mereni@example.cz", name="Analytik měření", agency_role=AgencyRole.ANALYST
    )
    people = _contacts(units)
    partnership = LocalPartnership.objects.create(name="Lokální partnerství Měřín", founded_on=FIRST_DAY)
    partnership.units.add(unit)
    meetings = _meetings(unit, partnership, people)
    _timelines(units)
    _what_happened(units[1:])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the server does by itself a minute later
    return Busy(manager, analyst, unit, partnership, meetings[-1])


def _units() -> list[TerritorialUnit]:
    region = Region.objects.first()
    return TerritorialUnit.objects.bulk_create(
        TerritorialUnit(
            unit_type=UnitType.TOWN,
            name=f"Měřín {number}",
            name_genitive=f"Měřína {number}",
            name_locative=f"v Měříně {number}",
            ico=f"{10_000_000 + number}",
            seat_address="Náměstí 1",
            postal_code="43001",
            region=region,
        )
        for number in range(UNITS)
    )


def _contacts(units) -> list[Person]:
    """The people of the first unit come back."""
    kinds = cycle(OrganisationType)
    organisations = Organisation.objects.bulk_create(
        Organisation(
            name=f"{MATTERS[n % 7].split()[0]} {n}, z. s.",
            organisation_type=next(kinds),
            ico=f"{20_000_000 + n}",
        )
        for n in range(ORGANISATIONS)
    )
    people = Person.objects.bulk_create(
        Person(
            first_name=FIRST[n % len(FIRST)],
            last_name=f"{LAST[n % len(LAST)]}{'ovi' if n % 5 == 0 else ''}",
            email=f"osoba{n}@example.cz",
            phone=f"+420 777 {n // 1000:03} {n % 1000:03}",
            position_text="sociální pracovnice",
            organisation=organisations[n % ORGANISATIONS],
        )
        for n in range(PEOPLE)
    )
    for model, field, rows in (
        (Person.units.through, "person", people),
        (Organisation.units.through, "organisation", organisations),
    ):
        own = OWN_CONTACTS * len(rows) // (PEOPLE + ORGANISATIONS)
        model.objects.bulk_create(
            model(territorialunit=units[0] if n < own else units[1 + n % (UNITS - 1)], **{field: row})
            for n, row in enumerate(rows)
        )
    return people[: OWN_CONTACTS // 2]


def _meetings(unit, partnership, people) -> list[Event]:
    groups = [
        WorkingGroup.objects.create(partnership=partnership, name=name, status=GroupStatus.ESTABLISHED)
        for name in ("Bydlení", "Zaměstnanost", "Vzdělávání")
    ]
    seats = Seat.objects.bulk_create(
        Seat(
            partnership=partnership,
            organisation_type=OrganisationType.NGO,
            function_text=f"člen {n}",
            holder=people[n],
            valid_from=FIRST_DAY,
        )
        for n in range(SEATS)
    )
    meetings = Event.objects.bulk_create(
        Event(
            unit=unit,
            kind=EventKind.WG_MEETING if n % 5 else EventKind.LP_MEETING,
            state=EventState.HELD,
            title=f"Jednání: {MATTERS[n % 7]}",
            starts_on=FIRST_DAY + timedelta(days=18 * n),
            place=PLACES[n % 5],
            partnership=partnership,
            group=groups[n % 3] if n % 5 else None,
        )
        for n in range(MEETINGS)
    )
    Meeting.objects.bulk_create(
        Meeting(event=event, minutes_text="Projednáno a doporučeno. " * 40) for event in meetings
    )
    Attendance.objects.bulk_create(
        Attendance(
            event=event,
            seat=seats[(n + place) % SEATS],
            presence=Presence.EXCUSED if (n + place) % 7 == 0 else Presence.PRESENT,
        )
        for n, event in enumerate(meetings)
        for place in range(TICKED)
    )
    _follow(meetings)
    return meetings


def _timelines(units) -> None:
    template = AgreementTemplate.objects.first()
    agreements = Agreement.objects.bulk_create(
        Agreement(unit=unit, kind=AgreementKind.SOCIAL_INCLUSION) for unit in units
    )
    versions = AgreementVersion.objects.bulk_create(
        AgreementVersion(agreement=agreement, number=1, template=template) for agreement in agreements
    )
    per_activity = 5
    activities = Activity.objects.bulk_create(
        Activity(version=version, name=MATTERS[n % 7], position=n)
        for version in versions
        for n in range(STEPS_OF_UNIT // per_activity)
    )
    steps = ActivityStep.objects.bulk_create(
        ActivityStep(
            version=activity.version,
            activity=activity,
            position=n,
            specification=f"Příprava podkladů a projednání v partnerství: {MATTERS[(n + activity.position) % 7]}",
        )
        for activity in activities
        for n in range(per_activity)
    )
    four_a_year(steps)


def four_a_year(steps) -> None:
    ScheduleTerm.objects.bulk_create(
        ScheduleTerm(
            version=step.version,
            step=step,
            position=1,
            raw_text="Minimálně 4x ročně",
            kind=TermKind.FREQUENCY,
            event_kind=EventKind.LP_MEETING,
            count=4,
        )
        for step in steps
    )


def _what_happened(units) -> None:
    events = Event.objects.bulk_create(
        Event(
            unit=unit,
            kind=EventKind.COOPERATION_MEETING,
            state=EventState.HELD,
            title=f"Setkání: {MATTERS[n % 7]}",
            starts_on=FIRST_DAY + timedelta(days=200 * n),
            place=PLACES[n % 5],
        )
        for unit in units
        for n in range(EVENTS_OF_UNIT)
    )
    _follow([event for n, event in enumerate(events) if n % EVENTS_OF_UNIT < DECISIONS_OF_UNIT])


def _follow(events) -> None:
    """A decision of each event, every other with a task and a file."""
    numbers = count(1)
    decisions = Decision.objects.bulk_create(
        Decision(
            event=event,
            unit=event.unit,
            partnership=event.partnership,
            group=event.group,
            year=event.starts_on.year,
            number=next(numbers),
            text=f"Bere na vědomí: {event.title}",
        )
        for event in events
    )
    FollowUpTask.objects.bulk_create(
        FollowUpTask(
            event=decision.event,
            decision=decision,
            unit=decision.unit,
            partnership=decision.partnership,
            text=f"Připravit podklady: {decision.event.title}",
            person_text="tajemník",
            due_on=decision.event.starts_on + timedelta(days=30),
        )
        for decision in decisions[::2]
    )
    Document.objects.bulk_create(
        Document(
            unit=event.unit,
            file=f"documents/{uuid4().hex}",
            original_name=f"Zápis z jednání {event.starts_on:%Y-%m-%d}.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
        )
        for event in events[::2]
    )
