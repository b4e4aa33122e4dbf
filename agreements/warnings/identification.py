"""Header, roles and supporting project."""

from datetime import date

from agreements.models import AgreementVersion
from agreements.queries import SECTION_FIELDS
from agreements.validity import validity_of
from agreements.vocabulary import Section
from agreements.warnings.warning import Found, shortened
from partnerships.czech import format_date
from partnerships.vocabulary import OfficialRole


def of_header(version: AgreementVersion, today: date) -> Found:
    headings = version.template.headings
    for name in SECTION_FIELDS[Section.HEADER]:
        if name in headings and not getattr(version, name):
            yield "header_blank", name, f"Není vyplněno: {headings[name]}."
    unit = version.agreement.unit
    if version.ico_text and version.ico_text.replace(" ", "") != unit.ico:
        text = f"IČ v popisu ({version.ico_text}) se liší od IČO územního celku ({unit.ico})."
        yield "ico_differs", "ico_text", text
    memorandum = version.agreement.memorandum
    if (
        memorandum
        and memorandum.dated_on
        and memorandum.approved_on
        and memorandum.dated_on < memorandum.approved_on
    ):
        text = (
            f"Memorandum je datováno {format_date(memorandum.dated_on)}, zastupitelstvo ho ale schválilo až "
            f"{format_date(memorandum.approved_on)}."
        )
        yield "memorandum_dated_before_approval", "memorandum_text", text


def of_roles(version: AgreementVersion, today: date) -> Found:
    assigned = {row.role: row for row in version.role_assignments.all()}
    for role in OfficialRole:
        heading = version.template.headings.get(f"role:{role}")
        if heading is None:
            continue
        row = assigned.get(role)
        if row is None or not row.text:
            yield "role_blank", role, f"Není uvedeno: {heading}."
        elif row.is_vacant and not row.deputy_text:
            yield "vacancy_without_deputy", role, f"{heading}: pozice není obsazena a chybí jméno zástupu."
        elif not row.is_vacant and row.function_text and not row.name_text:
            yield "role_without_name", role, f"{heading}: je uvedena jen funkce, chybí jméno."
        elif not row.is_vacant and not row.name_text:
            text = f"{heading}: text „{shortened(row.raw_text)}“ není rozdělen na jméno a funkci."
            yield "role_not_split", role, text


def of_project(version: AgreementVersion, today: date) -> Found:
    if version.hours_total is None:
        yield (
            "hours_blank",
            "hours_total",
            "Není uvedeno, kolik hodin vzdělávání se územní celek zavazuje uvolnit.",
        )
    elif (version.hours_distance_max or 0) > version.hours_total:
        yield "hours_contradict", "hours_distance_max", "Hodin distančně je víc než hodin celkem."
    project = version.project
    if project is None:
        yield "project_blank", "project", "Není vybrán podpůrný projekt."
        return
    if project.end_date is None:
        text = (
            "Datum ukončení projektu není zadáno, proto nelze určit, do kdy trvá závazek vzdělávání a garance "
            "podpory. Zadá ho správce aplikace."
        )
        yield "project_end_blank", "project", text
        return
    ended = format_date(project.end_date)
    validity = validity_of(version)
    if validity.end and project.end_date < validity.end:
        text = (
            f"Projekt končí {ended}, popis platí do {format_date(validity.end)}; garance podpory skončí dřív."
        )
        yield "project_ends_before_validity", "project", text
    if validity.start and project.end_date < validity.start:
        text = f"Projekt skončil {ended}, dřív než začala platnost popisu."
        yield "project_ended_before_start", "project", text
    elif project.end_date < today:
        text = f"Projekt skončil {ended}; závazek vzdělávání a garance podpory už netrvají."
        yield "project_ended", "project", text
