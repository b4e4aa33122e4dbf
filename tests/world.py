"""One unit with everything, and strangers to it: what the who × page table and the pictures walk through.

Made by factories, so that a page is tested on rows and not on the actions that usually write them.
"""

import json
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import AgreementKind, Audience, OutputCode, PrintFormat, Section, Side
from partnerships.directory.history import note_in_history
from partnerships.models import (
    Decision,
    Document,
    Event,
    LocalPartnership,
    TerritorialUnit,
    User,
    WorkingGroup,
)
from partnerships.vocabulary import (
    AgencyRole,
    EventKind,
    EventState,
    JobState,
    MailKind,
    OfficialRole,
    UnitRole,
)
from planning.models import Commitment, FulfilmentState
from reporting.collect import collect
from reporting.snapshot import sha256, to_json
from tests import factories as make

HELD_ON = date(2023, 3, 15)
APPROVED_ON = date(2022, 4, 19)
COMPILED_ON = date(2024, 2, 1)


@dataclass
class World:
    unit: TerritorialUnit
    other_unit: TerritorialUnit
    people: dict[str, User]  # by the who-names of tests/access.py
    partnership: LocalPartnership | None = None
    group: WorkingGroup | None = None
    seat: Any = None
    holding: Any = None
    agreement: Agreement | None = None
    version: AgreementVersion | None = None
    draft_agreement: Agreement | None = None
    draft: AgreementVersion | None = None
    activity: Any = None
    pasted: Any = None  # a step that wrote many activities at once
    thread: Any = None
    event: Event | None = None
    document: Document | None = None
    invitation: Any = None
    notice: Any = None
    commitment: Commitment | None = None
    report: Any = None
    job: Any = None
    print_job: Any = None
    organisation: Any = None
    same_organisation: Any = None  # written down twice
    person: Any = None  # written down, without a role or a seat
    duplicate: Any = None  # the same person once more
    extract: Any = None  # of what is held about the person
    rules: Any = None
    planned: Event | None = None  # a meeting of the partnership that is still to come
    item: Any = None
    decision: Any = None
    task: Any = None
    minutes_comment: Any = None
    invitation_mail: Any = None
    minutes_mail: Any = None
    feed: Any = None
    upload: Any = None
    meeting_print: Any = None
    stored_minutes: Any = None


def build_world() -> World:
    unit = make.UnitFactory(name="Chomutov", name_genitive="Chomutova", name_locative="v Chomutově")
    other_unit = make.UnitFactory(name="Jihlava", name_genitive="Jihlavy", name_locative="v Jihlavě")
    world = World(unit, other_unit, people_of(unit, other_unit))
    for add in PARTS:
        add(world)
    return world


def people_of(unit, other_unit) -> dict[str, User]:
    return {**people_bound_to(unit, other_unit), **people_who_see_all()}


def people_bound_to(unit, other_unit) -> dict[str, User]:
    return {
        "manager": make.member(unit, UnitRole.MANAGER, name="Mgr. Jana Manažerová"),
        "deputy": make.member(unit, UnitRole.DEPUTY, name="Petr Zástupný"),
        "representative": make.member(unit, UnitRole.REPRESENTATIVE, name="Ing. Eva Pověřená"),
        "reader": make.member(unit, UnitRole.READER, name="Karel Čtenář"),
        "consultant": make.member(unit, UnitRole.CONSULTANT, name="Mgr. Ivo Konzultant"),
        "regional_head": make.UserFactory(
            agency_role=AgencyRole.REGIONAL_HEAD, region=unit.region, name="Bc. Lenka Vedoucí"
        ),
        "site_admin": make.UserFactory(is_site_admin=True, name="Olga Správcová"),
        "other_manager": make.member(other_unit, UnitRole.MANAGER, name="Jiří Odjinud"),
        "other_consultant": make.member(other_unit, UnitRole.CONSULTANT, name="Dana Odjinud"),
        "inactive": make.member(unit, UnitRole.MANAGER, name="Bývalý Manažer", is_active=False),
    }


def people_who_see_all() -> dict[str, User]:
    """Of the Agency; every unit knows them and may turn to them."""
    return {
        "director": make.UserFactory(agency_role=AgencyRole.DIRECTOR, name="Martina Ředitelová"),
        "analyst": make.UserFactory(agency_role=AgencyRole.ANALYST, name="Tomáš Analytik"),
    }


def add_invitation(world: World) -> None:
    world.invitation = make.InvitationFactory()


def add_notice(world: World) -> None:
    world.notice = make.NoticeFactory(user=world.people["manager"], url=f"/celky/{world.unit.pk}/")


