"""What an erasure of a person changes, what stays and why, and what has to be ended first.

One walk over the table of personal data finds everything; the preview shows it and the action carries it out.
Names are looked for as they were written, first name and surname together, in the person's own units only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast

from partnerships.database import SearchKey
from partnerships.directory.identity import ERASED_NAME, Identity, identity_of
from partnerships.directory.personal_data import GROUPS, Erased, Group
from partnerships.directory.relations import Relation, moved_relations
from partnerships.directory.scopes import APPROVED, HISTORY_SCOPES, SCOPES, WHY_APPROVED
from partnerships.models import Notification, Person, RoleHolding, Seat, User


class Obstacle(NamedTuple):
    text: str
    url_name: str = ""
    pk: int = 0


class Change(NamedTuple):
    """Rows with their new values already set, not yet saved."""

    heading: str
    model: type[models.Model]
    rows: list
    fields: list[str]


class Staying(NamedTuple):
    heading: str
    count: int
    why: str


@dataclass
class Erasure:
    person: Person
    identity: Identity
    obstacles: list[Obstacle]

    @cached_property
    def changes(self) -> list[Change]:
        found = [change for group in GROUPS for change in self._changes_in(group)]
        return [change for change in found if change.rows]

    @cached_property
    def staying(self) -> list[Staying]:
        found = [*self._settled_documents(), *self._linked_documents()]
        return [one for one in found if one.count]

    @cached_property
    def letters(self) -> models.QuerySet:
        """Mails sent to the person alone; nobody else reads that address."""
        return Notification.objects.filter(recipient__in=self.identity.emails)

    @property
    def counts(self) -> dict[str, int]:
        """For the preview: how many rows of each group change."""
        counts: dict[str, int] = {}
        for change in self.changes:
            counts[change.heading] = counts.get(change.heading, 0) + len(change.rows)
        return counts

    # --- What is found ------------------------------------------------------------------------------------

    def _changes_in(self, group: Group) -> Iterator[Change]:
        if group.erased is not Erased.REPLACED:
            return
        for model, names in group.fields():
            scope = SCOPES.get(model._meta.label)
            fields = texts_of(model, names)
            if scope and fields:
                open_rows = self._open(model, scope(self.identity.units))
                yield self._replaced(group.heading, model, fields, open_rows)
                if history := history_of(model):
                    in_history = self._open(
                        model, HISTORY_SCOPES.get(model._meta.label, scope)(self.identity.units)
                    )
                    yield self._replaced("Historie změn", history, fields, in_history)

    def _open(self, model, scope: Q) -> Q:
        """A row of approved minutes is not among them."""
        approved = APPROVED.get(model._meta.label)
        return scope & Q(**{approved: True}) if approved else scope

    def _replaced(self, heading: str, model, fields: list[str], scope: Q) -> Change:
        own = self._linked(model)
        rows = [
            row for row in candidates(model, fields, scope, own, self.identity) if self._rewrite(row, fields)
        ]
        return Change(heading, model, rows, fields)

    def _linked(self, model) -> Q:
        """Rows that name the person by a link, whatever name stands beside it."""
        names = [f.name for f in model._meta.concrete_fields if f.related_model is Person]
        links = (Q(**{f"{name}__in": self.identity.people}) for name in names)
        return reduce(or_, links, Q(pk__in=[]))

    def _rewrite(self, row, fields: list[str]) -> bool:
        before = {name: getattr(row, name) for name in fields}
        for name, value in before.items():
            setattr(row, name, self.identity.erased_from(value))
        if getattr(row, "person_id", None) in self.identity.pks:
            for name in OWN_TEXTS & set(fields):
                setattr(row, name, OWN_TEXTS_ERASED.get(name, ERASED_NAME) if before[name] else "")
        if "email" in fields and row.email != before["email"]:
            row.email = ""
        return any(getattr(row, name) != value for name, value in before.items())

    def _settled_documents(self) -> Iterator[Staying]:
        for group in GROUPS:
            for model, names in group.fields():
                scope, label = SCOPES.get(model._meta.label), model._meta.label
                if scope is None or (group.erased is Erased.REPLACED and label not in APPROVED):
                    continue
                kept = scope(self.identity.units)
                if label in APPROVED:
                    kept &= Q(**{APPROVED[label]: False})
                fields = texts_of(model, names)
                found = candidates(model, fields, kept, Q(pk__in=[]), self.identity)
                count = sum(any(self.identity.names(getattr(row, name)) for name in fields) for row in found)
                heading = str(model._meta.verbose_name_plural).capitalize()
                yield Staying(heading, count, group.why or WHY_APPROVED)

    def _linked_documents(self) -> Iterator[Staying]:
        for relation in settled_relations():
            count = sum(relation.rows(one).count() for one in self.identity.people)
            why = "dokument osobu uvádí, odkaz povede na záznam beze jména"
            yield Staying(relation.label.capitalize(), count, why)

    # --- What is done -------------------------------------------------------------------------------------

    def carry_out(self, *, on: date) -> None:
        for change in self.changes:
            change.model._base_manager.bulk_update(change.rows, change.fields)
        self.letters.delete()
        for user in self.identity.accounts:
            erase_account(user)
        for row in self.identity.people:
            erase_contact(row, on=on)


# Of a row that is linked to the person, these columns speak of nobody else.
OWN_TEXTS = frozenset({"name_text", "organisation_text", "person_text", "name", "email"})
OWN_TEXTS_ERASED = {"organisation_text": "", "email": ""}
CONTACT_ERASED = {
    "title_before": "",
    "first_name": "",
    "last_name": ERASED_NAME,
    "title_after": "",
    "email": "",
    "phone": "",
    "organisation": None,
    "position_text": "",
}


def erase_contact(person: Person, *, on: date) -> None:
    Person.objects.filter(pk=person.pk).update(erased_on=on, **CONTACT_ERASED)
    history_of(Person).objects.filter(pgh_obj=person).update(**CONTACT_ERASED)


def erase_account(user: User) -> None:
    """The account stays as the author of what it wrote, under a pseudonym."""
    pseudonym = {"name": ERASED_NAME, "email": f"vymazano-{user.pk}@udaje-vymazany.invalid"}
    User.objects.filter(pk=user.pk).update(**pseudonym)
    history_of(User).objects.filter(pgh_obj=user).update(**pseudonym)
    for model in (EmailAddress, UserSession, Authenticator):
        model.objects.filter(user=user).delete()
    seen_in_administration = LogEntry.objects.filter(object_id=str(user.pk), content_type__model="user")
    seen_in_administration.update(object_repr=ERASED_NAME, change_message="")


def texts_of(model, names: list[str]) -> list[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [name for name in names if isinstance(model._meta.get_field(name), kinds)]


def candidates(model, fields: list[str], scope: Q, linked: Q, identity: Identity):
    """Rows in which a surname or an e-mail stands, and those linked to the person; narrowed in Python."""
    rows = model._base_manager.all()
    named = Q(pk__in=[])
    for name in fields:
        text = Cast(name, models.TextField())
        rows = rows.alias(**{f"{name}_key": SearchKey(text)})
        for word in identity.clues:
            named |= Q(**{f"{name}_key__contains": SearchKey(Value(word))})
    return rows.filter((scope & named) | linked).distinct()


def history_of(model) -> type[models.Model] | None:
    return model._meta.get_field("history").related_model if hasattr(model, "history") else None


def settled_relations() -> list[Relation]:
    """Links of documents that have a say of their own in what may change."""
    found = moved_relations(Person)
    return [one for one in found if hasattr(one.model._default_manager.all(), "open_to_change")]


def guards() -> list[str]:
    """Triggers that keep the history and the handovers as they were written; an erasure is the one exception."""
    tracked = [model for group in GROUPS for model, _ in group.fields()]
    histories = {history for model in tracked if (history := history_of(model))}
    return [
        "partnerships.Handover:append_only",
        *(f"{one._meta.label}:append_only" for one in sorted(histories, key=lambda one: one._meta.label)),
    ]


# --- What has to be ended first ---------------------------------------------------------------------------


def erasure_of(person: Person, today: date) -> Erasure:
    identity = identity_of(person)
    return Erasure(person, identity, list(obstacles_of(identity, today)))


def obstacles_of(identity: Identity, today: date) -> Iterator[Obstacle]:
    for user in identity.accounts:
        if user.is_active:
            yield Obstacle(
                f"Osoba má aktivní účet ({user.email}). Požádejte správce aplikace, ať ho deaktivuje."
            )
    not_ended = Q(valid_to=None) | Q(valid_to__gte=today)
    for seat in Seat.objects.filter(not_ended, holder__in=identity.people).select_related(
        "partnership", "group"
    ):
        yield Obstacle(
            f"Osoba sedí na místě „{seat.label}“ ({seat.group or seat.partnership}). Nejdřív místo ukončete.",
            "partnerships:partnership",
            seat.partnership_id,
        )
    held = Q(person__in=identity.people) | Q(deputy__in=identity.people)
    for holding in RoleHolding.objects.filter(not_ended, held).select_related("unit"):
        yield Obstacle(
            f"Osoba zastává roli „{holding.get_role_display()}“. Nejdřív její obsazení ukončete.",
            "partnerships:unit",
            holding.unit_id,
        )
    for relation in settled_relations():
        if any(relation.movable(one).exists() for one in identity.people):
            yield Obstacle(
                f"Osoba je uvedená v rozpracovaném dokumentu ({relation.label}). Nejdřív ji tam nahraďte."
            )
