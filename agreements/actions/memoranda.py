"""A unit's memoranda, and which of them an agreement goes with."""

import pghistory
from django.db import transaction

from agreements.actions.editing import Refused, StaleSection
from agreements.lifecycle import EFFECTIVE
from agreements.models import Agreement, Memorandum, VersionStepLog
from agreements.queries import current_version
from partnerships.models import TerritorialUnit, User


def save_memorandum(
    unit: TerritorialUnit,
    *,
    by: User,
    memorandum: Memorandum | None = None,
    revision: int | None = None,
    **fields,
) -> Memorandum:
    """A new one, or the given one with what is in `fields`; StaleSection when it is no longer at `revision`."""
    with transaction.atomic(), pghistory.context(user=by.pk, action="save_memorandum"):
        if memorandum is None:
            return Memorandum.objects.create(unit=unit, **fields)
        locked = Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk, unit=unit)
        if locked.revision != revision:
            raise StaleSection(locked, locked.revision)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.revision += 1
        locked.save(update_fields=["revision", *fields])
        return locked


@transaction.atomic
def choose_memorandum(
    agreement: Agreement, *, by: User, memorandum: Memorandum | None, reason: str = ""
) -> None:
    """It stands outside of the versions; once one of them holds or held, only with a reason, which is logged."""
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if memorandum is not None and memorandum.unit_id != locked.unit_id:
        raise Refused("Toto memorandum patří jinému územnímu celku.")
    if needs_reason(locked) and not reason.strip():
        raise Refused("Popis už platí nebo platil. Napište, proč se memorandum mění.")
    if memorandum == locked.memorandum:
        return
    before = locked.memorandum
    with pghistory.context(user=by.pk, action="choose_memorandum"):
        locked.memorandum = memorandum
        locked.save(update_fields=["memorandum"])
        VersionStepLog.objects.create(
            version=current_version(locked),
            step="choose_memorandum",
            by=by,
            reason=reason.strip(),
            changes=[f"Memorandum: {before or 'neuvedeno'} → {memorandum or 'neuvedeno'}"],
        )


def needs_reason(agreement: Agreement) -> bool:
    return agreement.versions.filter(state__in=EFFECTIVE).exists()
