"""„Moje obce“: what a consultant, a head, a director or an analyst looks after, on one page and in one workbook."""

from dataclasses import dataclass
from datetime import date, datetime

from agreements.lifecycle import UNDER_WAY, State, state_label
from agreements.turns import ONE_SIGNATURE_LEFT, TURNS
from agreements.vocabulary import AgreementKind, Side
from partnerships.models import TerritorialUnit
from reporting.portfolio.rows import OnTurn, ReportStatus


@dataclass(frozen=True)
class Line:
    """A row of `portfolio` in words; the page and the workbook show the same ones."""

    unit: TerritorialUnit
    today: date

    @property
    def kind(self) -> str:
        return AgreementKind(self.unit.kind).label if self.unit.kind else ""

    @property
    def is_over(self) -> bool:
        return bool(self.unit.last_day and self.unit.last_day < self.today)

    @property
    def is_being_revised(self) -> bool:
        return self.unit.current_state == State.IN_FORCE and self.unit.live_state in UNDER_WAY

    @property
    def shown_state(self) -> str:
        """A revision under way stands beside the version that still holds."""
        return self.unit.current_state if self.is_being_revised else self.unit.live_state

    @property
    def state(self) -> str:
        if not self.unit.live_state:
            return ""
        if self.unit.live_state == State.IN_FORCE and self.is_over:
            return "platnost uplynula"
        live = state_label(State(self.unit.live_state), self.unit.body)
        return f"platné, probíhá revize: {live}" if self.is_being_revised else live

    @property
    def on_turn(self) -> str:
        return OnTurn(self.unit.on_turn).label

    @property
    def asked(self) -> str:
        if not self.unit.live_state:
            return "založit popis spolupráce"
        if self.unit.live_state == State.APPROVED and self.unit.on_turn in Side.values:
            return ONE_SIGNATURE_LEFT[Side(self.unit.on_turn)]
        return TURNS[State(self.unit.live_state)].said_to(self.unit.body).asked

    @property
    def since(self) -> datetime | None:
        return self.unit.since

    @property
    def deadline_what(self) -> str:
        if not self.unit.deadline:
            return ""
        if self.unit.deadline == self.unit.due_on:
            return self.unit.due_what or "termín v harmonogramu"
        return "konec platnosti"

    @property
    def report(self) -> str:
        return ReportStatus(self.unit.report_status).label