def add_partnership(world: World) -> None:
    unit = world.unit
    person = make.PersonFactory(title_before="Mgr.", first_name="Jana", last_name="Manažerová")
    person.units.add(unit)
    world.holding = make.RoleHoldingFactory(
        unit=unit, role=OfficialRole.MANAGER, person=person, valid_from=APPROVED_ON
    )
    make.RoleHoldingFactory(unit=unit, role=OfficialRole.REPRESENTATIVE, person=None, is_vacant=True)
    world.partnership = make.PartnershipFactory(
        name="Lokální partnerství Chomutov",
        units=[unit],
        founder_text="Rada města Chomutova",
        founded_text="2016, při vstupu města do KPSVL",
    )
    world.group = make.GroupFactory(partnership=world.partnership, name="Bydlení a bezpečnost")
    world.seat = make.SeatFactory(partnership=world.partnership, holder=person)
    make.SeatFactory(partnership=world.partnership, group=world.group, function_text="zástupce Policie ČR")
    world.document = make.DocumentFactory(unit=unit, original_name="Zápis z jednání.pdf")


def add_agreement(world: World) -> None:
    world.agreement = make.AgreementFactory(unit=world.unit, kind=AgreementKind.SOCIAL_INCLUSION)
    world.version = make.VersionFactory(
        agreement=world.agreement,
        unit_text="Statutární město Chomutov",
        stated_from_year=2022,
        stated_to_year=2025,
        stated_years=4,
    )
    make.ApprovalFactory(version=world.version, decided_on=APPROVED_ON, resolution_number="ZaMě 343/22")
    make.ApprovalFactory(version=world.version, side=Side.ASZ, decided_on=APPROVED_ON)
    make.RoleAssignmentFactory(version=world.version, name_text="Mgr. Jana Manažerová")
    term = add_activity(world.version)
    make.put_in_force(world.version)
    last_day = APPROVED_ON.replace(year=2026) - timedelta(days=1)
    Agreement.objects.filter(pk=world.agreement.pk).update(in_force=(APPROVED_ON, last_day))
    world.agreement.refresh_from_db()
    world.commitment = make.CommitmentFactory(agreement=world.agreement, key=term.key)
    for year, expected in {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 1}.items():
        make.OccurrenceFactory(commitment=world.commitment, year=year, expected=expected)


def add_activity(version):
    """Partnership meetings four times a year with their record; returns the term."""
    activity = make.ActivityFactory(version=version, position=1)
    step = make.StepFactory(version=version, activity=activity, position=1)
    make.OutputFactory(version=version, step=step, position=1, code=OutputCode.LP_MEETING_RECORD)
    make.ResponsibilityFactory(version=version, step=step, position=1)
    return make.TermFactory(version=version, step=step, position=1)


def add_draft(world: World, template=None) -> None:
    memorandum = make.MemorandumFactory(unit=world.unit, reference_text="Memorandum o spolupráci 2021")
    world.draft_agreement = make.AgreementFactory(
        unit=world.unit, kind=AgreementKind.INCLUSIVE_EDUCATION, memorandum=memorandum
    )
    form = {"template": template} if template else {}
    world.draft = make.VersionFactory(agreement=world.draft_agreement, unit_text="Chomutov", **form)
    make.RoleAssignmentFactory(version=world.draft, name_text="Mgr. Jana Manažerová")
    add_activity(world.draft)
    world.activity = world.draft.activities.get()
    world.pasted = make.PastedTimelineFactory(version=world.draft, by=world.people["manager"])


def add_discussion(world: World) -> None:
    """A comment on a row of the draft, and one of the Agency's own on the agreement in force."""
    consultant, step = world.people["consultant"], world.draft.activity_steps.get()
    world.thread = make.CommentThreadFactory(
        raised_in=world.draft,
        section=Section.TIMELINE,
        key=step.key,
        anchor_text=str(step),
        created_by=consultant,
    )
    first = make.CommentFactory(thread=world.thread)
    first.mentioned.add(world.people["manager"])
    internal = make.CommentThreadFactory(
        raised_in=world.version, audience=Audience.INTERNAL, created_by=consultant
    )
    make.CommentFactory(thread=internal)
    for who in ("consultant", "representative"):
        make.ReviewMarkFactory(agreement=world.draft_agreement, user=world.people[who])
    before = {"unit_text": "Chomutov město"}
    make.SectionSnapshotFactory(version=world.draft, values=before, by=world.people["manager"])
    make.SectionRevisionFactory(version=world.draft, revision=1)


def add_year(world: World) -> None:
    world.event = make.EventFactory(
        unit=world.unit,
        kind=EventKind.LP_MEETING,
        partnership=world.partnership,
        title="První jednání partnerství",
        starts_on=HELD_ON,
        created_by=world.people["manager"],
    )
    meeting = make.MeetingFactory(event=world.event, minutes_text="Zápis")
    world.item = make.AgendaItemFactory(meeting=meeting, position=1)
    make.AttendanceFactory(event=world.event, name_text="", seat=world.seat)
    make.EvidenceFactory(
        event=world.event,
        output=OutputCode.LP_MEETING_RECORD,
        document=world.document,
        delivered_on=HELD_ON,
    )
    make.FulfilmentFactory(
        event=world.event,
        commitment=world.commitment,
        state=FulfilmentState.CONFIRMED,
        confirmed_at=world.document.uploaded_at,
        confirmed_by=world.people["manager"],
    )


