"""Czech forms of values: dates, numbers, counted nouns, no-break spaces (ČSN 01 6910, domain.md 5 and 7.6)."""

import re
import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

NBSP = "\u00a0"
MONTHS = (
    "leden", "únor", "březen", "duben", "květen", "červen",
    "červenec", "srpen", "září", "říjen", "listopad", "prosinec",
)  # fmt: skip
MONTHS_GENITIVE = (
    "ledna", "února", "března", "dubna", "května", "června",
    "července", "srpna", "září", "října", "listopadu", "prosince",
)  # fmt: skip


class Noun(NamedTuple):
    one: str
    few: str
    many: str
    fraction: str  # genitive singular, the form after a decimal number: 2,5 hodiny


NOUNS = {
    noun[0]: Noun(*noun)
    for noun in (
        ("jednání", "jednání", "jednání", "jednání"),
        ("akce", "akce", "akcí", "akce"),
        ("osoba", "osoby", "osob", "osoby"),
        ("organizace", "organizace", "organizací", "organizace"),
        ("dvojice", "dvojice", "dvojic", "dvojice"),
        ("účast", "účasti", "účastí", "účasti"),
        ("hodina", "hodiny", "hodin", "hodiny"),
        ("projekt", "projekty", "projektů", "projektu"),
        ("konzultace", "konzultace", "konzultací", "konzultace"),
        ("činnost", "činnosti", "činností", "činnosti"),
        ("krok", "kroky", "kroků", "kroku"),
        ("termín", "termíny", "termínů", "termínu"),
        ("rok", "roky", "let", "roku"),
        ("den", "dny", "dnů", "dne"),
        ("týden", "týdny", "týdnů", "týdne"),
        ("měsíc", "měsíce", "měsíců", "měsíce"),
        ("člen", "členové", "členů", "člena"),
        ("místo", "místa", "míst", "místa"),
        ("výstup", "výstupy", "výstupů", "výstupu"),
        ("doklad", "doklady", "dokladů", "dokladu"),
        ("upozornění", "upozornění", "upozornění", "upozornění"),
        ("připomínka", "připomínky", "připomínek", "připomínky"),
        ("otevřená", "otevřené", "otevřených", "otevřené"),
        ("příspěvek", "příspěvky", "příspěvků", "příspěvku"),
        ("účet", "účty", "účtů", "účtu"),
        ("soubor", "soubory", "souborů", "souboru"),
        ("událost", "události", "událostí", "události"),
        ("pozvánka", "pozvánky", "pozvánek", "pozvánky"),
        ("závazek", "závazky", "závazků", "závazku"),
        ("řádek", "řádky", "řádků", "řádku"),
        ("změna", "změny", "změn", "změny"),
        ("chyba", "chyby", "chyb", "chyby"),
        ("záznam", "záznamy", "záznamů", "záznamu"),
        ("položka", "položky", "položek", "položky"),
        ("usnesení", "usnesení", "usnesení", "usnesení"),
        ("úkol", "úkoly", "úkolů", "úkolu"),
        ("územní celek", "územní celky", "územních celků", "územního celku"),
        ("popis spolupráce", "popisy spolupráce", "popisů spolupráce", "popisu spolupráce"),
    )
}


def format_number(value: int | float | Decimal) -> str:
    """1 234,5 with no-break spaces; trailing zeros of the fraction are dropped."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", NBSP).replace("-", "\u2212") + (f",{fraction}" if fraction else "")


def noun_form(number: int | float | Decimal, noun: str) -> str:
    """The form of a noun of NOUNS after a number: 1 hodina, 2 hodiny, 5 hodin, 2,5 hodiny."""
    forms = NOUNS[noun]
    if number != int(number):
        return forms.fraction
    if number == 1:
        return forms.one
    return forms.few if 2 <= number <= 4 else forms.many


def counted(number: int | float | Decimal, noun: str) -> str:
    return f"{format_number(number)}{NBSP}{noun_form(number, noun)}"


def of_total(number: int) -> str:
    """„z 9“, but „ze 4“"""
    return f"{from_before(number)}{NBSP}{format_number(number)}"


def from_before(number: int) -> str:
    """„z“, but „ze“ before 4 (čtyř) and 30 (třiceti): the preposition follows how the number is spoken."""
    digits = str(number)
    if len(digits) == 2 and digits[0] == "1":
        vocal = digits in {"12", "13", "14", "17"}
    else:
        vocal = digits[0] in "2347" or (len(digits) == 3 and digits[0] == "1")
    return "ze" if vocal and len(digits) < 4 else "z"


def format_date(day: date) -> str:
    return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"


def format_days(first: date, last: date | None = None) -> str:
    """„12.–13. 5. 2025“, „30. 4. – 2. 5. 2025“, „30. 12. 2025 – 2. 1. 2026“, or the one day"""
    if last is None or last == first:
        return format_date(first)
    if first.year != last.year:
        return f"{format_date(first)} – {format_date(last)}"
    if first.month != last.month:
        return f"{first.day}.{NBSP}{first.month}. – {format_date(last)}"
    return f"{first.day}.–{format_date(last)}"


def format_time(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def format_times(starts_at: time | None, ends_at: time | None) -> str:
    """„9:00–11:30“, „9:00“, or nothing where nobody knows when it starts."""
    return "–".join(format_time(at) for at in (starts_at, ends_at) if at) if starts_at else ""


def format_times_of_days(starts_at: time | None, ends_at: time | None) -> str:
    """Of more days, where „9:00–15:00“ would be read as every day's."""
    if starts_at is None:
        return ""
    last = f", poslední do {format_time(ends_at)}" if ends_at else ""
    return f"první den od {format_time(starts_at)}{last}"


def format_date_in_words(day: date) -> str:
    return f"{day.day}.{NBSP}{MONTHS_GENITIVE[day.month - 1]}{NBSP}{day.year}"


def format_percent(value: int | float | Decimal) -> str:
    return f"{format_number(value)}{NBSP}%"


def format_postal_code(digits: str) -> str:
    return f"{digits[:3]}{NBSP}{digits[3:]}" if len(digits) == 5 else digits


def clean_postal_code(text: str) -> str:
    """The digits of „PSČ 407 21“, „430 01“ or „43001“ (domain.md 7.5)."""
    return re.sub(r"\D", "", text)


def without_accents(text: str) -> str:
    """To compare by: without case, diacritics and ligatures, so its length may differ."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))


def tie(text: str) -> str:
    """Put a no-break space where a Czech line must not break: after one-letter words, in dates, before %."""
    text = re.sub(r"(?<![\w\u00a0])([kosuvzaiKOSUVZAI]) (?=\S)", rf"\1{NBSP}", text)
    # a second pass, because the one-letter words of „a v obci“ share their space
    text = re.sub(r"(?<=\u00a0)([kosuvzaiKOSUVZAI]) (?=\S)", rf"\1{NBSP}", text)
    text = re.sub(r"(\d{1,2}\.) (\d{1,2}\.) (\d{4})", rf"\1{NBSP}\2{NBSP}\3", text)
    text = re.sub(rf"(\d{{1,2}}\.) ({'|'.join(MONTHS_GENITIVE)}) (\d{{4}})", rf"\1{NBSP}\2{NBSP}\3", text)
    text = re.sub(r"(?<=\b[a-zčřš]\.) (?=[a-zčřš]\.)", NBSP, text)  # o. p. s., z. s.
    return re.sub(r"(?<=\d) (?=%|Kč\b|\d{3}\b|hodin|let\b|osob|akc|č\.)", NBSP, text)
