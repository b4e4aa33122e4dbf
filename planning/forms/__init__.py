"""What people type about events and their evidence. The rows are written by actions."""

from planning.forms.attendance import AttendanceSheet
from planning.forms.corrections import CorrectionForm
from planning.forms.event_filter import EventFilter
from planning.forms.events import CancelForm, EventForm, FulfilmentForm
from planning.forms.evidence import DeviationForm, EvidenceForm
from planning.forms.step_filter import StepFilterForm, TermFilterForm

__all__ = [
    "AttendanceSheet",
    "CancelForm",
    "CorrectionForm",
    "DeviationForm",
    "EventFilter",
    "EventForm",
    "EvidenceForm",
    "FulfilmentForm",
    "StepFilterForm",
    "TermFilterForm",
]
