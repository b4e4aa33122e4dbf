"""What agreements and their reports ask for: whose turn it is, what is due, what the year lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import UNDER_WAY, State
from agreements.models import Agreement, AgreementVersion
from agreements.turns import CONSULTANT, SIGNERS, Turn, turn_of
from agreements.vocabulary import Side
from partnerships.access import EDITORS
from partnerships.vocabulary import JobState, UnitRole
from planning.results import StepResult, TermResult, YearResult
from planning.vocabulary import StepStatus
from reporting.board.facts import Facts
from reporting.board.items import Item
from reporting.lifecycle import TRANSITIONS, ReportState

# The next agreement takes months; by mail the end is announced by agreements.actions.expiry.
ENDS_WITHIN = timedelta(days=90)
TERM_WITHIN = timedelta(days=14)
REPORT_REMINDED = timedelta(days=30)
STILL_OPEN = frozenset({StepStatus.NOT_DUE, StepStatus.ONGOING})


@dataclass(frozen=True)
class Shown:
    """An agreement with the version that holds, else the newest, and the one somebody is to act on next."""

    agreement: Agreement
    current: AgreementVersion
    live: AgreementVersion
    is_in_force: bool
    is_over: bool

    @property
    def is_being_revised(self) -> bool:
        return self.is_in_force and self.live != self.current


def _shown(versions: list[AgreementVersion], *, today: date) -> Shown | None:
    """Of one agreement; None where all of it was put aside."""
    alive = sorted((one for one in versions if one.state != State.ARCHIVED), key=lambda one: -one.number)
    if not alive:
        return None
    in_force = next((version for version in alive if version.state == State.IN_FORCE), None)
    under_way = next((version for version in alive if version.state in UNDER_WAY), None)
    agreement, current = alive[0].agreement, in_force or alive[0]
    is_over = bool(agreement.last_day and agreement.last_day < today)
    return Shown(agreement, current, under_way or current, in_force is not None, is_over)


def agreements_of(facts: Facts) -> list[Shown]:
    found = (_shown(versions, today=facts.today) for versions in facts.versions.values())
    return [one for one in found if one]


def items_of(facts: Facts) -> Iterator[Item]:
    agreements = agreements_of(facts)
    for one in agreements:
        yield from _turn(one)
        yield from _end(one, agreements, facts.today)
        yield from _reports(one, facts)
        result = facts.results[one.agreement.pk]
        if result.gap and one.is_in_force:
            yield _gap(one, result)
        if not one.is_over:
            yield from _terms(one, result, facts.today)


# --- Whose turn it is -------------------------------------------------------------------------------------


def _turn(one: Shown) -> Iterator[Item]:
    turn = turn_of(one.live)
    if not turn.asked:
        return
    since = one.live.last_step_at and timezone.localdate(one.live.last_step_at)
    for side in turn.sides:
        yield Item(
            key=f"turn:{one.live.pk}:{one.live.state}:{side}",
            unit=one.agreement.unit,
            text=f"{turn.asked[:1].upper()}{turn.asked[1:]}",
            path=reverse("agreements:version", args=[one.live.pk]),
            roles=_roles(turn, side),
            who=side.label,
            since=since,
        )


def _roles(turn: Turn, side: Side) -> frozenset[UnitRole]:
    return turn.roles & SIGNERS[side] if len(turn.sides) > 1 else turn.roles


# --- What is due ------------------------------------------------------------------------------------------


def _end(one: Shown, agreements: list[Shown], today: date) -> Iterator[Item]:
    """Nobody has begun the agreement that is to follow."""
    last_day = one.agreement.last_day
    if not one.is_in_force or last_day is None or last_day > today + ENDS_WITHIN:
        return
    if any(_follows(other.agreement, one.agreement) for other in agreements):
        return
    kind = one.agreement.get_kind_display()
    text = f"Platnost popisu spolupráce ({kind}) uplynula: založit navazující, pokud spolupráce pokračuje"
    if not one.is_over:
        text = f"Připravit navazující popis spolupráce ({kind}), než tomuto skončí platnost"
    yield Item(
        key=f"end:{one.agreement.pk}",
        unit=one.agreement.unit,
        text=text,
        path=reverse("agreements:detail", args=[one.agreement.pk]),
        who=Side.UNIT.label,
        due_on=None if one.is_over else last_day,
        since=last_day if one.is_over else None,
    )


def _follows(other: Agreement, agreement: Agreement) -> bool:
    """Of the same unit and kind: founded after it, begun after it, or not in force yet."""
    if (other.unit_id, other.kind) != (agreement.unit_id, agreement.kind) or other == agreement:
        return False
    starts_later = other.in_force is None or other.in_force.lower > agreement.in_force.lower
    return other.predecessor_id == agreement.pk or starts_later


def _gap(one: Shown, result: YearResult) -> Item:
    return Item(
        key=f"gap:{one.agreement.pk}",
        unit=one.agreement.unit,
        text=f"Doplnit údaj o platnosti – {result.gap.text[:1].lower()}{result.gap.text[1:]}",
        path=reverse("planning:year", args=[one.agreement.pk, result.year]),
        who=Side.UNIT.label,
        is_blocking=True,
    )


class DatedTerm(NamedTuple):
    step: StepResult
    term: TermResult


def _terms(one: Shown, result: YearResult, today: date) -> Iterator[Item]:
    """Due once and soon; what was missed is said by the traffic lights."""
    if not result.computable:
        return
    dated = [DatedTerm(step, term) for step in result.steps for term in step.terms if term.due_on]
    for step, term in dated:
        is_near = today <= term.due_on <= today + TERM_WITHIN
        if not is_near or term.status not in STILL_OPEN or term.is_report:
            continue
        is_agency = is_of_agency(step)
        yield Item(
            key=f"term:{term.commitment_id}",
            unit=one.agreement.unit,
            text=f"Splnit závazek: {step.activity_name} – {term.raw_text}",
            path=_record(one, term, today),
            read_path=reverse("planning:year", args=[one.agreement.pk, result.year]),
            roles=CONSULTANT if is_agency else EDITORS,
            who=Side.ASZ.label if is_agency else Side.UNIT.label,
            due_on=None if is_agency else term.due_on,
            remind_on=term.due_on - TERM_WITHIN,
        )


def is_of_agency(step: StepResult) -> bool:
    """The agreement names nobody of the unit: its delay is not the municipality's."""
    return bool(step.asz_responsibility) and not step.unit_responsibility


