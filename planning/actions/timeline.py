"""Commitments and their expected occurrences, written when a version comes into force (domain.md 2.3)."""

from collections.abc import Iterable
from uuid import UUID

from agreements.models import Agreement
from partnerships.actions import action
from partnerships.models import User
from planning.counting import COLUMNS, Change, changes_to, counted_rows, promises_in
from planning.models import Commitment, Occurrence
from planning.promises import rule_of


@action
def write_occurrences(agreement: Agreement, *, by: User) -> tuple[Change, ...]:
    """Brings the rows to what the versions promise, each in its days, and says what changed; again, nothing does.

    Rows a person decided on (override) are left alone. Without known days there are commitments only.
    """
    locked = lock(agreement)
    promises = promises_in(locked)
    commitments = _commitments(locked, promises.keys())
    written = written_for(locked)
    changes = changes_to(counted_rows(promises, rule_of(locked)), written)
    write_changes(changes, written, commitments)
    return tuple(changes)


def written_for(agreement: Agreement) -> list[Occurrence]:
    return list(Occurrence.objects.filter(commitment__agreement=agreement).select_related("commitment"))


def lock(agreement: Agreement) -> Agreement:
    """With its rule of counting: whoever changes the rule or a number locks the agreement first."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("counting")
    return locked.get(pk=agreement.pk)


def _commitments(agreement, keys: Iterable[UUID]) -> dict[UUID, Commitment]:
    Commitment.objects.bulk_create(
        [Commitment(agreement=agreement, key=key) for key in keys], ignore_conflicts=True
    )
    return {row.key: row for row in Commitment.objects.filter(agreement=agreement, key__in=keys)}


def write_changes(
    changes: list[Change], written: list[Occurrence], commitments: dict[UUID, Commitment]
) -> None:
    """`written` are the rows as they were when the changes were counted, under the same lock."""
    present = {(row.commitment.key, row.year): row for row in written}
    gone = [present[one.term_key, one.year].pk for one in changes if one.after is None]
    changed = []
    for one in changes:
        if one.before and one.after:
            row = present[one.term_key, one.year]
            for name in COLUMNS:
                setattr(row, name, getattr(one.after, name))
            changed.append(row)
    new = [
        Occurrence(commitment=commitments[one.term_key], **vars(one.after))
        for one in changes
        if one.before is None
    ]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, COLUMNS)
    Occurrence.objects.bulk_create(new)
