"""The dullest valid object of each model; situations are written in the tests. All persons are invented."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import factory
import pgtrigger
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements import models as agreements
from agreements.lifecycle import State
from agreements.vocabulary import (
    AgreementKind,
    Audience,
    OpinionResult,
    Origin,
    OutputCode,
    PrintFormat,
    PrintKind,
    ResponsibilityCode,
    Section,
    Side,
    TermKind,
)
from partnerships import models as partnerships
from partnerships.vocabulary import (
    AgencyRole,
    DocumentKind,
    EventKind,
    EventState,
    GroupStatus,
    MailKind,
    Matter,
    OfficialRole,
    OrganisationType,
    Presence,
    QuorumRule,
    UnitRole,
    UnitType,
)
from planning import models as planning
from planning.vocabulary import MeetingPaper, OwedBy, StepStatus
from reporting import models as reporting

PASSWORD = "Dlouhé heslo 2026"


def small(number: int) -> int:
    """Fits the column however many rows a long run of tests has made before."""
    return number % 30_000


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


# --- partnerships -----------------------------------------------------------------------------------------


class RegionFactory(Factory):
    code = factory.Sequence(lambda n: f"{n:05d}")
    name = factory.Sequence(lambda n: f"Zkušební kraj {n}")
    name_locative = factory.Sequence(lambda n: f"Zkušebním kraji {n}")

    class Meta:
        model = partnerships.Region


class ThematicAreaFactory(Factory):
    code = factory.Sequence(lambda n: f"AREA{n}")
    name = factory.Sequence(lambda n: f"Oblast {n}")
    position = factory.Sequence(small)

    class Meta:
        model = partnerships.ThematicArea


class UnitFactory(Factory):
    unit_type = UnitType.TOWN
    name = factory.Sequence(lambda n: f"Lhota {n}")
    name_genitive = factory.Sequence(lambda n: f"Lhoty {n}")
    name_locative = factory.Sequence(lambda n: f"ve Lhotě {n}")
    ico = "00261891"
    seat_address = "Náměstí 1, Lhota"
    postal_code = "43001"
    region = factory.SubFactory(RegionFactory)

    class Meta:
        model = partnerships.TerritorialUnit


class PersonFactory(Factory):
    first_name = "Jan"
    last_name = factory.Sequence(lambda n: f"Vymyšlený {n}")

    class Meta:
        model = partnerships.Person


class UserFactory(Factory):
    """`UserFactory(manager_of=unit)` makes the person with that role; see `member`."""

    email = factory.Sequence(lambda n: f"osoba{n}@example.cz")
    name = factory.Sequence(lambda n: f"Osoba {n}")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = partnerships.User


class MembershipFactory(Factory):
    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = UnitRole.MANAGER

    class Meta:
        model = partnerships.Membership


def member(unit, role=UnitRole.MANAGER, **fields):
    """A user with one role in one unit."""
    if role == UnitRole.CONSULTANT:
        fields.setdefault("agency_role", AgencyRole.CONSULTANT)
    user = UserFactory(**fields)
    MembershipFactory(user=user, unit=unit, role=role)
    return user


class InvitationFactory(Factory):
    """`token` is what the link carries; only its fingerprint is stored."""

    user = factory.SubFactory(UserFactory, password=None)
    fingerprint = factory.LazyAttribute(lambda row: hashlib.sha256(row.token.encode()).hexdigest())
    created_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    class Meta:
        model = partnerships.Invitation
        exclude = ["token"]

    token = factory.Sequence(lambda n: f"tajemstvi-{n}")


class HandoverFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    leaver = factory.SubFactory(UserFactory)
    successor = factory.SubFactory(UserFactory)
    by = factory.SelfAttribute("leaver")
    starts_on = date(2026, 1, 1)
    moved = factory.LazyFunction(lambda: ["Přístup končí ihned."])

    class Meta:
        model = partnerships.Handover


class RoleHoldingFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    role = OfficialRole.MANAGER
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = partnerships.RoleHolding


class OrganisationFactory(Factory):
    name = factory.Sequence(lambda n: f"Organizace {n}")
    organisation_type = OrganisationType.NGO

    class Meta:
        model = partnerships.Organisation


class PartnershipFactory(Factory):
    """Pass `units=[…]`; without it the partnership is nobody's."""

    name = "Lokální partnerství"

    class Meta:
        model = partnerships.LocalPartnership

    @factory.post_generation
    def units(self, create, extracted, **kwargs):
        if extracted:
            self.units.set(extracted)


