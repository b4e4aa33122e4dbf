"""A version in the shape of its printed form: sections, header rows and footnotes as the template orders them."""

from dataclasses import dataclass

from agreements.columns import inherited_of, timeline_rows
from agreements.models import AgreementVersion, Approval, FocusArea, StatedSeat
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import SECTION_SLUGS, Section, Side, Tier
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

# The form prints them by themselves: its mark above the title, the memorandum below the roles.
OUTSIDE_THE_HEADER = frozenset({"annex_text", "memorandum_text"})

PLAN_FACTS = {
    "plan_main_goal": "Hlavní cíl",
    "plan_areas": "Tematické a průřezové oblasti",
    "plan_depth": "Hloubka řešení",
    "plan_content": "Obsah",
    "plan_target_groups": "Cílová skupina",
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
class PrintedArea:
    area: FocusArea
    note: Footnote | None


@dataclass(frozen=True)
class PrintedSection:
    """`label` names the section where the form prints no heading of its own.

    `inherited` is the revision in which its text was taken from the document before, until it is confirmed.
    """

    code: Section
    heading: str
    prompt: str
    label: str
    note: Footnote | None
    warnings: tuple[Warning, ...]
    inherited: int | None = None

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

    @property
    def slug(self) -> str:
        """In the address of the page that edits it; empty for what stands beside the content."""
        return "" if self.code in {Section.OPINION, Section.APPROVAL} else SECTION_SLUGS[self.code]


def form(version: AgreementVersion, warnings: list[Warning]) -> dict:
    """All of it, under the names the page's templates use."""
    notes = notes_by_mark(version)
    return {
        "annex": version.annex_text,
        "title": version.template.headings.get("title", "Popis spolupráce"),
        "sections": sections(version, warnings),
        "header_rows": header_rows(version),
        "role_rows": role_rows(version),
        "memorandum": memorandum(version),
        "approval_rows": approval_rows(version),
        "focus_tiers": focus_by_tier(version),
        "seat_lists": seats_by_list(version),
        "plan_facts": plan_facts(version),
        "opinion": getattr(version, "opinion", None),
        "columns": version.template.columns,
        "timeline_rows": timeline_rows(version),
        "guarantee_note": notes.get("guarantee_text"),
        "footnotes": list(notes.values()),
    }


def notes_by_mark(version: AgreementVersion) -> dict[str, Footnote]:
    """The form's footnotes and the document's own ones, numbered as they follow one another on the page.

    A note of a section that is not printed is left out, so its number goes to the next one.
    """
    order = printed_sections(version)
    found = [
        (order.index(section), note["number"], note["mark"], meaning, note["text"])
        for meaning, note in version.template.footnotes.items()
        if (section := _section_of(note["mark"])) in order
    ]
    if Section.FOCUS in order:
        found += [
            (order.index(Section.FOCUS), place, str(area.key), f"zamereni-{area.key}", area.note_text)
            for place, area in enumerate(version.focus_areas.all())
            if area.note_text
        ]
    return {
        mark: Footnote(number, meaning, text)
        for number, (*_, mark, meaning, text) in enumerate(sorted(found), start=1)
    }


def _section_of(mark: str) -> Section:
    """Where a template's mark stands: at a section's heading, a role, a row of the approval, a field."""
    if mark in Section.values:
        return Section(mark)
    if mark.startswith("role:"):
        return Section.ROLES
    return next((section for section, names in SECTION_FIELDS.items() if mark in names), Section.APPROVAL)


def printed_sections(version: AgreementVersion) -> list[Section]:
    """The form asks for older strategies only where a town comes over from KPSVL; a draft shows them to be asked."""
    has_legacy = version.is_editable or version.is_transition_from_kpsvl or version.legacy_strategies.all()
    return [Section(code) for code in version.template.sections if code != Section.LEGACY or has_legacy]


def sections(version: AgreementVersion, warnings: list[Warning]) -> list[PrintedSection]:
    template, marks, inherited = version.template, notes_by_mark(version), inherited_of(version)
    return [
        PrintedSection(
            code=code,
            heading=template.headings.get(code, ""),
            prompt=template.prompts.get(code, ""),
            label=code.label,
            note=marks.get(code),
            warnings=tuple(warning for warning in warnings if warning.section == code),
            inherited=inherited.get((code, None)),
        )
        for code in printed_sections(version)
    ]


def header_rows(version: AgreementVersion) -> list[HeaderRow]:
    """A row that the form does not have is printed all the same when it is filled in."""
    headings, marks = version.template.headings, notes_by_mark(version)
    return [
        HeaderRow(headings.get(name) or _label(version, name), getattr(version, name), marks.get(name))
        for name in SECTION_FIELDS[Section.HEADER]
        if name not in OUTSIDE_THE_HEADER and (name in headings or getattr(version, name))
    ]


def memorandum(version: AgreementVersion) -> HeaderRow | None:
    """A sentence of annex 6 below the roles; of another form only when it is filled in."""
    heading = version.template.headings.get("memorandum_text")
    if not (heading or version.memorandum_text):
        return None
    return HeaderRow(heading or _label(version, "memorandum_text"), version.memorandum_text, None)


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


def focus_by_tier(version: AgreementVersion) -> list[tuple[str, list[PrintedArea]]]:
    """Areas below the words that rank them; unranked ones have none."""
    marks = notes_by_mark(version)
    groups: dict[str, list[PrintedArea]] = {}
    for area in version.focus_areas.all():
        groups.setdefault(area.tier, []).append(PrintedArea(area, marks.get(str(area.key))))
    printed = {Tier.PRIORITY: Tier.PRIORITY.label, Tier.OTHER: Tier.OTHER.label}
    return [(printed.get(tier, ""), areas) for tier, areas in groups.items()]


def seats_by_list(version: AgreementVersion) -> list[tuple[str, list[StatedSeat]]]:
    """Members below the words the document lists them under, in its order."""
    lists: dict[str, list[StatedSeat]] = {}
    for seat in version.stated_seats.all():
        lists.setdefault(seat.listed_among, []).append(seat)
    return list(lists.items())


def plan_facts(version: AgreementVersion) -> list[tuple[str, str]]:
    facts = [(label, getattr(version, name)) for name, label in PLAN_FACTS.items() if getattr(version, name)]
    first, last = version.plan_from_year, version.plan_to_year
    if first or last:
        facts.append(("Období", f"{first or '?'}–{last or '?'}"))
    if version.plan_specified_later and not version.plan_character:
        facts.append(("Upřesnění", "bude upřesněn v průběhu spolupráce"))
    return facts


def _label(row, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)
