"""A workbook that came back, checked by the rules of the forms it stands for. The rows are written by actions."""

from planning.forms.excel.plan import plan_of
from planning.forms.excel.upload import ConfirmForm, WorkbookForm

__all__ = ["ConfirmForm", "WorkbookForm", "plan_of"]
