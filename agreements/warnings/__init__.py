"""What is missing in a version or contradicts itself. Never an error: documents are taken as they are.

One list serves the page, the step that brings a version into force, and the tests.
"""

from collections.abc import Iterator
from datetime import date

from agreements.models import AgreementVersion
from agreements.vocabulary import Section
from agreements.warnings import adoption, content, identification, timeline
from agreements.warnings.warning import Warning

__all__ = ["Warning", "missing"]

CHECKS = {
    Section.HEADER: identification.of_header,
    Section.ROLES: identification.of_roles,
    Section.PROJECT: identification.of_project,
    Section.VALIDITY: identification.of_validity,
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


def missing(version: AgreementVersion, *, today: date) -> list[Warning]:
    """In the order of the printed form; asks nothing beyond a version loaded by `with_tree`."""
    return list(_all(version, today))


def _all(version, today) -> Iterator[Warning]:
    for section in version.template.sections:
        for code, field, text in CHECKS[Section(section)](version, today):
            yield Warning(code, Section(section), field, text)
