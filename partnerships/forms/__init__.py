"""What people type about units, people and partnerships. The rows are written by actions."""

from partnerships.forms.bodies import DayForm, GroupForm, PartnershipForm, SeatForm
from partnerships.forms.dates import CzechDateField, CzechDateInput, EndForm, PeriodMixin
from partnerships.forms.people import NewPersonMixin, RoleHoldingForm, people_of
from partnerships.forms.units import UnitFilter

__all__ = [
    "CzechDateField",
    "CzechDateInput",
    "DayForm",
    "EndForm",
    "GroupForm",
    "NewPersonMixin",
    "PartnershipForm",
    "PeriodMixin",
    "RoleHoldingForm",
    "SeatForm",
    "UnitFilter",
    "people_of",
]
