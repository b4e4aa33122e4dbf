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
    present = list(Occurrence.objects.filter(commitment__agreement=locked).select_related("commitment"))
    changes = changes_to(counted_rows(promises, rule_of(locked)), present)
    _write(changes, commitments, {(row.commitment.key, row.year): row for row in present})
    return tuple(changes)


def lock(agreement: Agreement) -> Agreement:
    """With its rule of counting: whoever changes the rule or a number locks the agreement first."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("counting")
    return locked.get(pk=agreement.pk)


def _commitments(agreement, keys: Iterable[UUID]) -> dict[UUID, Commitment]:
    Commitment.objects.bulk_create(
        [Commitment(agreement=agreement, key=key) for key in keys], ignore_conflicts=True
    )
    return {row.key: row for row in Commitment.objects.filter(agreement=agreement, key__in=keys)}


def _write(changes: list[Change], commitments: dict[UUID, Commitment], present) -> None:
    new, changed, gone = [], [], []
    for one in changes:
        row = present.get((one.term_key, one.year))
        if one.after is None:
            gone.append(row.pk)
        elif row is None:
            new.append(Occurrence(commitment=commitments[one.term_key], **vars(one.after)))
        else:
            for name in COLUMNS:
                setattr(row, name, getattr(one.after, name))
            changed.append(row)
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, COLUMNS)
    Occurrence.objects.bulk_create(new)
