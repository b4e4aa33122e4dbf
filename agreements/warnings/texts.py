"""Texts that promise for a year that was over when the document was approved."""

import re

from agreements.models import AgreementVersion
from agreements.queries import SECTION_FIELDS
from agreements.validity import validity_of
from agreements.vocabulary import Section
from agreements.warnings.warning import Found

FUTURE = re.compile(r"\bv roce (\d{4}) (?:bude|budou|se má|se mají|má být|mají být|dojde)\b", re.IGNORECASE)


def of_texts(version: AgreementVersion, section: Section) -> Found:
    start = validity_of(version).start
    for name in SECTION_FIELDS.get(section, ()) if start else ():
        value = getattr(version, name)
        for year in FUTURE.findall(value) if isinstance(value, str) else ():
            if int(year) < start.year:
                text = f"Text slibuje něco na rok {year}, popis byl ale schválen až v roce {start.year}."
                yield "text_promises_past_year", name, text
