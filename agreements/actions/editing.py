"""How a section is saved: the revision decides who was first, then the rows are written, all or nothing."""

from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import F

from agreements.models import AgreementVersion, SectionRevision, SectionSnapshot
from agreements.queries import Stored, revision_of, stored_in, with_section
from agreements.vocabulary import Section
from partnerships.models import User


class Refused(Exception):
    """Nothing was changed; the text is a Czech sentence for the person."""


class FrozenVersion(Refused):
    def __init__(self):
        super().__init__("Platný popis spolupráce nelze upravovat. Změnit ho lze jen revizí.")


class StepNotOpen(Refused):
    pass


class DraftExists(Refused):
    """`version` is the draft to go on with."""

    def __init__(self, version: AgreementVersion):
        super().__init__("Rozpracovaný popis spolupráce tohoto druhu už existuje. Pokračujte v něm.")
        self.version = version


class UnknownRow(Refused):
    def __init__(self):
        super().__init__("Některý z řádků k této části nepatří. Načtěte stránku znovu.")


class IncompleteForm(Refused):
    def __init__(self):
        super().__init__("Formulář nepřišel celý, nic nebylo uloženo ani smazáno. Načtěte stránku znovu.")


class StaleSection(Refused):
    """Somebody else saved first. `stored` is what they saved, in the shape of the action's input."""

    def __init__(self, stored, revision: int):
        super().__init__("Tuto část mezitím uložil někdo jiný.")
        self.stored = stored
        self.revision = revision


class Save(NamedTuple):
    """A save under way: the locked version and what the section holds until it is written over."""

    version: AgreementVersion
    stored: Stored


@contextmanager
def saving(
    version: AgreementVersion,
    section: Section,
    *,
    by: User,
    revision: int,
    activity_key: UUID | None = None,
):
    """One save of a section that starts from `revision`; keeps what it replaces as a snapshot.

    The conditional UPDATE waits for a save under way and then finds its number taken. After it nobody else
    writes to the section, so its rows may be read by the very query that locks the version.
    """
    place = {"version": version, "section": section, "activity_key": activity_key}
    with transaction.atomic(), pghistory.context(user=by.pk, action=f"save_{section}"):
        is_first = raise_revision(place, revision)
        versions = with_section(AgreementVersion.objects.all(), section, activity_key)
        locked = versions.select_for_update(of=("self",)).get(pk=version.pk)
        stored = stored_in(locked, section, activity_key)
        if not locked.is_editable:
            raise FrozenVersion
        if not is_first:
            raise StaleSection(stored.values, revision_of(version, section, activity_key))
        SectionSnapshot.objects.create(**place, revision=revision, values=stored.values, by=by)
        yield Save(locked, stored)


def raise_revision(place: dict, sent: int) -> bool:
    """False when somebody else saved from the same state first; a saved section counts as checked."""
    raised = {"revision": F("revision") + 1, "is_inherited": False}
    if SectionRevision.objects.filter(**place, revision=sent).update(**raised):
        return True
    if sent:
        return False
    # the first save of the section makes its row; the unique key decides between two first ones
    return SectionRevision.objects.get_or_create(**place, defaults={"revision": 1})[1]
