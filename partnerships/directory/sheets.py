"""The lists of the directory as workbooks; the rows are those of the page, all of them."""

from collections.abc import Iterable

from partnerships.models import Organisation, Person
from partnerships.spreadsheet import Column, workbook
from partnerships.unit_words import UnitWords, organisation_label

PEOPLE_COLUMNS = [
    Column("Příjmení", 20),
    Column("Jméno", 16),
    Column("Titul před jménem", 12),
    Column("Titul za jménem", 12),
    Column("Organizace", 34),
    Column("Pracovní pozice", 28),
    Column("E-mail", 30),
    Column("Telefon", 18),
    Column("Má místo v partnerství", 14),
]
ORGANISATION_COLUMNS = [
    Column("Název", 40),
    Column("Typ", 28),
    Column("IČO", 12),
    Column("E-mail", 30),
    Column("Telefon", 18),
    Column("Web", 30),
    Column("Lidí v kontaktech", 12),
    Column("Má místo v partnerství", 14),
]


def people_workbook(people: Iterable[Person]) -> bytes:
    rows = (
        (
            one.last_name,
            one.first_name,
            one.title_before,
            one.title_after,
            one.organisation and one.organisation.name,
            one.position_text,
            one.email,
            one.phone,
            one.has_seat,
        )
        for one in people
    )
    return workbook("Lidé", PEOPLE_COLUMNS, rows)


def organisations_workbook(organisations: Iterable[Organisation], words: UnitWords) -> bytes:
    rows = (
        (
            one.name,
            organisation_label(one.organisation_type, [words]),
            one.ico,
            one.email,
            one.phone,
            one.web,
            one.people_count,
            one.has_seat,
        )
        for one in organisations
    )
    return workbook("Organizace", ORGANISATION_COLUMNS, rows)