def add_report(world: World) -> None:
    printed = make.DocumentFactory(unit=world.unit, original_name="Zpráva 2023.pdf")
    manager = world.people["manager"]
    canonical = to_json(collect(world.agreement, 2023, today=COMPILED_ON))
    world.report = make.ReportFactory(
        agreement=world.agreement,
        created_by=manager,
        snapshot=json.loads(canonical),
        snapshot_sha256=sha256(canonical),
        template_version="1",
        document=printed,
    )
    world.job = make.JobFactory(
        report=world.report, requested_by=manager, state=JobState.DONE, finished_at=printed.uploaded_at
    )


def add_prints(world: World) -> None:
    manager = world.people["manager"]
    make.AgreementPrintFactory(version=world.version, printed_by=manager)
    printed = make.DocumentFactory(unit=world.unit, original_name="Popis spolupráce (verze 1, návrh).docx")
    world.print_job = make.PrintJobFactory(
        version=world.draft,
        format=PrintFormat.DOCX,
        requested_by=manager,
        state=JobState.DONE,
        document=printed,
        finished_at=printed.uploaded_at,
    )


def add_contacts(world: World) -> None:
    world.organisation = make.OrganisationFactory(name="Oblastní charita")
    world.organisation.units.add(world.unit)
    world.same_organisation = make.OrganisationFactory(name="Oblastni charita")
    world.same_organisation.units.add(world.unit)
    world.person = make.PersonFactory(
        first_name="Lenka", last_name="Kratochvílová", organisation=world.organisation
    )
    world.person.units.add(world.unit)
    world.duplicate = make.PersonFactory(first_name="Lenka", last_name="Kratochvilová")
    world.duplicate.units.add(world.unit)
    world.extract = note_in_history(world.person, "exported")
    world.rules = make.PartnershipDocumentFactory(partnership=world.partnership, valid_from=APPROVED_ON)


def add_meetings(world: World) -> None:
    """What follows from the meeting that was held, and one that is still to come."""
    manager, meeting = world.people["manager"], world.item.meeting
    numbers = Decision.objects.filter(partnership=world.partnership).values_list("number", flat=True)
    number = 1 + max(numbers, default=0)
    world.decision = make.DecisionFactory(event=world.event, item=world.item, number=number)
    world.task = make.FollowUpTaskFactory(event=world.event, decision=world.decision)
    meeting.circulated_at, meeting.circulated_by = timezone.now(), manager
    meeting.comments_until = timezone.localdate() + timedelta(days=7)
    meeting.save()
    world.minutes_comment = make.MinutesCommentFactory(meeting=meeting, item=world.item)
    world.minutes_mail = make.MeetingMailFactory(
        event=world.event, kind=MailKind.MINUTES, sent_by=manager, person=world.person
    )
    series = make.EventSeriesFactory(
        unit=world.unit, kind=EventKind.LP_MEETING, partnership=world.partnership, title="Jednání partnerství"
    )
    today = timezone.localdate()
    world.planned = make.EventFactory(
        unit=world.unit,
        kind=EventKind.LP_MEETING,
        state=EventState.PLANNED,
        partnership=world.partnership,
        series=series,
        title="Příští jednání partnerství",
        starts_on=today + timedelta(days=14),
        starts_at=time(9),
        created_by=manager,
    )
    make.AgendaItemFactory(meeting=make.MeetingFactory(event=world.planned), position=1)
    world.invitation_mail = make.MeetingMailFactory(event=world.planned, sent_by=manager)
    make.EventReopeningFactory(event=world.event, by=world.people["consultant"])
    printed = make.DocumentFactory(unit=world.unit, original_name="Zápis z jednání, návrh.pdf")
    world.meeting_print = make.MeetingPrintJobFactory(
        event=world.event,
        requested_by=manager,
        state=JobState.DONE,
        document=printed,
        finished_at=printed.uploaded_at,
    )
    world.stored_minutes = make.MeetingPrintFactory(event=world.event, printed_by=manager)


def feed_token(world: World) -> str:
    """The secret in the address of the manager's calendar."""
    return f"kalendar-celku-{world.unit.pk}"


def add_own_things(world: World) -> None:
    manager = world.people["manager"]
    world.feed = make.CalendarFeedFactory(user=manager, token=feed_token(world))
    world.upload = make.UploadInProgressFactory(user=manager)


# What a unit has, in the order it comes about; tests/isolation/foreign.py builds a second unit of the same.
PARTS = (
    add_partnership,
    add_agreement,
    add_draft,
    add_discussion,
    add_prints,
    add_year,
    add_report,
    add_invitation,
    add_notice,
    add_contacts,
    add_meetings,
    add_own_things,
)
