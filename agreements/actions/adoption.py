"""Adoption: rows beside the content, and the step that brings a document concluded on paper into force."""

from datetime import date
from typing import NamedTuple

import pghistory
from django.db import transaction

from agreements.actions.editing import FrozenVersion, Refused, StaleSection, raise_revision
from agreements.actions.stepping import recompute_days, taking
from agreements.adoption import FILE_REFERENCES, PARTS, Part, adoption_values
from agreements.comparison import Difference, compare_adoption
from agreements.lifecycle import UNDER_WAY, State
from agreements.models import (
    AgreementVersion,
    Approval,
    PartnershipOpinion,
    Signature,
    StatedStart,
    VersionStepLog,
)
from agreements.queries import revision_of
from agreements.vocabulary import Origin, Section, Side
from partnerships.models import User


def set_approval(version: AgreementVersion, *, by: User, side: Side, **fields) -> None:
    """Of a draft; `complete_adoption` does it for a version in force."""
    _set_beside(version, Approval, by=by, side=side, defaults=fields)


def set_signature(version: AgreementVersion, *, by: User, side: Side, **fields) -> None:
    _set_beside(version, Signature, by=by, side=side, defaults=fields)


def set_opinion(version: AgreementVersion, *, by: User, **fields) -> None:
    _set_beside(version, PartnershipOpinion, by=by, defaults=fields)


def set_start(version: AgreementVersion, *, by: User, starts_on: date, reason: str) -> None:
    """A start stated by a person, for a document without an approval date."""
    _set_beside(version, StatedStart, by=by, defaults={"starts_on": starts_on, "reason": reason})


@transaction.atomic
def _set_beside(version, model, *, by, defaults, **place) -> None:
    locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not locked.is_editable:
        raise FrozenVersion
    with pghistory.context(user=by.pk, action=f"set_{model._meta.model_name}"):
        model.objects.update_or_create(version=locked, **place, defaults=defaults)


def take_over(version: AgreementVersion, *, by: User, reason: str) -> AgreementVersion:
    """Brings a document concluded on paper into force; adoption data may be completed later."""
    with taking("take_over", version, by=by, reason=reason) as taken:
        taken.version.origin = Origin.PAPER
        taken.version.save(update_fields=["origin"])
        taken.move()
    return taken.version


NOTHING_CHANGED = "Žádný údaj jste nezměnili, není co zapsat."


class Completed(NamedTuple):
    """`changes` are what the history keeps; `consequences` what followed from them elsewhere."""

    changes: list[str]
    consequences: list[str]


def complete_adoption(
    version: AgreementVersion, *, by: User, reason: str, revision: int, parts: dict[str, dict | None]
) -> Completed:
    """Completes or corrects what stands beside the content, also in force; what follows from it is recomputed.

    `parts` are keyed by agreements.adoption.PARTS; None deletes the row, a part left out stays as it is.
    """
    with taking("complete_adoption", version, by=by, reason=reason, logged="adoption_completed") as taken:
        place = {"version": taken.version, "section": Section.APPROVAL, "activity_key": None}
        stored = {name: row for name, row in adoption_values(taken.version).items() if name in parts}
        if not raise_revision(place, revision):
            raise StaleSection(stored, revision_of(taken.version, Section.APPROVAL))
        taken.changes += [_sentence(one) for one in compare_adoption(parts, stored)]
        if not taken.changes:
            raise Refused(NOTHING_CHANGED)
        for name, row in parts.items():
            _check_kept(taken.version, name, stored[name], row)
            _write(taken.version, PARTS[name], row)
        is_in_force = taken.version.state == State.IN_FORCE
        consequences = recompute_days(taken.version, by=by) if is_in_force else []
    return Completed(taken.changes, consequences)


def set_file_reference(
    version: AgreementVersion, *, by: User, side: Side, revision: int, row: dict | None
) -> None:
    """č. j. and spisová značka of one side, before the version is in force; then `complete_adoption` does it."""
    part = FILE_REFERENCES[side]
    with transaction.atomic(), pghistory.context(user=by.pk, action="set_file_reference"):
        locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if locked.state not in UNDER_WAY:
            raise FrozenVersion
        stored = {part: adoption_values(locked)[part]}
        if not raise_revision(
            {"version": locked, "section": Section.APPROVAL, "activity_key": None}, revision
        ):
            raise StaleSection(stored, revision_of(locked, Section.APPROVAL))
        changes = [_sentence(one) for one in compare_adoption({part: row}, stored)]
        if not changes:
            raise Refused(NOTHING_CHANGED)
        _write(locked, PARTS[part], row)
        VersionStepLog.objects.create(version=locked, step="file_reference", by=by, changes=changes)


def _check_kept(version: AgreementVersion, name: str, stored: dict | None, row: dict | None) -> None:
    """What brought a version concluded here this far may be corrected, never emptied."""
    if version.origin != Origin.HERE or version.state == State.DRAFT or not stored:
        return
    part = PARTS[name]
    for field in part.kept:
        if stored[field] and not (row and row[field]):
            label = part.model._meta.get_field(field).verbose_name
            raise Refused(f"{part.label}: údaj „{label}“ lze opravit, ne smazat. Bez něj by popis neplatil.")


def _sentence(one: Difference) -> str:
    return f"{one.label}: {one.stored or 'neuvedeno'} → {one.mine or 'neuvedeno'}"


def _write(version, part: Part, row: dict | None) -> None:
    if row is None:
        part.model.objects.filter(version=version, **part.place).delete()
    else:
        part.model.objects.update_or_create(version=version, **part.place, defaults=row)
