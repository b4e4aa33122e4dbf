"""What stands below each heading of the form: one function of a version for each section."""

from agreements import printed
from agreements.columns import timeline_rows
from agreements.lifecycle import EFFECTIVE
from agreements.models import AgreementVersion, Signature
from agreements.paper.blocks import (
    BLANK,
    FILL_IN,
    Block,
    Bullets,
    Cell,
    Grid,
    Group,
    Heading,
    Line,
    Paragraph,
    Run,
    Signatures,
    Timeline,
    labelled,
    line,
    text_or_blank,
)
from agreements.vocabulary import Origin, RegionalContactStatus, Section, Side, Tier
from partnerships.czech import format_date

ASZ_PLACE = "V Praze"
UNDER_SIGNATURE = {
    Side.UNIT: "Jméno, funkce a podpis zástupce územního celku",
    Side.ASZ: "Jméno a podpis ředitele Odboru pro sociální začleňování (Agentura) MMR ČR",
}


def header(version: AgreementVersion) -> list[Block]:
    return [_grid("Identifikace územního celku", printed.header_rows(version))]


def roles(version: AgreementVersion) -> list[Block]:
    return [_grid("Role v popisu spolupráce", printed.role_rows(version))]


def _grid(caption: str, rows: list[printed.HeaderRow], *, blank: str = BLANK) -> Grid:
    return Grid(
        caption,
        tuple(
            (line(row.heading, "strong", row.note), line(row.text) if row.text else line(blank, "blank"))
            for row in rows
        ),
    )


def project(version: AgreementVersion) -> list[Block]:
    row = printed.memorandum(version)
    if row is None:
        return [_paragraph(version.project_text)]
    stated = line(row.text) if row.text else (Run(f"{row.heading}: "), Run(BLANK, "blank"))
    return [Paragraph(stated), _paragraph(version.project_text)]


def validity(version: AgreementVersion) -> list[Block]:
    note = printed.notes_by_mark(version).get("guarantee_text")
    text = version.guarantee_text
    guarantee = line(text, note=note) if text else line("garance podpory neuvedena", "blank", note)
    return [_paragraph(version.validity_text), Paragraph(guarantee)]


def focus(version: AgreementVersion) -> list[Block]:
    blocks: list[Block] = [Paragraph(line(version.focus_text))] if version.focus_text else []
    tiers = printed.focus_by_tier(version)
    for tier, areas in tiers:
        if tier:
            blocks.append(Heading(f"{tier}:"))
        blocks.append(Bullets(tuple(_area(one) for one in areas)))
    return blocks if tiers else [*blocks, _paragraph("")]


def _area(one: printed.PrintedArea) -> tuple[Line, ...]:
    area = one.area
    if area.tier == Tier.UNRANKED and area.description:
        first = (Run(f"{area.local_label}: ", "strong"), Run(area.description, note=one.note))
    else:
        described = f" ({area.description})" if area.description else ""
        first = (Run(f"{area.local_label}{described}", note=one.note),)
    linkage = (Run(f"Vazba: {area.linkage}", "em"),)
    goals = [(Run("Cíl: ", "strong"), Run(goal.statement)) for goal in area.goals.all()]
    return (first, *([linkage] if area.linkage else []), *goals)


def partnership(version: AgreementVersion) -> list[Block]:
    facts = {
        "Zřizovatel": version.founder_text,
        "Ustanoveno": version.founded_text,
        "Statut a jednací řád": version.rules_text,
    }
    groups = [
        f"{group.name} (průřezová skupina)" if group.is_cross_cutting else group.name
        for group in version.stated_groups.all()
    ]
    blocks = [_paragraph(version.partnership_text)]
    blocks += [labelled(label, text) for label, text in facts.items() if text]
    blocks += [Heading("Pracovní skupiny"), *_introduced(version.groups_text, _bullets(groups))]
    blocks += [Heading("Složení lokálního partnerství"), *_introduced(version.members_text, _seats(version))]
    blocks += [Heading("Kompetence"), _paragraph(version.competences_text)]
    return blocks + _bullets([matter.text for matter in version.stated_matters.all()])


def _seats(version: AgreementVersion) -> list[Block]:
    blocks: list[Block] = []
    for heading, seats in printed.seats_by_list(version):
        if heading:
            blocks.append(Paragraph(line(heading, "strong"), "list-heading"))
        blocks += _bullets([seat.text for seat in seats])
    return blocks


def _introduced(text: str, blocks: list[Block]) -> list[Block]:
    introduction = [_paragraph(text)] if text else []
    return introduction + (blocks or ([] if text else [_paragraph("")]))


