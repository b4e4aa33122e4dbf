"""How a step of the timeline stands in a year: domain.md 3.7 and the algorithm of section 5."""

from django.db.models import TextChoices


class StepStatus(TextChoices):
    FULFILLED = "FULFILLED", "splněno"
    ONGOING = "ONGOING", "plněno průběžně"
    LATE = "LATE", "splněno po termínu"
    PARTIAL = "PARTIAL", "splněno částečně"
    NOT_FULFILLED = "NOT_FULFILLED", "nesplněno"
    NOT_DUE = "NOT_DUE", "termín dosud nenastal"
    ON_DEMAND = "ON_DEMAND", "podle potřeby"
    NOT_APPLICABLE = "NOT_APPLICABLE", "nerelevantní"
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
    StepStatus.NOT_DUE,
    StepStatus.THIS_REPORT,
    StepStatus.ON_DEMAND,
    StepStatus.NOT_APPLICABLE,
)
MET = frozenset({StepStatus.FULFILLED, StepStatus.ONGOING, StepStatus.LATE})
# A person has to say why, and what will be done about it.
DEVIATIONS = frozenset({StepStatus.NOT_FULFILLED, StepStatus.PARTIAL, StepStatus.LATE})
