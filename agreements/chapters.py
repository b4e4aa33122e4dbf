"""What of an agreement is compared, section by section."""

from agreements.adoption import PARTS, Part, adoption_lines
from agreements.models import Activity, AgreementVersion, Approval, Signature
from agreements.models.version import VersionRow
from agreements.queries import SECTION_FIELDS, SECTION_ROWS
from agreements.validity import validity_of
from agreements.versioning.compare import Chapter, compare
from agreements.versioning.differences import Comparison
from agreements.vocabulary import Section
from partnerships.czech import format_date

# Each version has its own; a difference here is no change of what was agreed.
ADOPTION_PARTS = {
    Section.VALIDITY: ("start",),
    Section.OPINION: ("opinion",),
    Section.APPROVAL: ("approval_unit", "approval_asz", "signature_unit", "signature_asz"),
}
OF_THE_VERSION_ITSELF = frozenset({Section.OPINION, Section.APPROVAL})
# How the application read a term and who confirmed it.
UNREAD = frozenset({"parse_status", "confirmed_by"})


def compare_versions(old: AgreementVersion, new: AgreementVersion) -> Comparison:
    """Of two versions loaded by `with_tree`; those of two agreements are matched by their texts as well."""
    by_text = old.agreement_id != new.agreement_id
    return compare(old, new, CHAPTERS, VersionRow, unread=UNREAD, by_text=by_text)


def _facts_of(section: Section):
    def facts(version: AgreementVersion) -> dict[str, str]:
        names = ADOPTION_PARTS.get(section, ())
        lines = adoption_lines({name: _loaded(version, PARTS[name]) for name in names})
        return lines | (_days(version) if section == Section.VALIDITY else {})

    return facts


def _loaded(version: AgreementVersion, part: Part) -> dict | None:
    """What adoption_values reads from the database, from the loaded version."""
    if part.model in (Approval, Signature):
        rows = getattr(version, part.model._meta.get_field("version").remote_field.related_name).all()
        row = next((row for row in rows if row.side == part.place["side"]), None)
    else:
        row = getattr(version, part.model._meta.get_field("version").remote_field.related_name, None)
    return row and {name: getattr(row, name) for name in part.fields}


def _days(version: AgreementVersion) -> dict[str, str]:
    validity = validity_of(version)
    return {
        label: format_date(day) if day else ""
        for label, day in (("platí od", validity.start), ("platí do", validity.end))
    }


def _chapter(section: Section) -> Chapter:
    fields = SECTION_FIELDS.get(section, ())
    if section == Section.HEADER:
        fields = ("template", *fields)
    rows = (
        (Activity,) if section == Section.TIMELINE else [kind.model for kind in SECTION_ROWS.get(section, ())]
    )
    return Chapter(section, fields, tuple(rows), _facts_of(section))


CHAPTERS = tuple(_chapter(section) for section in Section)
