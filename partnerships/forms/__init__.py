"""What people type about units, people and partnerships. The rows are written by actions."""

from partnerships.forms.accounts import (
    AccessForm,
    AccountFilter,
    AccountForm,
    ConsultantForm,
    EndConsultantForm,
)
from partnerships.forms.bodies import DayForm, GroupForm, PartnershipForm, SeatForm
from partnerships.forms.dates import CzechDateField, CzechDateInput, CzechTimeField, EndForm, PeriodMixin
from partnerships.forms.handover import HandoverForm
from partnerships.forms.people import NewPersonMixin, RoleHoldingForm, people_of
from partnerships.forms.units import UnitFilter, UnitForm

__all__ = [
    "AccessForm",
    "AccountFilter",
    "AccountForm",
    "ConsultantForm",
    "CzechDateField",
    "CzechDateInput",
    "CzechTimeField",
    "DayForm",
    "EndConsultantForm",
    "EndForm",
    "GroupForm",
    "HandoverForm",
    "NewPersonMixin",
    "PartnershipForm",
    "PeriodMixin",
    "RoleHoldingForm",
    "SeatForm",
    "UnitFilter",
    "UnitForm",
    "people_of",
]