class GroupFactory(Factory):
    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Skupina {n}")
    status = GroupStatus.ESTABLISHED

    class Meta:
        model = partnerships.WorkingGroup


class SeatFactory(Factory):
    partnership = factory.SubFactory(PartnershipFactory)
    organisation_type = OrganisationType.CITY_LEADERSHIP
    function_text = "zástupce vedení města"

    class Meta:
        model = partnerships.Seat


class EventFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    kind = EventKind.COOPERATION_MEETING
    state = EventState.HELD
    title = factory.Sequence(lambda n: f"Událost {n}")
    starts_on = date(2023, 5, 10)

    class Meta:
        model = partnerships.Event


class EventSeriesFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    kind = EventKind.COOPERATION_MEETING
    title = "Jednání o spolupráci"

    class Meta:
        model = partnerships.EventSeries


class AttendanceFactory(Factory):
    event = factory.SubFactory(EventFactory)
    name_text = "Jan Vymyšlený"
    presence = Presence.PRESENT

    class Meta:
        model = partnerships.Attendance


class MeetingFactory(Factory):
    event = factory.SubFactory(EventFactory)

    class Meta:
        model = partnerships.Meeting


class AgendaItemFactory(Factory):
    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(small)
    matter = Matter.SITUATION

    class Meta:
        model = partnerships.AgendaItem


class DecisionFactory(Factory):
    event = factory.SubFactory(EventFactory)
    unit = factory.SelfAttribute("event.unit")
    partnership = factory.SelfAttribute("event.partnership")
    group = factory.SelfAttribute("event.group")
    year = factory.SelfAttribute("event.starts_on.year")
    number = factory.Sequence(lambda n: small(n) + 1)
    text = "Bere na vědomí zprávu o plnění popisu spolupráce."

    class Meta:
        model = partnerships.Decision


class FollowUpTaskFactory(Factory):
    event = factory.SubFactory(EventFactory)
    unit = factory.SelfAttribute("event.unit")
    partnership = factory.SelfAttribute("event.partnership")
    text = "Připravit podklady pro příští jednání"
    person_text = "Jan Vymyšlený"
    due_on = date(2023, 6, 30)

    class Meta:
        model = partnerships.FollowUpTask


class MinutesCommentFactory(Factory):
    meeting = factory.SubFactory(MeetingFactory)
    author_text = "Jan Vymyšlený"
    text = "Ve druhém bodu prosím doplnit datum."

    class Meta:
        model = partnerships.MinutesComment


class MeetingMailFactory(Factory):
    event = factory.SubFactory(EventFactory)
    kind = MailKind.INVITATION
    name = "Jan Vymyšlený"
    email = "jan.vymysleny@example.cz"
    sent_by = factory.SubFactory(UserFactory)

    class Meta:
        model = partnerships.MeetingMail


class DocumentFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    original_name = "zapis.pdf"
    content_type = "application/pdf"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 zkouska", name="zapis.pdf"))
    size = 16
    sha256 = hashlib.sha256(b"%PDF-1.7 zkouska").hexdigest()

    class Meta:
        model = partnerships.Document


class PartnershipDocumentFactory(Factory):
    partnership = factory.SubFactory(PartnershipFactory)
    kind = DocumentKind.STATUTE_AND_RULES
    title = "Statut a jednací řád"
    quorum = QuorumRule.MORE_THAN_HALF

    class Meta:
        model = partnerships.PartnershipDocument


class CalendarFeedFactory(Factory):
    """`token` is what the address carries; only its fingerprint is stored."""

    user = factory.SubFactory(UserFactory)
    fingerprint = factory.LazyAttribute(lambda row: hashlib.sha256(row.token.encode()).hexdigest())

    class Meta:
        model = partnerships.CalendarFeed
        exclude = ["token"]

    token = factory.Sequence(lambda n: f"kalendar-{n}")


class UploadInProgressFactory(Factory):
    user = factory.SubFactory(UserFactory)
    name = "zapis.pdf"
    size = 2_000_000

    class Meta:
        model = partnerships.UploadInProgress


