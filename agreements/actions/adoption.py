"""Adoption: rows beside the content, and the step that brings a document concluded on paper into force."""

from datetime import date
from typing import NamedTuple

import pghistory
from django.db import transaction

from agreements.actions.editing import FrozenVersion, Refused, StaleSection, StepNotOpen, raise_revision
from agreements.actions.stepping import into_force, recompute_days, taking
from agreements.adoption import PARTS, Part, adoption_values
from agreements.comparison import Difference, compare_adoption
from agreements.lifecycle import State
from agreements.models import (
    ActivityStep,
    AgreementVersion,
    Approval,
    PartnershipOpinion,
    Signature,
    StatedStart,
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
        locked = taken.version
        if not ActivityStep.objects.filter(version=locked).exists():
            raise StepNotOpen("Harmonogram je prázdný. Doplňte alespoň jednu činnost s krokem.")
        locked.origin = Origin.PAPER
        locked.save(update_fields=["origin"])
        into_force(locked, by=by)
    return locked


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
            raise Refused("Žádný údaj jste nezměnili, není co zapsat.")
        for name, row in parts.items():
            _write(taken.version, PARTS[name], row)
        is_in_force = taken.version.state == State.IN_FORCE
        consequences = recompute_days(taken.version, by=by) if is_in_force else []
    return Completed(taken.changes, consequences)


def _sentence(one: Difference) -> str:
    return f"{one.label}: {one.stored or 'neuvedeno'} → {one.mine or 'neuvedeno'}"


def _write(version, part: Part, row: dict | None) -> None:
    if row is None:
        part.model.objects.filter(version=version, **part.place).delete()
    else:
        part.model.objects.update_or_create(version=version, **part.place, defaults=row)
