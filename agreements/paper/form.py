"""A version as the document that is signed: its form's sections in their order, with what the registries gave it."""

from datetime import date

from django.utils.text import capfirst

from agreements import printed
from agreements.lifecycle import PRINTED_AS_DRAFT
from agreements.models import AgreementVersion
from agreements.paper.blocks import Paragraph, PrintedDocument, PrintedSection, Reference, line
from agreements.paper.sections import BODIES
from agreements.vocabulary import Section, Side
from partnerships.czech import NBSP, format_date

# Stored with each print of a version in force; raise it whenever what a reader sees changes.
TEMPLATE_VERSION = "2026-11"


def printed_document(version: AgreementVersion, *, today: date) -> PrintedDocument:
    """Reads a version loaded by `with_tree`, with its file references."""
    unit = version.agreement.unit
    return PrintedDocument(
        annex=version.annex_text,
        title=version.template.headings.get("title", "Popis spolupráce"),
        name=f"Popis spolupráce – {unit.name}",
        author=unit.full_name,
        unit=unit.name,
        standing=standing(version, today=today),
        references=references(version),
        sections=tuple(_section(one, version) for one in printed.sections(version, [])),
        notes=tuple(printed.notes_by_mark(version).values()),
        is_draft=version.state in PRINTED_AS_DRAFT,
    )


def standing(version: AgreementVersion, *, today: date) -> str:
    if version.state in PRINTED_AS_DRAFT:
        return (
            f"Návrh, verze {version.number}. Stav ke dni {format_date(today)}: {version.get_state_display()}."
        )
    return f"Verze {version.number}" if version.number > 1 else ""


def references(version: AgreementVersion) -> tuple[Reference, ...]:
    """The unit's first; a side without either is left out."""
    sides = {row.side: row for row in version.file_references.all()}
    found = []
    for side in (Side.UNIT, Side.ASZ):
        row = sides.get(side)
        number = f"č.{NBSP}j. {row.reference_number}" if row and row.reference_number else ""
        mark = f"sp.{NBSP}zn. {row.file_mark}" if row and row.file_mark else ""
        if number or mark:
            found.append(Reference(capfirst(side.label), ", ".join(filter(None, [number, mark]))))
    return tuple(found)


def _section(one: printed.PrintedSection, version: AgreementVersion) -> PrintedSection:
    prompt = [Paragraph(line(one.prompt), "prompt")] if one.prompt else []
    return PrintedSection(
        code=one.code,
        heading=one.heading,
        note=one.note,
        blocks=(*prompt, *BODIES[one.code](version)),
        is_wide=one.code == Section.TIMELINE and bool(version.activities.all()),
    )
