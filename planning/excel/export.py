"""The workbook of an agreement and a year, of a draft, and the empty one to be filled in."""

from datetime import date

from django.utils.text import slugify

from agreements.models import AgreementVersion
from partnerships.models import Event, TerritorialUnit, User
from planning.excel import event_sheet, fulfilment_sheet, timeline_sheet
from planning.excel.guide import GUIDE, guide_lines
from planning.excel.sheets import Book
from planning.results import YearResult


def year_workbook(version: AgreementVersion, result: YearResult, *, user: User, today: date) -> bytes:
    """`version` went through `with_tree`; events are those of the year that the person sees, the oldest first."""
    unit = version.agreement.unit
    events = Event.objects.visible_to(user).of_unit(unit).of_year(result.year).for_list()
    book = Book(f"Popis spolupráce {unit.name}, rok {result.year}")
    book.add(timeline_sheet.sheet_of(version))
    book.add(fulfilment_sheet.sheet_of(result))
    book.add(event_sheet.sheet_of(unit, events.order_by("starts_on", "pk")))
    book.add_guide(GUIDE, guide_lines(unit, today, version=version))
    return book.content()


def draft_workbook(version: AgreementVersion, *, today: date) -> bytes:
    unit = version.agreement.unit
    book = Book(f"Harmonogram popisu spolupráce {unit.name}, verze {version.number}")
    book.add(timeline_sheet.sheet_of(version))
    book.add_guide(GUIDE, guide_lines(unit, today, version=version))
    return book.content()


def empty_workbook(version: AgreementVersion, *, today: date) -> bytes:
    """The headings are those of the version's own form."""
    unit = version.agreement.unit
    book = Book(f"Prázdný sešit pro popis spolupráce {unit.name}")
    book.add(timeline_sheet.empty_sheet(version.template))
    book.add(event_sheet.sheet_of(unit, ()))
    book.add_guide(GUIDE, guide_lines(unit, today))
    return book.content()


def file_name(what: str, unit: TerritorialUnit, more: object = "") -> str:
    parts = filter(None, [what, slugify(unit.name)[:60], slugify(str(more))])
    return f"{'-'.join(parts)}.xlsx"