def legacy(version: AgreementVersion) -> list[Block]:
    titles = [strategy.title for strategy in version.legacy_strategies.all()]
    if titles or version.is_transition_from_kpsvl:
        return _bullets(titles) or [_paragraph("")]
    return [Paragraph(line("netýká se, územní celek nepřechází z KPSVL", "blank"))]


def plan(version: AgreementVersion) -> list[Block]:
    blocks: list[Block] = [_paragraph(version.plan_character)]
    blocks += [labelled(label, text) for label, text in printed.plan_facts(version)]
    if version.plan_synergy_text:
        blocks.append(_paragraph(version.plan_synergy_text))
    return blocks + _bullets([strategy.title for strategy in version.linked_strategies.all()])


def measures(version: AgreementVersion) -> list[Block]:
    return _bullets([measure.text for measure in version.planned_measures.all()]) or [_paragraph("")]


def regional_contact(version: AgreementVersion) -> list[Block]:
    if version.regional_contact_text or version.regional_contact_status != RegionalContactStatus.NOT_RELEVANT:
        return [_paragraph(version.regional_contact_text)]
    return [_paragraph(version.get_regional_contact_status_display())]


def opinion(version: AgreementVersion) -> list[Block]:
    """A document taken over from paper says the day in its own words."""
    stated = getattr(version, "opinion", None)
    if stated is None:
        return [_paragraph("")]
    blocks: list[Block] = [_paragraph(stated.text or stated.get_result_display())]
    if stated.discussed_on and (version.origin == Origin.HERE or not stated.text):
        mode = f", {stated.get_mode_display()}" if stated.mode else ""
        blocks.append(labelled("Projednáno", f"{format_date(stated.discussed_on)}{mode}"))
    return blocks


def timeline(version: AgreementVersion) -> list[Block]:
    rows = timeline_rows(version)
    if not rows:
        return [_paragraph("")]
    groups: list[list[tuple[Cell, ...]]] = []
    for row in rows:
        if row.opens_activity:
            groups.append([])
        groups[-1].append(tuple(_cell(cell.code, cell.lines, cell.rowspan) for cell in row.cells))
    columns = tuple((column["code"], column["heading"]) for column in version.template.columns)
    return [Timeline(columns, version.timeline_text, tuple(Group(tuple(group)) for group in groups))]


def _cell(code: str, lines: tuple[str, ...], rowspan: int) -> Cell:
    style = "strong" if code == "activity" else ""
    runs = tuple(Run(text, style) for text in lines) or (Run(BLANK, "blank"),)
    return Cell(code, runs, rowspan)


def approval(version: AgreementVersion) -> list[Block]:
    rows = printed.approval_rows(version)
    return [_grid("Schválení", rows, blank=_by_hand(version)), signatures(version)]


def signatures(version: AgreementVersion) -> Signatures:
    signed = {row.side: row for row in version.signatures.all()}
    missing = _by_hand(version)
    proposed = {Side.UNIT: version.agreement.unit.in_place, Side.ASZ: ASZ_PLACE}
    places = []
    for side in (Side.UNIT, Side.ASZ):
        row = signed.get(side) or Signature(place_text=proposed[side], function_text=UNDER_SIGNATURE[side])
        day = format_date(row.signed_on) if row.signed_on else ""
        where = (Run(row.place_text),) if row.place_text else _no_place(version)
        when = Run(day) if day else Run(missing, "blank")
        places.append(((*where, Run(" dne "), when), row.function_text or UNDER_SIGNATURE[side]))
    return Signatures(tuple(places))


def _no_place(version: AgreementVersion) -> Line:
    is_signed = version.state in EFFECTIVE
    return Run("V "), Run("místo neuvedeno" if is_signed else _by_hand(version), "blank")


def _by_hand(version: AgreementVersion) -> str:
    """What is decided and signed on paper has a line to be filled in there, until the version is in force."""
    return BLANK if version.state in EFFECTIVE else FILL_IN


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text_or_blank(text))


def _bullets(texts: list[str]) -> list[Block]:
    return [Bullets(tuple((line(text),) for text in texts))] if texts else []


BODIES = {
    Section.HEADER: header,
    Section.ROLES: roles,
    Section.PROJECT: project,
    Section.VALIDITY: validity,
    Section.FOCUS: focus,
    Section.PARTNERSHIP: partnership,
    Section.LEGACY: legacy,
    Section.PLAN: plan,
    Section.MEASURES: measures,
    Section.REGIONAL_CONTACT: regional_contact,
    Section.OPINION: opinion,
    Section.TIMELINE: timeline,
    Section.APPROVAL: approval,
}
