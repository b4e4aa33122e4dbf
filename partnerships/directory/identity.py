"""Under which names and addresses a person is written in the application, former and merged ones included."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnerships.models import Person, TerritorialUnit, User

ERASED_NAME = "(údaje vymazány)"
Name = tuple[str, str, str, str]  # title before, first name, last name, title after


@dataclass(frozen=True)
class Identity:
    people: tuple[Person, ...]  # the person and the entries merged into it
    names_held: frozenset[Name]
    emails: frozenset[str]
    units: list[TerritorialUnit]
    accounts: tuple[User, ...]

    @property
    def pks(self) -> set[int]:
        return {one.pk for one in self.people}

    @property
    def clues(self) -> set[str]:
        """Words without which a text can't name the person."""
        return {last for _, _, last, _ in self.names_held} | set(self.emails)

    @cached_property
    def pattern(self) -> re.Pattern:
        """The name in either order, with its titles, and the e-mails; case and spaces don't matter."""
        forms = [form for name in self.names_held for form in written(*name)]
        forms += [re.escape(email) for email in self.emails]
        forms.sort(key=len, reverse=True)
        return re.compile(rf"(?<![\w@.])(?:{'|'.join(forms)})(?![\w@])", re.IGNORECASE)

    def names(self, value: Any) -> bool:
        return bool(value) and self.pattern.search(as_text(value)) is not None

    def erased_from(self, value: Any) -> Any:
        if not value:
            return value
        if isinstance(value, str):
            return self.pattern.sub(ERASED_NAME, value)
        return json.loads(self.pattern.sub(ERASED_NAME, as_text(value)))


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def written(before: str, first: str, last: str, after: str) -> list[str]:
    """„Mgr. Jana Nová, Ph.D.“, „Jana Nová“ and „Nová Jana“, as patterns."""
    given, family = loose(first), loose(last)
    opening = rf"(?:{loose(before)}\s+)?" if before else ""
    closing = rf"(?:,?\s+{loose(after)})?" if after else ""
    both = rf"(?:{given}\s+{family}|{family},?\s+{given})" if first else family
    return [rf"{opening}{both}{closing}"]


def loose(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


def identity_of(person: Person) -> Identity:
    people = (person, *person.absorbed.all())
    history = Person._meta.get_field("history").related_model.objects.filter(pgh_obj__in=people)
    fields = ("title_before", "first_name", "last_name", "title_after")
    names = {tuple(getattr(one, name) for name in fields) for one in people}
    names |= set(history.values_list(*fields))
    emails = {one.email for one in people} | set(history.values_list("email", flat=True))
    accounts = tuple(User.objects.filter(person__in=people))
    emails |= {user.email for user in accounts}
    return Identity(
        people,
        frozenset(name for name in names if name[2] and name[2] != ERASED_NAME),
        frozenset(emails - {""} - shared(emails, people, accounts)),
        list(TerritorialUnit.objects.filter(people__in=people).distinct()),
        accounts,
    )


def shared(emails: set[str], people: tuple[Person, ...], accounts: tuple[User, ...]) -> set[str]:
    """Addresses of an office that several people read are not this person's alone."""
    others = Person.objects.filter(email__in=emails).exclude(pk__in=[one.pk for one in people])
    users = User.objects.filter(email__in=emails).exclude(pk__in=[one.pk for one in accounts])
    return {*others.values_list("email", flat=True), *users.values_list("email", flat=True)}