class ContactMergeFactory(Factory):
    person = factory.SubFactory(PersonFactory)
    absorbed_person = factory.SubFactory(PersonFactory)
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = partnerships.ContactMerge


class NotificationFactory(Factory):
    recipient = "osoba@example.cz"
    subject = "Předmět"

    class Meta:
        model = partnerships.Notification


class NotificationAttachmentFactory(Factory):
    notification = factory.SubFactory(NotificationFactory)
    filename = "jednani.ics"
    content_type = "text/calendar"
    content = "BEGIN:VCALENDAR"

    class Meta:
        model = partnerships.NotificationAttachment


class NoticeFactory(Factory):
    user = factory.SubFactory(UserFactory)
    text = "Návrh čeká na vaše posouzení."

    class Meta:
        model = partnerships.Notice


# --- agreements -------------------------------------------------------------------------------------------


class TemplateFactory(Factory):
    code = factory.Sequence(lambda n: f"vzor-{n}")
    name = factory.Sequence(lambda n: f"Zkušební vzor {n}")
    sections = list(Section.values)
    headings = factory.LazyFunction(lambda: dict(Section.choices))
    columns = factory.LazyFunction(
        lambda: [
            {"code": "activity", "heading": "činnost"},
            {"code": "specification", "heading": "specifikace činnosti"},
            {"code": "output", "heading": "výstup"},
            {"code": "unit", "heading": "odpovědnost územního celku"},
            {"code": "asz", "heading": "odpovědnost ASZ"},
            {"code": "term", "heading": "termín dokončení"},
        ]
    )
    footnotes = factory.LazyFunction(dict)

    class Meta:
        model = agreements.AgreementTemplate


class ProjectFactory(Factory):
    name = "Zkušební projekt"
    reg_no_raw = factory.Sequence(lambda n: f"CZ.03.2.63/0.0./0.0/15_030/{n:07d}")
    programme = "Operační program Zaměstnanost"

    class Meta:
        model = agreements.SupportingProject


class MemorandumFactory(Factory):
    unit = factory.SubFactory(UnitFactory)

    class Meta:
        model = agreements.Memorandum


class AgreementFactory(Factory):
    unit = factory.SubFactory(UnitFactory)
    kind = AgreementKind.SOCIAL_INCLUSION

    class Meta:
        model = agreements.Agreement


class VersionFactory(Factory):
    """A draft; the database admits no other state at birth. Use `put_in_force` for the rest."""

    agreement = factory.SubFactory(AgreementFactory)
    number = 1
    template = factory.SubFactory(TemplateFactory)

    class Meta:
        model = agreements.AgreementVersion


def put_in_force(version):
    """The bare state step, for tests that need a frozen version and not what follows from it."""
    rows = agreements.AgreementVersion.objects.filter(pk=version.pk)
    rows.update(state=State.IN_FORCE, origin=Origin.PAPER)
    version.refresh_from_db()
    return version


def put_in_state(version, state):
    """Any state, whatever stands beside the content; the steps that lead there are tested for themselves."""
    with pgtrigger.ignore("agreements.AgreementVersion:frozen_version"):
        agreements.AgreementVersion.objects.filter(pk=version.pk).update(state=state)
    version.refresh_from_db()
    return version


class VersionRowFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    position = factory.Sequence(small)

    class Meta:
        abstract = True


class RoleAssignmentFactory(VersionRowFactory):
    role = OfficialRole.MANAGER
    name_text = "Mgr. Jan Vymyšlený"

    class Meta:
        model = agreements.RoleAssignment


class FocusAreaFactory(VersionRowFactory):
    local_label = "Bydlení"

    class Meta:
        model = agreements.FocusArea


class FocusGoalFactory(VersionRowFactory):
    focus_area = factory.SubFactory(FocusAreaFactory, version=factory.SelfAttribute("..version"))
    statement = "Zlepšit dostupnost bydlení"

    class Meta:
        model = agreements.FocusGoal


class StatedGroupFactory(VersionRowFactory):
    name = "Bydlení"
    status = GroupStatus.OPTIONAL

    class Meta:
        model = agreements.StatedGroup


class StatedSeatFactory(VersionRowFactory):
    text = "zástupce vedení obce"
    organisation_type = OrganisationType.CITY_LEADERSHIP

    class Meta:
        model = agreements.StatedSeat


