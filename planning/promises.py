"""What the versions of an agreement promise, term by term, each in its days."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion, ScheduleTerm
from agreements.validity import approved_on, promised_window, timeline_window, validity_of
from agreements.vocabulary import Anchor, Side, TermKind
from planning.asking import Promise
from planning.expectations import USUAL
from planning.models import CountingRule


def rule_of(agreement: Agreement) -> CountingRule:
    """What a person decided about counting, else the usual rule."""
    return getattr(agreement, "counting", USUAL)


def promises_of(
    versions: Iterable[AgreementVersion], terms: Mapping[int, Iterable[ScheduleTerm]]
) -> dict[UUID, list[Promise]]:
    """By the term's key, of versions that hold or held, the oldest first; empty where no days are known.

    `terms` are by the pk of their version.
    """
    versions = sorted(versions, key=lambda version: version.number)
    promises: dict[UUID, list[Promise]] = {}
    for version in versions:
        is_newest = version == versions[-1]
        days, whole = timeline_window(version), promised_window(version)
        goes_on = is_newest and version.state != State.TERMINATED
        is_known = whole and (version.in_effect or is_newest)
        for term in terms[version.pk]:
            of_term = promises.setdefault(term.key, [])
            if is_known:
                ended_on = None if goes_on else version.last_day
                anchor = _anchor(version, term, of_term)
                of_term.append(Promise(term, days, whole, ended_on, anchor))
    return promises


def _anchor(version: AgreementVersion, term: ScheduleTerm, before: list[Promise]) -> date | None:
    """A revision that repeats the deadline does not set it anew: it runs from the version that brought it."""
    if term.kind != TermKind.RELATIVE:
        return None
    if term.offset_from in {Anchor.START, Anchor.END}:
        validity = validity_of(version)
        return validity.start if term.offset_from == Anchor.START else validity.end
    if before and _runs_alike(before[-1].term, term):
        return before[-1].anchor
    return approved_on(version) if term.offset_from == Anchor.APPROVAL else last_signed_on(version)


def _runs_alike(one: ScheduleTerm, other: ScheduleTerm) -> bool:
    columns = ("kind", "offset_count", "offset_unit", "offset_from")
    return all(getattr(one, name) == getattr(other, name) for name in columns)


def last_signed_on(version: AgreementVersion) -> date | None:
    """Known when both sides have signed. Few deadlines run from it, so nobody else reads signatures for them."""
    signed = {row.side: row.signed_on for row in version.signatures.all() if row.signed_on}
    return max(signed.values()) if len(signed) == len(Side) else None
