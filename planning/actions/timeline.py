"""Commitments and their expected occurrences, written when a version comes into force (domain.md 2.3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from agreements.models import Agreement, ScheduleTerm
from partnerships.actions import action
from partnerships.models import User
from planning.expectations import Expectation, Promise, expectations_of_versions
from planning.models import Commitment, CountingRule, Occurrence
from planning.promises import promises_of, rule_of

COLUMNS = ("expected", "share", "due_on", "counts_from")


@dataclass(frozen=True)
class Change:
    """`before` is None for a row that is new, `after` for one that is no longer expected."""

    term_key: UUID
    year: int
    before: Expectation | None
    after: Expectation | None


@action
def write_occurrences(agreement: Agreement, *, by: User) -> tuple[Change, ...]:
    """Brings the rows to what the versions promise, each in its days, and says what changed; again, nothing does.

    Rows a person decided on (override) are left alone. Without known days there are commitments only.
    """
    # its rule of counting is locked with it: whoever changes the rule locks the agreement first
    agreements = Agreement.objects.select_for_update(of=("self",)).select_related("counting")
    locked = agreements.get(pk=agreement.pk)
    promises = _promises(locked)
    commitments = _commitments(locked, promises.keys())
    wanted = {(commitments[key].pk, row.year): row for key, row in _wanted(promises, rule_of(locked))}
    return _bring_to(wanted, commitments)


def _wanted(promises: dict[UUID, list[Promise]], rule: CountingRule) -> Iterable[tuple[UUID, Expectation]]:
    for key, of_versions in promises.items():
        if of_versions:
            for row in expectations_of_versions(of_versions, rule):
                yield key, row


def _promises(agreement: Agreement) -> dict[UUID, list[Promise]]:
    versions = list(
        agreement.versions.effective()
        .select_related("stated_start", "termination")
        .prefetch_related("approvals")
    )
    terms = defaultdict(list)
    for term in ScheduleTerm.objects.filter(version__in=versions):
        terms[term.version_id].append(term)
    return promises_of(versions, terms)


def _commitments(agreement, keys: Iterable[UUID]) -> dict[UUID, Commitment]:
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
            for name in COLUMNS:
                setattr(row, name, getattr(after, name))
            changed.append(row)
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, COLUMNS)
    Occurrence.objects.bulk_create(new)
    return tuple(changes)


def _expectation(row: Occurrence) -> Expectation:
    return Expectation(row.year, **{name: getattr(row, name) for name in COLUMNS})