class StatedMatterFactory(VersionRowFactory):
    matter = Matter.PLAN
    text = "plán sociálního začleňování"

    class Meta:
        model = agreements.StatedMatter


class LegacyStrategyUseFactory(VersionRowFactory):
    title = "Strategický plán"

    class Meta:
        model = agreements.LegacyStrategyUse


class LinkedStrategyFactory(VersionRowFactory):
    title = "Komunitní plán"

    class Meta:
        model = agreements.LinkedStrategy


class PlannedMeasureFactory(VersionRowFactory):
    text = "Posílení sociální práce"

    class Meta:
        model = agreements.PlannedMeasure


class ActivityFactory(VersionRowFactory):
    name = "Lokální partnerství"

    class Meta:
        model = agreements.Activity


class StepFactory(VersionRowFactory):
    activity = factory.SubFactory(ActivityFactory, version=factory.SelfAttribute("..version"))
    specification = "Jednání partnerství"

    class Meta:
        model = agreements.ActivityStep


class OutputFactory(VersionRowFactory):
    step = factory.SubFactory(StepFactory, version=factory.SelfAttribute("..version"))
    code = OutputCode.MEETING_RECORD

    class Meta:
        model = agreements.ExpectedOutput


class ResponsibilityFactory(VersionRowFactory):
    step = factory.SubFactory(StepFactory, version=factory.SelfAttribute("..version"))
    side = Side.UNIT
    code = ResponsibilityCode.ORGANISATION

    class Meta:
        model = agreements.Responsibility


class TermFactory(VersionRowFactory):
    step = factory.SubFactory(StepFactory, version=factory.SelfAttribute("..version"))
    raw_text = "Minimálně 4x ročně"
    kind = TermKind.FREQUENCY
    event_kind = EventKind.LP_MEETING
    count = 4
    bound = "MIN"
    per = "YEAR_UNSPECIFIED"

    class Meta:
        model = agreements.ScheduleTerm


class SectionRevisionFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    section = Section.HEADER

    class Meta:
        model = agreements.SectionRevision


class VersionStepLogFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    step = "take_over"
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.VersionStepLog


class SectionSnapshotFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    section = Section.HEADER
    revision = 0
    values = factory.LazyFunction(lambda: {"unit_text": "Dřívější název"})
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.SectionSnapshot


class PastedTimelineFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    form_key = factory.LazyFunction(uuid4)
    changes = factory.LazyFunction(lambda: [{"key": str(uuid4()), "before": 0, "after": 1}])
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.PastedTimeline


class FileReferenceFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    side = Side.UNIT
    reference_number = "MUVT/123/2024"

    class Meta:
        model = agreements.FileReference


class TerminationFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    ends_on = date(2024, 6, 30)
    body_text = "Monitorovací výbor"
    reason = "Spolupráce nepokračuje."

    class Meta:
        model = agreements.Termination


class CommentThreadFactory(Factory):
    raised_in = factory.SubFactory(VersionFactory)
    agreement = factory.SelfAttribute("raised_in.agreement")
    section = Section.VALIDITY
    audience = Audience.SHARED
    created_by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.CommentThread


class CommentFactory(Factory):
    thread = factory.SubFactory(CommentThreadFactory)
    by = factory.SelfAttribute("thread.created_by")
    text = "Doplňte prosím počet let."

    class Meta:
        model = agreements.Comment


class ReviewMarkFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.ReviewMark


class ApprovalFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    side = Side.UNIT

    class Meta:
        model = agreements.Approval


class SignatureFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    side = Side.UNIT

    class Meta:
        model = agreements.Signature


class OpinionFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    result = OpinionResult.DISCUSSED

    class Meta:
        model = agreements.PartnershipOpinion


class StatedStartFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    starts_on = date(2022, 1, 1)
    reason = "Podle dohody obou stran"

    class Meta:
        model = agreements.StatedStart


class PrintJobFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    kind = PrintKind.AGREEMENT
    format = PrintFormat.PDF
    requested_by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.PrintJob


class AgreementPrintFactory(Factory):
    version = factory.SubFactory(VersionFactory)
    document = factory.SubFactory(DocumentFactory, unit=factory.SelfAttribute("..version.agreement.unit"))
    sha256 = factory.SelfAttribute("document.sha256")
    template_version = "1"
    printed_by = factory.SubFactory(UserFactory)

    class Meta:
        model = agreements.AgreementPrint


