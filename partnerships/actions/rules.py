"""Documents a partnership works by: added, corrected, and replaced by a newer one."""

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import File

from partnerships.actions.documents import store_document
from partnerships.actions.seats import bound_key
from partnerships.actions.transactions import action, locked
from partnerships.czech import format_date
from partnerships.models import LocalPartnership, PartnershipDocument, TerritorialUnit, User


@action
def add_rules(
    partnership: LocalPartnership,
    *,
    by: User,
    unit: TerritorialUnit,
    upload: File | None = None,
    form_key: UUID | None = None,
    **fields,
) -> PartnershipDocument:
    """A form sent twice (`form_key`) adds one document; the file may come later."""
    form_key = bound_key(form_key, locked(partnership), by)
    if form_key and (first := partnership.rules.filter(form_key=form_key).first()):
        return first
    rules = PartnershipDocument(partnership=partnership, form_key=form_key, **fields)
    rules.full_clean()
    if upload:
        rules.document = store_document(unit, by=by, upload=upload, partnership=partnership)
    rules.save()
    return rules


@action
def edit_rules(
    rules: PartnershipDocument, *, by: User, unit: TerritorialUnit, upload: File | None = None, **fields
) -> PartnershipDocument:
    """A wrong file is put right by another one; the history keeps which it was."""
    rules = locked(rules)
    for name, value in fields.items():
        setattr(rules, name, value)
    rules.full_clean()
    if upload:
        rules.document = store_document(unit, by=by, upload=upload, partnership=rules.partnership)
    rules.save()
    return rules


@action
def replace_rules(
    former: PartnershipDocument, *, by: User, valid_from: date, form_key: UUID | None = None, **fields
) -> PartnershipDocument:
    """The newer one applies from its day, the former ends the day before."""
    partnership = locked(former.partnership)
    key = bound_key(form_key, partnership, by)
    if key and (first := partnership.rules.filter(form_key=key).first()):
        return first
    former = locked(former)
    if former.valid_from and valid_from <= former.valid_from:
        raise ValidationError(
            f"Dosavadní dokument platí od {format_date(former.valid_from)}. Nový musí začít platit později."
        )
    if former.valid_to is None or former.valid_to >= valid_from:
        former.valid_to = valid_from - timedelta(days=1)
        former.save(update_fields=["valid_to"])
    return add_rules(partnership, by=by, valid_from=valid_from, form_key=form_key, **fields)
