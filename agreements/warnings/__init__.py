"""What is missing in a version or contradicts itself. Never an error: documents are taken as they are.

One list serves the page, the step that brings a version into force, and the tests.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from agreements.models import AgreementVersion
from agreements.vocabulary import Section
from agreements.warnings import adoption, content, identification, timeline, validity
from agreements.warnings.inherited import of_inherited
from agreements.warnings.links import row_anchors, section_anchor, with_fixes
from agreements.warnings.live import Live, live_of, of_live
from agreements.warnings.texts import of_texts
from agreements.warnings.warning import Warning
from partnerships.models import User

__all__ = ["Warning", "live_of", "missing", "missing_for", "section_anchor", "window_gap", "with_fixes"]

CHECKS = {
    Section.HEADER: identification.of_header,
    Section.ROLES: identification.of_roles,
    Section.PROJECT: identification.of_project,
    Section.VALIDITY: validity.of_validity,
    Section.FOCUS: content.of_focus,
    Section.PARTNERSHIP: content.of_partnership,
    Section.LEGACY: content.of_legacy,
    Section.PLAN: content.of_plan,
    Section.MEASURES: content.of_measures,
    Section.REGIONAL_CONTACT: content.of_regional_contact,
    Section.OPINION: adoption.of_opinion,
    Section.TIMELINE: timeline.of_timeline,
    Section.APPROVAL: adoption.of_approval,
}


def missing(version: AgreementVersion, *, today: date, live: Live | None = None) -> list[Warning]:
    """In the order of the printed form; asks nothing beyond a version loaded by `with_tree`.

    With what `live_of` has read, it says also where the document differs from what is recorded now.
    """
    return list(_all(version, today, live))


def missing_for(user: User, version: AgreementVersion, *, today: date) -> list[Warning]:
    """All of it as a page shows it to the person: each warning leads where this person can put it right."""
    return with_fixes(missing(version, today=today, live=live_of(version, today=today)), version, user)


def window_gap(version: AgreementVersion) -> Warning | None:
    """What keeps the days of the timeline, and so all expected figures, from being known."""
    for code, field, text in validity.of_window(version):
        return Warning(code, Section.VALIDITY, field, text, version.pk, section_anchor(Section.VALIDITY))
    return None


def _all(version, today, live) -> Iterator[Warning]:
    rows = row_anchors(version)
    for name in version.template.sections:
        section = Section(name)
        own = chain(
            of_inherited(version, section), CHECKS[section](version, today), of_texts(version, section)
        )
        found = chain(own, of_live(version, section, live)) if live else own
        for code, field, text in found:
            anchor = rows.get(field) or section_anchor(section)
            yield Warning(code, section, field, text, version.pk, anchor)