# --- planning ---------------------------------------------------------------------------------------------


class CommitmentFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    key = factory.Faker("uuid4")

    class Meta:
        model = planning.Commitment


class OccurrenceFactory(Factory):
    commitment = factory.SubFactory(CommitmentFactory)
    year = 2023
    expected = 4

    class Meta:
        model = planning.Occurrence


class DebtFactory(Factory):
    commitment = factory.SubFactory(CommitmentFactory)
    year = 2023
    is_once = False
    status = StepStatus.NOT_DUE
    needed = 4
    counted = 3
    due_on = date(2023, 12, 31)
    event_kind = EventKind.LP_MEETING
    owed_by = OwedBy.UNIT
    step_key = factory.Faker("uuid4")
    position = 0

    class Meta:
        model = planning.Debt


class DebtSheetFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    computed_on = date(2023, 10, 1)

    class Meta:
        model = planning.DebtSheet


class DebtMarkFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)

    class Meta:
        model = planning.DebtMark


class CountingRuleFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    rounding = planning.Rounding.CEIL
    reason = "Tak to žádá usnesení zastupitelstva."
    decided_at = datetime(2023, 3, 20, 9, tzinfo=UTC)
    decided_by = factory.SubFactory(UserFactory)

    class Meta:
        model = planning.CountingRule


class FulfilmentFactory(Factory):
    event = factory.SubFactory(EventFactory)
    commitment = factory.SubFactory(CommitmentFactory)
    state = planning.FulfilmentState.PROPOSED

    class Meta:
        model = planning.Fulfilment


class EvidenceFactory(Factory):
    event = factory.SubFactory(EventFactory)
    output = OutputCode.MEETING_RECORD
    document = factory.SubFactory(DocumentFactory)

    class Meta:
        model = planning.Evidence


class EventReopeningFactory(Factory):
    event = factory.SubFactory(EventFactory)
    reason = "Na prezenční listině chybí dva účastníci."
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = planning.EventReopening


class MeetingPrintJobFactory(Factory):
    event = factory.SubFactory(EventFactory)
    paper = MeetingPaper.MINUTES
    format = PrintFormat.PDF
    requested_by = factory.SubFactory(UserFactory)

    class Meta:
        model = planning.MeetingPrintJob


class MeetingPrintFactory(Factory):
    event = factory.SubFactory(EventFactory)
    of_approval = datetime(2023, 3, 20, 9, tzinfo=UTC)
    document = factory.SubFactory(DocumentFactory, unit=factory.SelfAttribute("..event.unit"))
    sha256 = factory.SelfAttribute("document.sha256")
    template_version = "1"
    printed_by = factory.SubFactory(UserFactory)

    class Meta:
        model = planning.MeetingPrint


class DeviationCommentFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    step_key = factory.Faker("uuid4")
    year = 2023
    reason = "Onemocnění lektora"
    written_by = factory.SubFactory(UserFactory)

    class Meta:
        model = planning.DeviationComment


# --- reporting --------------------------------------------------------------------------------------------


class ReportFactory(Factory):
    agreement = factory.SubFactory(AgreementFactory)
    year = 2023
    number = 1
    created_by = factory.SubFactory(UserFactory)

    class Meta:
        model = reporting.FulfilmentReport


class ReportStepLogFactory(Factory):
    report = factory.SubFactory(ReportFactory)
    step = "submit"
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = reporting.ReportStepLog


class JobFactory(Factory):
    report = factory.SubFactory(ReportFactory)
    requested_by = factory.SubFactory(UserFactory)

    class Meta:
        model = reporting.ReportJob


class PublicTextFactory(Factory):
    code = "prohlaseni-o-pristupnosti"
    body = "## Stav souladu\n\nAplikace je přístupná."
    revision = 1
    updated_by = factory.SubFactory(UserFactory)

    class Meta:
        model = reporting.PublicText


class DigestFactory(Factory):
    user = factory.SubFactory(UserFactory)
    day = date(2026, 11, 23)

    class Meta:
        model = reporting.Digest


class DigestOffFactory(Factory):
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = reporting.DigestOff
