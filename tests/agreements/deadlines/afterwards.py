"""A second set, worked out by hand as the first, but only after a first parser was there: it shows whether the parser
learnt Czech deadlines or the first table. FURTHER_ROWS of expressions.py are without it.
"""

from agreements.vocabulary import Anchor, Bound, OffsetUnit, Per, Precision
from partnerships.vocabulary import EventKind
from tests.agreements.deadlines.domain import DISCUSSION, evaluation
from tests.agreements.deadlines.terms import (
    ANY,
    at_least,
    at_most,
    day,
    doubtful,
    each_year_by,
    in_all,
    month,
    no_deadline,
    nothing,
    often,
    on_demand,
    partly,
    period,
    provided,
    row,
    until,
    within,
)

LOOSE = {"parse_status": ANY, "unread": ANY, "event_kind": ANY, "recipient": ANY, "purpose": ANY}

COUNTS = [
    row("4 x za rok", often(4)),
    row("4x/rok", often(4)),
    row("1krát za rok", often(1)),
    row(
        "Min. 4x za rok (vč. jednání pracovních skupin)",
        at_least(4, counts_working_groups=True, event_kind=ANY),
    ),
    row("jednání LP minimálně 2x ročně", at_least(2, event_kind=EventKind.LP_MEETING)),
    row("setkání 1x za měsíc", often(1, Per.MONTH, event_kind=ANY)),
    row("minimálně dvě setkání ročně", at_least(2, event_kind=ANY)),
    row("čtyři jednání za rok", often(4, event_kind=ANY)),
    row("nejméně tři akce za pololetí", at_least(3, Per.HALF_YEAR, event_kind=ANY)),
    row("každé 2 měsíce", often(1, Per.MONTH, every=2)),
    row("dvakrát za pololetí", often(2, Per.HALF_YEAR)),
    row("v každém pololetí 1x", often(1, Per.HALF_YEAR)),
    row("1x do roka, vždy v prosinci", each_year_by(31, 12)),
    row("každoročně k 31. 12.", each_year_by(31, 12)),
    row("ročně, do 15. 3.", each_year_by(15, 3)),
    row("do konce každého kalendářního roku", each_year_by(31, 12, per=ANY)),
    row("4x za celé období spolupráce", in_all(4)),
    row("alespoň 3 analýzy za dobu platnosti", in_all(3, Bound.MIN, event_kind=EventKind.RESEARCH)),
    row("2x ročně LP, 4x ročně PS", often(2, event_kind=ANY), often(4, event_kind=ANY)),
    row("1× kvartálně", often(1, Per.QUARTER)),
    row("Zprávu předkládá manažer zastupitelstvu jednou ročně na vědomí", often(1, **LOOSE)),
]

DATES = [
    row("30.června 2023", day("2023-06-30")),
    row("2023-06-30", day("2023-06-30")),
    row("06/2023 - 12/2023", period(Precision.MONTH, "2023-06-01", "2023-12-31")),
    row("do 06/2024", month("2024-06", 30, date_from=ANY)),
    row("Q4/2023", period(Precision.QUARTER, "2023-10-01", "2023-12-31")),
    row("1. až 3. čtvrtletí 2023", period(Precision.QUARTER, "2023-01-01", "2023-09-30")),
    row("II. čtvrtletí 2023 – I. čtvrtletí 2024", period(Precision.QUARTER, "2023-04-01", "2024-03-31")),
    row("podzim 2022 – jaro 2023", period(Precision.SEASON, "2022-09-01", "2023-05-31", season=ANY)),
    row("1. polovina roku 2025", period(Precision.HALF_YEAR, "2025-01-01", "2025-06-30")),
    row("v letech 2022–2024", period(Precision.YEAR, "2022-01-01", "2024-12-31")),
    row("konec roku 2024", until(Precision.YEAR, "2024-12-31", date_from=ANY)),
    row(
        "září 2022 (návrh), prosinec 2022 (schválení)",
        month("2022-09", 30, **LOOSE),
        month("2022-12", 31, **LOOSE),
    ),
    row("30 dnů po schválení", within(30, OffsetUnit.DAY, Anchor.APPROVAL)),
    row("do měsíce od podpisu", within(1, OffsetUnit.MONTH, Anchor.SIGNATURE)),
    row("do půl roku od schválení", within(6, OffsetUnit.MONTH, Anchor.APPROVAL)),
    row("nejpozději měsíc před koncem platnosti popisu spolupráce", within(1, OffsetUnit.MONTH, Anchor.END)),
    row("průběžně dle potřeby", on_demand("potřeby")),
    row("dle potřeby obce a ASZ", on_demand("dle potřeby")),
    row("v případě potřeby", {"kind": ANY, "trigger_text": "potřeby"}),
    row("v návaznosti na schválení PSZ", provided("schválení PSZ")),
    row("není relevantní", no_deadline()),
    row("nestanoveno", no_deadline()),
    row("---", no_deadline()),
]

