"""How a step stands in a year (domain.md 3.7 and 5), and the kinds of events as people choose among them."""

from django.db.models import TextChoices

from partnerships.vocabulary import EventKind, OfficialRole


class StepStatus(TextChoices):
    FULFILLED = "FULFILLED", "splněno"
    ONGOING = "ONGOING", "plněno průběžně"
    LATE = "LATE", "splněno po termínu"
    PARTIAL = "PARTIAL", "splněno částečně"
    NOT_FULFILLED = "NOT_FULFILLED", "nesplněno"
    NOT_DUE = "NOT_DUE", "termín dosud nenastal"
    ON_DEMAND = "ON_DEMAND", "podle potřeby"
    NOT_APPLICABLE = "NOT_APPLICABLE", "nerelevantní"
    NOT_COMPUTABLE = "NOT_COMPUTABLE", "nelze vyhodnotit"  # the agreement's days are not known
    THIS_REPORT = "THIS_REPORT", "plní se touto zprávou"  # only inside the annual report itself


# From the worst; they alone enter the percentage.
EVALUATED = (
    StepStatus.NOT_FULFILLED,
    StepStatus.PARTIAL,
    StepStatus.LATE,
    StepStatus.ONGOING,
    StepStatus.FULFILLED,
)
# They say nothing for or against; a step made of them alone takes the first of its own in this order.
NEUTRAL = (
    StepStatus.NOT_COMPUTABLE,
    StepStatus.NOT_DUE,
    StepStatus.THIS_REPORT,
    StepStatus.ON_DEMAND,
    StepStatus.NOT_APPLICABLE,
)
MET = frozenset({StepStatus.FULFILLED, StepStatus.ONGOING, StepStatus.LATE})
# A person has to say why, and what will be done about it.
DEVIATIONS = frozenset({StepStatus.NOT_FULFILLED, StepStatus.PARTIAL, StepStatus.LATE})

# Exactly who must meet at an evaluation meeting (domain.md 1.15, BR4).
EVALUATION_ROLES = (OfficialRole.REPRESENTATIVE, OfficialRole.MANAGER, OfficialRole.CONSULTANT)

# Everything a person may record; what the report's own steps record is not among them.
KINDS_BY_GROUP = {
    "Jednání": (
        EventKind.LP_MEETING,
        EventKind.WG_MEETING,
        EventKind.EVALUATION_MEETING,
        EventKind.LP_DISCUSSION,
        EventKind.COOPERATION_MEETING,
    ),
    "Vzdělávání a odborná podpora": (
        EventKind.GROUP_TRAINING,
        EventKind.WORKSHOP,
        EventKind.SEMINAR,
        EventKind.COURSE,
        EventKind.EXPERT_PLATFORM,
        EventKind.INDIVIDUAL_SUPPORT,
        EventKind.CONSULTATION,
    ),
    "Dokumenty a výzkum": (EventKind.DOCUMENT, EventKind.RESEARCH),
    "Veřejnost a orgány": (
        EventKind.PUBLIC_MEETING,
        EventKind.PETITION,
        EventKind.REFERENDUM,
        EventKind.CAMPAIGN,
        EventKind.COUNCIL_SESSION,
    ),
}
RECORDABLE_KINDS = frozenset(kind for kinds in KINDS_BY_GROUP.values() for kind in kinds)


class OwedBy(TextChoices):
    """Whose step it is by the columns of responsibility; the order is that of lists."""

    UNIT = "UNIT", "územní celek"
    BOTH = "BOTH", "společně územní celek a ASZ"
    ASZ = "ASZ", "ASZ"
    NOBODY = "NOBODY", "odpovědnost neuvedena"


class MeetingPaper(TextChoices):
    MINUTES = "MINUTES", "zápis z jednání"
    ATTENDANCE_SHEET = "ATTENDANCE_SHEET", "prezenční listina"

    @property
    def accusative(self) -> str:
        return "prezenční listinu" if self is MeetingPaper.ATTENDANCE_SHEET else str(self.label)


class EntryKind(TextChoices):
    """What stands in the calendar."""

    PARTNERSHIP = "PARTNERSHIP", "jednání lokálního partnerství"
    GROUP = "GROUP", "jednání pracovních skupin"
    WITH_AGENCY = "WITH_AGENCY", "jednání s ASZ"
    TRAINING = "TRAINING", "vzdělávání a odborná podpora"
    DOCUMENT = "DOCUMENT", "dokumenty a výzkum"
    PUBLIC = "PUBLIC", "veřejnost a orgány"
    DEADLINE = "DEADLINE", "termíny závazků"
    TASK = "TASK", "úkoly"
    AGREEMENT = "AGREEMENT", "konce platnosti"
