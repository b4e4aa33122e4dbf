"""What changed in the composition of a partnership: places that came and went, and who took over from whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partnerships.models import LocalPartnership, Seat, WorkingGroup


class ChangeKind(StrEnum):
    FOUNDED = "nová pracovní skupina"
    NEW = "nové místo"
    HOLDER = "změna obsazení"
    TERMS = "změna role nebo hlasu"
    ENDED = "místo skončilo"
    DISSOLVED = "skupina zrušena"


ORDER = list(ChangeKind)


@dataclass(frozen=True)
class Change:
    """`day` is the first one of what is new, the last one of what ended."""

    day: date
    kind: ChangeKind
    group: WorkingGroup | None
    seat: Seat | None = None
    before: str = ""
    after: str = ""


def changes_in(partnership: LocalPartnership, year: int) -> list[Change]:
    """Of the partnership and its groups, in time order."""
    return changes_of(*rows_of(partnership), year)


def rows_of(partnership: LocalPartnership) -> tuple[list[WorkingGroup], list[Seat]]:
    """All the groups and seats there ever were."""
    seats = partnership.seats.select_related("holder", "organisation", "group")
    return list(partnership.groups.all()), list(seats)


def changes_of(groups: Iterable[WorkingGroup], seats: Iterable[Seat], year: int) -> list[Change]:
    """`seats` are all there ever were: a row is told from a new place by the one it replaces."""
    by_pk = {seat.pk: seat for seat in seats}
    followed = {seat.replaces_id for seat in by_pk.values() if seat.replaces_id}
    found = [
        *(change for group in groups for change in _of_group(group)),
        *(_begun(seat, by_pk.get(seat.replaces_id)) for seat in by_pk.values() if seat.valid_from),
        *(
            Change(seat.valid_to, ChangeKind.ENDED, seat.group, seat, before=seat.holder_text)
            for seat in by_pk.values()
            if seat.valid_to and seat.pk not in followed
        ),
    ]
    return sorted(
        (change for change in found if change.day.year == year),
        key=lambda change: (change.day, ORDER.index(change.kind), change.seat.pk if change.seat else 0),
    )


def _of_group(group: WorkingGroup) -> Iterable[Change]:
    if group.founded_on:
        yield Change(group.founded_on, ChangeKind.FOUNDED, group)
    if group.dissolved_on:
        yield Change(group.dissolved_on, ChangeKind.DISSOLVED, group)


def _begun(seat: Seat, former: Seat | None) -> Change:
    if former is None:
        return Change(seat.valid_from, ChangeKind.NEW, seat.group, seat, after=seat.holder_text)
    if (former.holder_id, former.is_vacant) != (seat.holder_id, seat.is_vacant):
        kind, before, after = ChangeKind.HOLDER, former.holder_text, seat.holder_text
    else:
        kind, before, after = ChangeKind.TERMS, terms_text(former), terms_text(seat)
    return Change(seat.valid_from, kind, seat.group, seat, before, after)


def terms_text(seat: Seat) -> str:
    vote = "s hlasem" if seat.has_vote else "bez hlasu"
    power = ", rozhodovací pravomoc" if seat.can_decide else ""
    return f"{seat.get_role_display()}, {vote}{power}"


def years_of(
    partnership: LocalPartnership, groups: Iterable[WorkingGroup], seats: Iterable[Seat], today: date
) -> list[int]:
    """From the first year anything is known of to this one or the last one known, the newest first."""
    days = [
        partnership.founded_on,
        *(day for group in groups for day in (group.founded_on, group.dissolved_on)),
        *(day for seat in seats for day in (seat.valid_from, seat.valid_to)),
    ]
    known = [day.year for day in days if day] + [today.year]
    return list(range(max(known), min(known) - 1, -1))
