"""What people type about units, people and partnerships. The rows are written by actions."""

from partnerships.forms.accounts import (
    AccessForm,
    AccountFilter,
    AccountForm,
    ConsultantForm,
    EndConsultantForm,
)
from partnerships.forms.bodies import DayForm, DissolveForm, GroupForm, PartnershipForm
from partnerships.forms.dates import CzechDateField, CzechDateInput, CzechTimeField, EndForm, PeriodMixin
from partnerships.forms.files import UploadField
from partnerships.forms.handover import HandoverForm
from partnerships.forms.people import NewPersonMixin, RoleHoldingForm, people_of
from partnerships.forms.rules import NewerRulesForm, RulesForm
from partnerships.forms.seats import HolderForm, SeatForm
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
    "DissolveForm",
    "EndConsultantForm",
    "EndForm",
    "GroupForm",
    "HandoverForm",
    "HolderForm",
    "NewPersonMixin",
    "NewerRulesForm",
    "PartnershipForm",
    "PeriodMixin",
    "RoleHoldingForm",
    "RulesForm",
    "SeatForm",
    "UnitFilter",
    "UnitForm",
    "UploadField",
    "people_of",
]
