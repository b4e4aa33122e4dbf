"""Everything that points at a person or an organisation: what a merge hands over and what stays as it is.

The relations are read from the models themselves; one that stands in neither table is a failed test.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models

from partnerships.models import Organisation, Person

MOVED = {
    "partnerships.Attendance.organisation": "uvedení u účasti na událostech",
    "partnerships.Attendance.person": "účast na událostech",
    "partnerships.FollowUpTask.person": "úkoly z jednání",
    "partnerships.MeetingMail.person": "rozeslané pozvánky a zápisy",
    "partnerships.Organisation.merged_into": "dříve sloučené organizace",
    "partnerships.Person.merged_into": "dříve sloučené osoby",
    "partnerships.Person.organisation": "lidé organizace",
    "partnerships.RoleHolding.deputy": "zastupování v rolích",
    "partnerships.RoleHolding.person": "role v územním celku",
    "partnerships.Seat.holder": "místa v partnerství a skupinách",
    "partnerships.Seat.organisation": "místa organizace v partnerství a skupinách",
    "partnerships.User.person": "uživatelský účet",
    # of versions in force only what their own rows let change
    "agreements.RoleAssignment.person": "role v popisech spolupráce",
    "agreements.Signature.person": "podpisy popisů spolupráce",
}
KEPT = {
    "partnerships.ContactMerge.absorbed_organisation": "záznam o sloučení se nemění",
    "partnerships.ContactMerge.absorbed_person": "záznam o sloučení se nemění",
    "partnerships.ContactMerge.organisation": "záznam o sloučení se nemění",
    "partnerships.ContactMerge.person": "záznam o sloučení se nemění",
    "partnerships.Organisation_units.organisation": "územní celky se doplní, odkud je kam patřila, zůstává",
    "partnerships.Person_units.person": "územní celky se doplní, odkud je kam patřila, zůstává",
}


class Relation(NamedTuple):
    field: models.ForeignKey

    @property
    def model(self) -> type[models.Model]:
        return self.field.model

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def label(self) -> str:
        return MOVED[self.name]

    def rows(self, contact) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.field.name: contact})

    def movable(self, contact) -> models.QuerySet:
        """Rows of a document that is settled say so themselves (`open_to_change` of their queryset)."""
        rows = self.model._default_manager.filter(**{self.field.name: contact})
        return rows.open_to_change() if hasattr(rows, "open_to_change") else rows


def relations_of(model: type[Person] | type[Organisation]) -> Iterator[Relation]:
    """The rows of the history aside: they say what was true when they were written."""
    for found in model._meta.get_fields(include_hidden=True):
        if (
            found.auto_created
            and not found.concrete
            and not hasattr(found.related_model, "pgh_tracked_model")
        ):
            yield Relation(found.field)


def moved_relations(model: type[Person] | type[Organisation]) -> list[Relation]:
    found = [one for one in relations_of(model) if one.name in MOVED]
    return sorted(found, key=lambda one: list(MOVED).index(one.name))
