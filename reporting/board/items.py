"""One thing somebody is to do: a sentence, a day, a link to where it is done, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from partnerships.access import EDITORS, has_role
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import UnitRole

SOON = timedelta(days=7)


class Urgency(IntEnum):
    OVERDUE = 0
    SOON = 1
    WAITING = 2


@dataclass(frozen=True)
class Item:
    """`roles` are those in the unit that it is asked of; a task is asked of one person (`of_person`) alone.

    `who` says it to everybody else, for whom `read_path` is the page without the form. `due_on` is a day it is
    late after, `since` a day it has been waiting from.
    What the Agency is to do has no day to be late after: it never looks like the municipality's delay. From
    `remind_on` it is worth a mail.
    """

    key: str
    unit: TerritorialUnit
    text: str
    path: str
    read_path: str = ""
    roles: frozenset[UnitRole] = EDITORS
    of_person: int | None = None
    who: str = ""
    due_on: date | None = None
    since: date | None = None
    is_blocking: bool = False
    remind_on: date | None = None

    def is_asked_of(self, user: User) -> bool:
        if self.of_person is not None and self.of_person == user.person_id:
            return True
        return has_role(user, self.unit.pk, self.roles)

    def urgency(self, today: date) -> Urgency:
        if self.due_on and self.due_on < today:
            return Urgency.OVERDUE
        if self.is_blocking or (self.due_on and self.due_on <= today + SOON):
            return Urgency.SOON
        return Urgency.WAITING

    def reminds(self, today: date) -> bool:
        return self.remind_on is not None and self.remind_on <= today


def by_urgency(items: Iterable[Item], *, today: date) -> list[Item]:
    """The most urgent first, then by the day, the name of the unit and the sentence."""

    def place(item: Item) -> tuple:
        return item.urgency(today), item.due_on or item.since or date.max, item.unit.name_sort, item.text

    return sorted(items, key=place)
