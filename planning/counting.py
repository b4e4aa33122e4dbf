"""What an agreement is expected to deliver as its rule counts it, and how that differs from what is written down."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from agreements.models import Agreement, ScheduleTerm
from planning.asking import Promise
from planning.expectations import Counted, Expectation, counted_of_versions
from planning.models import CountingRule, Occurrence
from planning.promises import promises_of

COLUMNS = ("expected", "share", "due_on", "counts_from")
Place = tuple[UUID, int]  # the term's key and the year


@dataclass(frozen=True)
class Change:
    """`before` is None for a row that is new, `after` for one that is no longer expected."""

    term_key: UUID
    year: int
    before: Expectation | None
    after: Expectation | None


def promises_in(agreement: Agreement) -> dict[UUID, list[Promise]]:
    versions = list(
        agreement.versions.effective()
        .select_related("agreement", "stated_start", "termination")
        .prefetch_related("approvals")
    )
    terms = defaultdict(list)
    for term in ScheduleTerm.objects.filter(version__in=versions).select_related("step__activity"):
        terms[term.version_id].append(term)
    return promises_of(versions, terms)


def counted_rows(promises: dict[UUID, list[Promise]], rule: CountingRule) -> dict[Place, Counted]:
    return {
        (key, one.row.year): one
        for key, of_versions in promises.items()
        if of_versions
        for one in counted_of_versions(of_versions, rule)
    }


def changes_to(wanted: dict[Place, Counted], written: Iterable[Occurrence]) -> list[Change]:
    """In the order of terms and years. What a person decided about (override) stays as it is.

    `written` come with their commitment.
    """
    present = {(row.commitment.key, row.year): row for row in written}
    changes = []
    for key, year in sorted(wanted.keys() | present.keys()):
        row, counted = present.get((key, year)), wanted.get((key, year))
        before, after = row and expectation_of(row), counted and counted.row
        if before != after and not (row and row.override is not None):
            changes.append(Change(key, year, before, after))
    return changes


def expectation_of(row: Occurrence) -> Expectation:
    return Expectation(row.year, **{name: getattr(row, name) for name in COLUMNS})


def fingerprint(rule: CountingRule, changes: Iterable[Change]) -> str:
    """Of what a preview was made from: another rule or other numbers since then give another."""
    seen = repr((rule.rounding, rule.year_basis, rule.reason, list(changes)))
    return hashlib.sha256(seen.encode()).hexdigest()
