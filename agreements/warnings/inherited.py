"""What a draft took from the document before it and nobody has confirmed yet."""

from agreements.models import AgreementVersion
from agreements.vocabulary import Section
from agreements.warnings.warning import Found


def of_inherited(version: AgreementVersion, section: Section) -> Found:
    for row in version.section_revisions.all():
        if row.section == section and row.is_inherited:
            text = (
                "Text je převzat z předchozího popisu a zatím ho nikdo nepotvrdil. Projděte ho, upravte, co "
                "už neplatí, a uložte."
            )
            yield "inherited_unconfirmed", str(row.activity_key or ""), text
