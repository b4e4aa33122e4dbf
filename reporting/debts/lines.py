"""A row of „Co kdo dluží“ in words; the page and the workbook show the same ones."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from partnerships.access import RECORDERS, has_role
from partnerships.czech import counted, of_total
from partnerships.models import TerritorialUnit, User
from partnerships.unit_words import kind_label
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind
from planning.models import Debt
from planning.vocabulary import OwedBy
from reporting.debts.rows import OF_AGENCY, OF_UNIT, holder_text


@dataclass(frozen=True)
class Line:
    """Of a row `in_order`, as it is shown to the user."""

    debt: Debt
    user: User
    today: date

    @property
    def unit(self) -> TerritorialUnit:
        return self.debt.commitment.agreement.unit

    @property
    def left(self) -> str:
        """„zbývá 1 ze 4“"""
        verb = "zbývají" if 2 <= self.debt.left <= 4 else "zbývá"
        return f"{verb} {self.debt.left} {of_total(self.debt.needed)}"

    @property
    def days_over(self) -> int:
        return (self.today - self.debt.due_on).days

    @property
    def is_overdue(self) -> bool:
        return self.days_over > 0

    @property
    def when(self) -> str:
        if self.is_overdue:
            return f"{counted(self.days_over, 'den')} po termínu"
        words = {0: "dnes", -1: "zítra"}
        return words.get(self.days_over) or f"za {counted(-self.days_over, 'den')}"

    @property
    def owed_by(self) -> str:
        return OwedBy(self.debt.owed_by).label

    @property
    def people(self) -> list[str]:
        """Who holds the role today, so that one knows whom to ask."""
        unit = [holder_text(one) for one in self.debt.managers] if self.debt.owed_by in OF_UNIT else []
        asz = self.debt.consultants if self.debt.owed_by in OF_AGENCY else []
        return [*unit, *(f"{name} (ASZ)" for name in asz)]

    @property
    def kind(self) -> str:
        return kind_label(EventKind(self.debt.event_kind), self.unit.body) if self.debt.event_kind else ""

    # --- Where it can be fulfilled ------------------------------------------------------------------------

    @property
    def year_path(self) -> str:
        return reverse("planning:year", args=[self.debt.commitment.agreement_id, self.debt.year])

    @property
    def may_record(self) -> bool:
        return has_role(self.user, self.unit.pk, RECORDERS)

    @property
    def is_report(self) -> bool:
        return self.debt.event_kind in RECORDED_BY_REPORTING

    @property
    def next_step(self) -> str:
        if self.is_report:
            return "Otevřít zprávy"
        if not self.may_record:
            return ""
        return "Doplnit, co chybí" if self.debt.lacks else "Zaznamenat"

    @property
    def path(self) -> str:
        agreement = self.debt.commitment.agreement_id
        if self.is_report:
            return reverse("reporting:report_list", args=[agreement])
        if self.debt.lacks:
            return reverse("planning:event", args=[self.debt.last_event_id])
        query = {
            "druh": self.debt.event_kind,
            "zavazek": self.debt.commitment.key,
            "popis": agreement,
            "ke-dni": self._recorded_on().isoformat(),
        }
        return reverse("planning:event_add", args=[self.unit.pk], query=query)

    def _recorded_on(self) -> date:
        """What a past year lacks can only have happened in it."""
        return self.today if self.debt.is_once else min(self.debt.due_on, self.today)
