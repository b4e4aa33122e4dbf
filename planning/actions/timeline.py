"""Commitments and their expected occurrences, written when a version comes into force (domain.md 2.3)."""

from dataclasses import dataclass
from uuid import UUID

from agreements.models import Agreement, ScheduleTerm
from agreements.validity import timeline_window
from partnerships.actions import action
from partnerships.models import User
from planning.expectations import Expectation, expectations
from planning.models import Commitment, Occurrence


@dataclass(frozen=True)
class Change:
    """`before` is None for a row that is new, `after` for one that is no longer expected."""

    term_key: UUID
    year: int
    before: Expectation | None
    after: Expectation | None


@action
def write_occurrences(agreement: Agreement, *, by: User) -> tuple[Change, ...]:
    """Brings the rows to what the version in force promises and says what changed; again, nothing does.

    Rows a person decided on (override) are left alone. Without a window there are commitments only.
    """
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    version = agreement.versions.in_force().first()
    if version is None:
        return ()
    terms = list(ScheduleTerm.objects.filter(version=version))
    commitments = _commitments(agreement, [term.key for term in terms])
    window = timeline_window(version)
    wanted = {
        (commitments[term.key].pk, row.year): row
        for term in terms
        if window
        for row in expectations(term, window)
    }
    return _bring_to(wanted, commitments)


def _commitments(agreement, keys) -> dict[UUID, Commitment]:
    Commitment.objects.bulk_create(
        [Commitment(agreement=agreement, key=key) for key in keys], ignore_conflicts=True
    )
    return {row.key: row for row in Commitment.objects.filter(agreement=agreement, key__in=keys)}


def _bring_to(wanted: dict[tuple[int, int], Expectation], commitments) -> tuple[Change, ...]:
    key_of = {commitment.pk: key for key, commitment in commitments.items()}
    present = {(row.commitment_id, row.year): row for row in Occurrence.objects.filter(commitment__in=key_of)}
    changes, new, changed, gone = [], [], [], []
    for place in sorted(wanted.keys() | present.keys()):
        row, after = present.get(place), wanted.get(place)
        before = _expectation(row) if row else None
        if before == after or (row and row.override is not None):
            continue
        changes.append(Change(key_of[place[0]], place[1], before, after))
        if after is None:
            gone.append(row.pk)
        elif row is None:
            new.append(Occurrence(commitment_id=place[0], **vars(after)))
        else:
            row.expected, row.share, row.due_on = after.expected, after.share, after.due_on
            changed.append(row)
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, ["expected", "share", "due_on"])
    Occurrence.objects.bulk_create(new)
    return tuple(changes)


def _expectation(row: Occurrence) -> Expectation:
    return Expectation(row.year, row.expected, share=row.share, due_on=row.due_on)
