"""„4 × 245/365 = 2,68 → 3“: how an expected number comes about, made of the very parts it was counted from."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from agreements.vocabulary import Anchor, TermKind
from partnerships.czech import counted as with_noun
from partnerships.czech import format_date, format_number, noun_form
from planning.asking import Promise, is_due_once, is_quota, is_unread
from planning.expectations import Counted
from planning.models import CountingRule, Rounding
from planning.periods import length
from planning.shares import Part, round_half_up, share_of

ROUNDED = {
    Rounding.HALF_UP: "Výsledek se zaokrouhluje jednou, polovina nahoru.",
    Rounding.CEIL: "Podle rozhodnutí se výsledek zaokrouhluje vždy nahoru.",
    Rounding.NOMINAL: "Podle rozhodnutí platí celý počet i za neúplný rok, z víc počtů téže doby nejvyšší.",
}


@dataclass(frozen=True)
class Explanation:
    """`formula` ends with `number`; without one `lines` say why there is none."""

    number: int | None
    formula: str = ""
    lines: tuple[str, ...] = ()
    rounding: str = ""


def explained(counted: Counted, promise: Promise, rule: CountingRule) -> Explanation:
    """`promise` is the newest wording of the term."""
    row = counted.row
    if not counted.parts:
        return Explanation(row.expected, lines=(_without_parts(counted, promise),))
    if row.counts_from is None and all(part.is_by_day for part in counted.parts):
        day = format_date(row.due_on)
        return Explanation(row.expected, str(row.expected), (f"Každý rok má svůj den; za tento rok {day}.",))
    lines = [_line(part) for part in counted.parts]
    if row.counts_from:
        span = f"{format_date(row.counts_from)} – {format_date(row.due_on)}"
        lines.append(f"Počítá se dohromady za dobu {span}.")
    elif row.due_on:
        lines.append(f"Všechno má být hotové do {format_date(row.due_on)}.")
    is_cut = any(part.days != part.period for part in counted.parts)
    how = ROUNDED[rule.rounding] if is_cut else ""
    return Explanation(row.expected, formula(counted.parts, row.expected), tuple(lines), how)


def formula(parts: tuple[Part, ...], number: int) -> str:
    """„4 × 181/365 + 1 = 2,98 → 3“"""
    members = " + ".join(map(_member, parts))
    share = share_of(parts)
    if members == str(number):
        return members
    exact = (
        "" if share == number and len(parts) == 1 and "×" not in members else f" = {_shown(share, number)}"
    )
    is_rounded = share != number
    return f"{members}{exact} → {number}" if is_rounded else f"{members}{exact}"


def _member(part: Part) -> str:
    """„4 × 245/365“, of a whole period „4“"""
    rate = f"{part.rate.numerator}/{part.rate.denominator}" if part.rate.denominator > 1 else str(part.rate)
    if part.days == part.period:
        return rate
    return f"{rate} × {length(part.days)}/{length(part.period)}"


def _shown(share: Fraction, number: int) -> str:
    """Two places, four where two would seem to be rounded otherwise."""
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    short = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    misleads = Fraction(short) != share and (
        short == short.to_integral() or round_half_up(Fraction(short)) != round_half_up(share)
    )
    return format_number(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP) if misleads else short)


def _line(part: Part) -> str:
    if part.is_by_day:
        return f"{format_date(part.days.end)}: {part.rate}× do tohoto dne, celé."
    days = f"{format_date(part.days.start)} – {format_date(part.days.end)}"
    if part.days == part.period:
        return f"{days}: celé období, {with_noun(length(part.days), 'den')}."
    return (
        f"{days}: {with_noun(length(part.days), 'den')} z {length(part.period)}, "
        f"které má {'rok' if _is_year(part) else 'období'} {format_date(part.period.start)} – "
        f"{format_date(part.period.end)}."
    )


def _is_year(part: Part) -> bool:
    return length(part.period) in {365, 366}


def _without_parts(counted: Counted, promise: Promise) -> str:
    term, row = promise.term, counted.row
    if row.due_on is None:
        if is_unread(term):
            return "Termín se zatím nepodařilo přečíst, proto se nic nepočítá."
        if term.kind == TermKind.RELATIVE:
            return "Den, od kterého termín běží, zatím není znám, proto se nic nepočítá."
        return "Termín nemá pevný počet; zaznamenané plnění se jen ukazuje."
    if not is_due_once(term):
        return f"Jednorázový termín do {format_date(row.due_on)}."
    if is_quota(term):
        return f"{row.expected}× za celou dobu spolupráce, která končí {format_date(row.due_on)}."
    if term.kind == TermKind.RELATIVE:
        return _run(promise, row.due_on)
    return (
        f"Jednou do {format_date(row.due_on)}, jak stojí v termínu."
        if row.expected == 1
        else (f"{row.expected}× do {format_date(row.due_on)}, jak stojí v termínu.")
    )


UNITS = {"DAY": "den", "WEEK": "týden", "MONTH": "měsíc", "YEAR": "rok"}


def _run(promise: Promise, due_on) -> str:
    """„19. 4. 2022 (od schválení) a 30 dnů: 19. 5. 2022.“"""
    term = promise.term
    sign = "−" if term.offset_from == Anchor.END else "+"
    number = f"{term.offset_count} {noun_form(term.offset_count, UNITS[term.offset_unit])}"
    anchor = Anchor(term.offset_from).label
    return f"{format_date(promise.anchor)} ({anchor}) {sign} {number} = {format_date(due_on)}."