TRAPS = [
    nothing("24/7"),
    doubtful("č. j. 12/2022"),
    doubtful("usnesení 12/2022"),
    nothing("verze 2.0"),
    nothing("MAP II"),
    doubtful("MAP III 2022"),
    doubtful("2 konzultanti"),
    nothing("8.00–16.00 hod."),
    doubtful("do 12.00 hod. 31. 3. 2023"),
    doubtful("1x ročně nebo dle potřeby"),
    row("4x ročně (2x LP, 2x PS)", often(4, counts_working_groups=ANY, **LOOSE), no_count=True),
    doubtful("2x ročně v květnu a v říjnu"),
    row("1x ročně 2022–2026", partly(often(1), "2022")),
    doubtful("2x ročně v letech 2023 a 2024"),
    doubtful("jednou za uherský rok"),
    nothing("několikrát"),
    row("1-2x ročně", partly(at_least(1), "2")),
    doubtful("1x za dva až tři měsíce"),
    nothing("30. února 2023"),
    nothing("31. září 2023"),
    nothing("99/2022"),
    doubtful("květen 202"),
    doubtful("přelom roku 2022/2023"),
    doubtful("školní rok 2022/2023"),
    doubtful("2022/2023"),
    doubtful("od 1. 9. 2022"),
    doubtful("jednou měsíčně od září 2022"),
    doubtful("do 3 měsíců od vzniku LP"),
    doubtful("do 15 dnů od konání akce"),
    row(
        "Lokální partnerství se schází nejméně čtyřikrát ročně, pracovní skupiny dle potřeby.",
        at_least(4, event_kind=EventKind.LP_MEETING, parse_status=ANY, unread=ANY),
        on_demand("dle potřeby", event_kind=ANY, parse_status=ANY, unread=ANY),
    ),
]

# Read wrongly when somebody tried them: an open end taken for a deadline, a wrapped line for a term, „30ti“ for 1.
OPEN_END = {"parse_status": ANY, "unread": ANY}
FOUND = [
    row("do 30ti dnů od schválení", within(30, OffsetUnit.DAY, Anchor.APPROVAL)),
    row("do 30-ti dnů od podpisu", within(30, OffsetUnit.DAY, Anchor.SIGNATURE)),
    row("do 3 měs. od schválení", within(3, OffsetUnit.MONTH, Anchor.APPROVAL)),
    row("31.XII.2023", day("2023-12-31")),
    row("nejpozději k datu ukončení spolupráce", in_all()),
    row("mininálně 4x ročně", at_least(4)),
    row("2022 – dosud", OPEN_END),
    row("nejdříve 1. 1. 2023", OPEN_END),
    row("po 1. 1. 2023", OPEN_END),
    row("30 6 2023", OPEN_END),
    row(
        "průběžně 2022–2026",
        on_demand("průběžně", date_from=ANY, date_to=ANY, precision=ANY, **OPEN_END),
        no_count=True,
    ),
    row("1) květen 2022 2) září 2022", month("2022-05", 31), month("2022-09", 30)),
    doubtful("alespoň 2x, ideálně 4x ročně"),
    doubtful("1x za volební období"),
    doubtful("1x za programové období"),
    doubtful("méně než 4x ročně"),
    doubtful("víc než 4x ročně"),
    row("4x/r.", often(4)),
    row("4x p.a.", often(4)),
    doubtful("4x ročn"),
    row("4x ročně (bez pracovních skupin)", partly(often(4), "bez pracovních skupin")),
    doubtful("4x ročně, pracovní skupiny zvlášť"),
    row("až 4x ročně", at_most(4)),
    row("do 4x ročně", at_most(4)),
    row(
        "2x ročně jednání konzultanta/ky\nASZ, manažera SZ a\npověřeného zástupce SZ\n1x ročně projednání\nv LP\n"
        "1x ročně zpráva o\nplnění PSZ",
        {**evaluation("ASZ"), "subject": "zástupce SZ"},
        DISCUSSION,
        often(event_kind=EventKind.PSZ_REPORT, recipient=ANY),
    ),
]

AFTERWARDS = [*COUNTS, *DATES, *TRAPS, *FOUND]
