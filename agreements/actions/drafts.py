import pghistory
from django.db import transaction

from agreements.actions.editing import DraftExists
from agreements.lifecycle import EDITABLE
from agreements.models import Agreement, AgreementTemplate, AgreementVersion, Memorandum
from agreements.vocabulary import AgreementKind
from partnerships.models import TerritorialUnit, User


@transaction.atomic
def create_agreement(
    unit: TerritorialUnit,
    *,
    by: User,
    kind: AgreementKind,
    template: AgreementTemplate,
    memorandum: Memorandum | None = None,
    **header,
) -> AgreementVersion:
    """A first draft with the form's mark and the unit's name, seat and IČO; `header` overrides them.

    A second draft of the same kind is refused: people would fill in both.
    """
    TerritorialUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    draft = AgreementVersion.objects.filter(
        agreement__unit=unit, agreement__kind=kind, state__in=EDITABLE
    ).first()
    if draft:
        raise DraftExists(draft)
    with pghistory.context(user=by.pk, action="create_agreement"):
        agreement = Agreement.objects.create(unit=unit, kind=kind, memorandum=memorandum)
        known = {
            "annex_text": template.headings.get("annex_mark", ""),
            "unit_text": unit.name,
            "seat_text": unit.address_line,
            "ico_text": unit.ico,
        }
        return AgreementVersion.objects.create(
            agreement=agreement, number=1, template=template, **{**known, **header}
        )
