"""How an agreement is counted, and numbers that people decided instead of the computed ones."""

from uuid import UUID

from django.utils import timezone

from agreements.models import Agreement
from partnerships.actions import action
from partnerships.models import User
from planning.actions.events import LostSave, Refused
from planning.actions.timeline import lock, write_changes, write_occurrences, written_for
from planning.counting import Change, changes_to, counted_rows, fingerprint, promises_in
from planning.models import Commitment, CountingRule, Occurrence, Rounding, YearBasis
from planning.promises import rule_of


@action
def change_counting(
    agreement: Agreement, *, by: User, rounding: Rounding, year_basis: YearBasis, reason: str, seen: str
) -> tuple[Change, ...]:
    """Counts everything anew; decided numbers stay. `seen` is the fingerprint of the preview that was confirmed.

    Sent twice it is done once; LostSave when the preview no longer says what would happen.
    """
    locked = lock(agreement)
    rule = rule_of(locked)
    wished = {"rounding": rounding, "year_basis": year_basis, "reason": reason}
    if rule.pk and all(getattr(rule, name) == value for name, value in wished.items()):
        return ()
    new, written = CountingRule(**wished), written_for(locked)
    changes = changes_to(counted_rows(promises_in(locked), new), written)
    if seen != fingerprint(rule, changes):
        raise LostSave
    new.pk, new.agreement = rule.pk, locked
    new.decided_at, new.decided_by = timezone.now(), by
    new.save()
    write_changes(changes, written, {row.key: row for row in Commitment.objects.filter(agreement=locked)})
    return tuple(changes)


def preview_of(agreement: Agreement, rule: CountingRule) -> list[Change]:
    """What would change if the agreement were counted by the rule."""
    return changes_to(counted_rows(promises_in(agreement), rule), written_for(agreement))


@action
def decide_expectation(
    agreement: Agreement, *, by: User, term_key: UUID, year: int, number: int, reason: str, seen: str
) -> Occurrence:
    """`number` stands instead of the computed one. `seen` is what the person saw (`state_of`).

    Sent twice it is done once; LostSave when somebody decided meanwhile.
    """
    row = _locked_row(agreement, term_key, year)
    if (row.override, row.override_reason, row.override_by_id) == (number, reason, by.pk):
        return row
    if seen != state_of(row):
        raise LostSave
    row.override, row.override_reason = number, reason
    row.override_at, row.override_by = timezone.now(), by
    row.save(update_fields=["override", "override_reason", "override_at", "override_by"])
    return row


@action
def withdraw_decision_of(agreement: Agreement, *, by: User, term_key: UUID, year: int, seen: str) -> None:
    """The computed number stands again, as it comes out now; sent twice it is done once."""
    row = _locked_row(agreement, term_key, year)
    if row.override is None:
        return
    if seen != state_of(row):
        raise LostSave
    row.override, row.override_reason = None, ""
    row.override_at, row.override_by = None, None
    row.save(update_fields=["override", "override_reason", "override_at", "override_by"])
    write_occurrences(agreement, by=by)


def state_of(row: Occurrence) -> str:
    decided = row.override_at.isoformat() if row.override_at else ""
    return f"{row.expected}|{row.override}|{decided}"


def _locked_row(agreement: Agreement, term_key: UUID, year: int) -> Occurrence:
    lock(agreement)
    rows = Occurrence.objects.filter(commitment__agreement=agreement, commitment__key=term_key, year=year)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Refused("V tomto roce se od termínu už nic neočekává, počet tu nelze změnit.")
    return row
