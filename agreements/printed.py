"""A version in the shape of its printed form: sections, header rows and footnotes as the template orders them."""

from dataclasses import dataclass

from agreements.columns import timeline_rows
from agreements.models import AgreementVersion, Approval
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import Section, Side, Tier
from agreements.warnings import Warning, section_anchor
from partnerships.czech import format_date
from partnerships.vocabulary import OfficialRole

BODIES = {
    Section.HEADER: "agreements/_section_header.html",
    Section.ROLES: "agreements/_section_roles.html",
    Section.PROJECT: "agreements/_section_project.html",
    Section.VALIDITY: "agreements/_section_validity.html",
    Section.FOCUS: "agreements/_section_focus.html",
    Section.PARTNERSHIP: "agreements/_section_partnership.html",
    Section.LEGACY: "agreements/_section_legacy.html",
    Section.PLAN: "agreements/_section_plan.html",
    Section.MEASURES: "agreements/_section_measures.html",
    Section.REGIONAL_CONTACT: "agreements/_section_regional_contact.html",
    Section.OPINION: "agreements/_section_opinion.html",
    Section.TIMELINE: "agreements/_section_timeline.html",
    Section.APPROVAL: "agreements/_section_approval.html",
}


@dataclass(frozen=True)
class Footnote:
    number: int
    meaning: str
    text: str


@dataclass(frozen=True)
class HeaderRow:
    heading: str
    text: str
    note: Footnote | None


@dataclass(frozen=True)
class PrintedSection:
    """`label` names the section where the form prints no heading of its own."""

    code: Section
    heading: str
    prompt: str
    label: str
    note: Footnote | None
    warnings: tuple[Warning, ...]

    @property
    def body(self) -> str:
        """The template of what stands below the heading."""
        return BODIES[self.code]

    @property
    def name(self) -> str:
        return self.heading or self.label

    @property
    def anchor(self) -> str:
        return section_anchor(self.code)


def form(version: AgreementVersion, warnings: list[Warning]) -> dict:
    """All of it, under the names the page's templates use."""
    return {
        "title": version.template.headings.get("title", "Popis spolupráce"),
        "sections": sections(version, warnings),
        "header_rows": header_rows(version),
        "role_rows": role_rows(version),
        "approval_rows": approval_rows(version),
        "focus_tiers": focus_by_tier(version),
        "opinion": getattr(version, "opinion", None),
        "columns": version.template.columns,
        "timeline_rows": timeline_rows(version),
        "guarantee_note": notes_by_mark(version).get("guarantee_text"),
        "footnotes": footnotes(version),
    }


def footnotes(version: AgreementVersion) -> list[Footnote]:
    notes = [
        Footnote(note["number"], meaning, note["text"])
        for meaning, note in version.template.footnotes.items()
    ]
    return sorted(notes, key=lambda note: note.number)


def notes_by_mark(version: AgreementVersion) -> dict[str, Footnote]:
    by_meaning = {note.meaning: note for note in footnotes(version)}
    return {note["mark"]: by_meaning[meaning] for meaning, note in version.template.footnotes.items()}


def sections(version: AgreementVersion, warnings: list[Warning]) -> list[PrintedSection]:
    template, marks = version.template, notes_by_mark(version)
    return [
        PrintedSection(
            code=Section(code),
            heading=template.headings.get(code, ""),
            prompt=template.prompts.get(code, ""),
            label=Section(code).label,
            note=marks.get(code),
            warnings=tuple(warning for warning in warnings if warning.section == code),
        )
        for code in template.sections
    ]


def header_rows(version: AgreementVersion) -> list[HeaderRow]:
    """A row that the form does not have is printed all the same when it is filled in."""
    headings, marks = version.template.headings, notes_by_mark(version)
    return [
        HeaderRow(headings.get(name) or _label(version, name), getattr(version, name), marks.get(name))
        for name in SECTION_FIELDS[Section.HEADER]
        if name in headings or getattr(version, name)
    ]


def role_rows(version: AgreementVersion) -> list[HeaderRow]:
    headings, marks = version.template.headings, notes_by_mark(version)
    assigned = {row.role: row for row in version.role_assignments.all()}
    return [
        HeaderRow(
            headings.get(f"role:{role}") or role.label,
            assigned[role].text if role in assigned else "",
            marks.get(f"role:{role}"),
        )
        for role in OfficialRole
        if f"role:{role}" in headings or role in assigned
    ]


def approval_rows(version: AgreementVersion) -> list[HeaderRow]:
    headings, marks = version.template.headings, notes_by_mark(version)
    approval = next((row for row in version.approvals.all() if row.side == Side.UNIT), Approval())
    decided_on = format_date(approval.decided_on) if approval.decided_on else ""
    return [
        HeaderRow(headings.get(name) or _label(approval, name), text, marks.get(name))
        for name, text in (("decided_on", decided_on), ("resolution_number", approval.resolution_number))
    ]


def focus_by_tier(version: AgreementVersion) -> list[tuple[str, list]]:
    """Areas below the words that rank them; unranked ones have none."""
    groups: dict[str, list] = {}
    for area in version.focus_areas.all():
        groups.setdefault(area.tier, []).append(area)
    printed = {Tier.PRIORITY: Tier.PRIORITY.label, Tier.OTHER: Tier.OTHER.label}
    return [(printed.get(tier, ""), areas) for tier, areas in groups.items()]


def _label(row, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)
