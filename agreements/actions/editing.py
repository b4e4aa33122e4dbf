"""How a section is saved: the revision decides who was first, then the rows are written, all or nothing."""

from contextlib import contextmanager
from uuid import UUID, uuid4

import pghistory
from django.db import models, transaction
from django.db.models import F

from agreements.models import AgreementVersion, SectionRevision
from agreements.queries import revision_of, stored_values
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


@contextmanager
def saving(
    version: AgreementVersion,
    section: Section,
    *,
    by: User,
    revision: int,
    activity_key: UUID | None = None,
):
    """One save of a section that starts from `revision`; gives the locked version to write to.

    The conditional UPDATE waits for a save under way and then finds its number taken.
    """
    place = {"version": version, "section": section, "activity_key": activity_key}
    with transaction.atomic(), pghistory.context(user=by.pk, action=f"save_{section}"):
        is_first = raise_revision(place, revision)
        locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if not locked.is_editable:
            raise FrozenVersion
        if not is_first:
            raise StaleSection(
                stored_values(version, section, activity_key), revision_of(version, section, activity_key)
            )
        yield locked


def raise_revision(place: dict, sent: int) -> bool:
    """False when somebody else saved from the same state first."""
    rows = SectionRevision.objects.filter(**place, revision=sent)
    # whoever saves an inherited section has read it
    if rows.update(revision=F("revision") + 1, is_inherited=False):
        return True
    if sent:
        return False
    # the first save of the section makes its row; the unique key decides between two first ones
    return SectionRevision.objects.get_or_create(**place, defaults={"revision": 1})[1]


def save_fields(version, section, *, by, revision, fields: dict) -> None:
    with saving(version, section, by=by, revision=revision) as locked:
        write_fields(locked, fields)


def write_fields(locked: AgreementVersion, fields: dict) -> None:
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))


def replace_rows(version, model, rows: list[dict], *, present: set[UUID] | None = None) -> list[models.Model]:
    """Brings the version's rows of a model to `rows`, in their order; a row without a key is new.

    `present` are the keys of the rows that may stay, where they are only a part of the version's. A key beyond
    them is refused: rows are addressed only within what is being saved.
    """
    if present is None:
        present = set(model.objects.filter(version=version).values_list("key", flat=True))
    sent = [row["key"] for row in rows if row.get("key")]
    kept = set(sent)
    if kept - present or len(sent) != len(kept):
        raise UnknownRow
    if present - kept:
        model.objects.filter(version=version, key__in=present - kept).delete()
    return model.objects.bulk_create(
        [
            model(**{**row, "version": version, "position": position, "key": row.get("key") or uuid4()})
            for position, row in enumerate(rows, start=1)
        ],
        update_conflicts=True,
        unique_fields=["version", "key"],
        update_fields=[
            field.name for field in model._meta.concrete_fields if field.name not in {"id", "version", "key"}
        ],
    )