def _record(one: Shown, term: TermResult, today: date) -> str:
    query = {
        "druh": str(term.event_kind),
        "zavazek": term.term_key,
        "popis": one.agreement.pk,
        "ke-dni": today.isoformat(),
    }
    return reverse("planning:event_add", args=[one.agreement.unit_id], query=query)


# --- Reports ----------------------------------------------------------------------------------------------


def _reports(one: Shown, facts: Facts) -> Iterator[Item]:
    """Of last year one is expected; whatever else was begun is to be submitted too."""
    last_year = facts.today.year - 1
    newest: dict[int, dict] = {}
    for report in facts.versions[one.agreement.pk][0].reports:
        newest.setdefault(report["year"], report)
    if expects_report(facts.results[one.agreement.pk], last_year):
        newest.setdefault(last_year, None)
    for year, report in newest.items():
        if report is None or report["state"] == ReportState.DRAFT:
            yield _report(one, year, report)


def expects_report(result: YearResult, year: int) -> bool:
    window = result.window
    return window is not None and window.start.year <= year <= window.end.year


def _report(one: Shown, year: int, report: dict | None) -> Item:
    text, path, roles = _asked_of_report(one, year, report)
    due_on = date(year + 1, 12, 31)
    return Item(
        key=f"report:{one.agreement.pk}:{year}",
        unit=one.agreement.unit,
        text=text,
        path=path,
        read_path=reverse("reporting:report_list", args=[one.agreement.pk]) if roles else path,
        roles=roles,
        who=Side.UNIT.label if roles else "aplikace",
        due_on=due_on,
        remind_on=due_on - REPORT_REMINDED,
    )


def _asked_of_report(one: Shown, year: int, report: dict | None) -> tuple[str, str, frozenset[UnitRole]]:
    if report is None:
        path = reverse("reporting:report_list", args=[one.agreement.pk])
        return f"Vytvořit zprávu o plnění za rok {year}", path, EDITORS
    if report["document"]:
        body = one.agreement.unit.body.dative
        path = reverse("reporting:submit", args=[report["pk"]])
        return f"Předložit {body} zprávu o plnění za rok {year}", path, TRANSITIONS["submit"].roles
    path = reverse("reporting:job", args=[report["job_key"]]) if report["job_key"] else ""
    if report["job_state"] == JobState.FAILED:
        return f"Příprava zprávy za rok {year} selhala: spustit ji znovu", path, EDITORS
    return f"Zpráva o plnění za rok {year} se připravuje", path, frozenset()
