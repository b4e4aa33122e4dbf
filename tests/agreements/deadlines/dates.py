"""By when: days, months, seasons, parts of a year, time counted from the approval; what has no date."""

from agreements.vocabulary import Anchor, OffsetUnit, Precision, Season
from tests.agreements.deadlines.terms import (
    ANY,
    day,
    month,
    no_deadline,
    on_demand,
    period,
    provided,
    row,
    season,
    within,
)

DAYS = [
    row("do 31. 3. 2023", day("2023-03-31")),
    row("nejpozději do 30. 6. 2024", day("2024-06-30")),
    row("k 31.12.2025", day("2025-12-31")),
    row("dne 5. května 2023", day("2023-05-05")),
    row("29. 2. 2024", day("2024-02-29")),
    row("do 1. 9. 2022", day("2022-09-01")),
    row("do 31.03.2023", day("2023-03-31")),
]

MONTHS = [
    row("5/2022", month("2022-05", 31)),
    row("únor 2024", month("2024-02", 29)),
    row("únor 2023", month("2023-02", 28)),
    row("ZÁŘÍ 2022", month("2022-09", 30)),
    row("v květnu 2022", month("2022-05", 31)),
    row("do konce května 2022", month("2022-05", 31, date_from=ANY)),
    row("do konce 6/2023", month("2023-06", 30, date_from=ANY)),
    row("v průběhu října 2024", month("2024-10", 31)),
    row("cervenec 2025", month("2025-07", 31)),
]

SEASONS = [
    row("jaro 2023", season(Season.SPRING, "2023-03-01", "2023-05-31")),
    row("v létě 2024", season(Season.SUMMER, "2024-06-01", "2024-08-31")),
    row("na podzim 2023", season(Season.AUTUMN, "2023-09-01", "2023-11-30")),
    row("zima 2022", season(Season.WINTER, "2022-12-01", "2023-02-28")),
    row("zima 2023", season(Season.WINTER, "2023-12-01", "2024-02-29")),
    row("zima 2022/2023", season(Season.WINTER, "2022-12-01", "2023-02-28")),
]

PARTS_OF_A_YEAR = [
    row("I. pololetí 2024", period(Precision.HALF_YEAR, "2024-01-01", "2024-06-30")),
    row("II. pololetí 2023", period(Precision.HALF_YEAR, "2023-07-01", "2023-12-31")),
    row("1. pol. 2024", period(Precision.HALF_YEAR, "2024-01-01", "2024-06-30")),
    row("druhé pololetí 2025", period(Precision.HALF_YEAR, "2025-07-01", "2025-12-31")),
    row("v první polovině roku 2024", period(Precision.HALF_YEAR, "2024-01-01", "2024-06-30")),
    row("3. čtvrtletí 2023", period(Precision.QUARTER, "2023-07-01", "2023-09-30")),
    row("IV. čtvrtletí 2024", period(Precision.QUARTER, "2024-10-01", "2024-12-31")),
    row("1. kvartál 2024", period(Precision.QUARTER, "2024-01-01", "2024-03-31")),
    row("Q2 2025", period(Precision.QUARTER, "2025-04-01", "2025-06-30")),
    row("druhé čtvrtletí roku 2022", period(Precision.QUARTER, "2022-04-01", "2022-06-30")),
    row("2023", period(Precision.YEAR, "2023-01-01", "2023-12-31")),
    row("rok 2023", period(Precision.YEAR, "2023-01-01", "2023-12-31")),
    row("v průběhu roku 2024", period(Precision.YEAR, "2024-01-01", "2024-12-31")),
]

INTERVALS = [
    row("květen 2022 – srpen 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("od května 2022 do srpna 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("5/2022-8/2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("leden až březen 2024", period(Precision.MONTH, "2024-01-01", "2024-03-31")),
    row("2022–2024", period(Precision.YEAR, "2022-01-01", "2024-12-31")),
    row("od 1. 1. 2023 do 30. 6. 2023", period(Precision.DAY, "2023-01-01", "2023-06-30")),
    row("1. 9. – 30. 11. 2023", period(Precision.DAY, "2023-09-01", "2023-11-30")),
]

COUNTED_FROM = [
    row("do 30 dnů od schválení", within(30, OffsetUnit.DAY, Anchor.APPROVAL)),
    row("Do třiceti dnů od schválení", within(30, OffsetUnit.DAY, Anchor.APPROVAL)),
    row("do 30 dní od schválení popisu spolupráce", within(30, OffsetUnit.DAY, Anchor.APPROVAL)),
    row("do 2 měsíců od podpisu", within(2, OffsetUnit.MONTH, Anchor.SIGNATURE)),
    row("nejpozději do šesti měsíců po podpisu", within(6, OffsetUnit.MONTH, Anchor.SIGNATURE)),
    row("do dvou týdnů od schválení", within(2, OffsetUnit.WEEK, Anchor.APPROVAL)),
    row("do 1 roku od zahájení spolupráce", within(1, OffsetUnit.YEAR, Anchor.START)),
    row("do dvou let od začátku spolupráce", within(2, OffsetUnit.YEAR, Anchor.START)),
    row("3 měsíce před koncem spolupráce", within(3, OffsetUnit.MONTH, Anchor.END)),
    row("nejpozději 60 dnů před ukončením spolupráce", within(60, OffsetUnit.DAY, Anchor.END)),
]

OPEN = [
    row("průběžně", on_demand("průběžně")),
    row("PRUBEZNE", on_demand("PRUBEZNE")),
    row("Průběžně po celou dobu spolupráce", on_demand("Průběžně")),
    row("podle potřeby", on_demand("podle potřeby")),
    row("dle aktuální potřeby", on_demand("potřeby")),
    row("dle možností obce", on_demand("možností")),
    row("podle nabídky Agentury", on_demand("nabídky Agentury")),
    row("na vyžádání", on_demand("na vyžádání")),
    row("na žádost obce", on_demand("na žádost")),
    row("dle domluvy", on_demand("dle domluvy")),
]

CONDITIONS = [
    row("po schválení dotace", provided("po schválení dotace")),
    row("v případě schválení projektu", provided("v případě schválení projektu")),
    row("v případě zájmu obce", provided("v případě zájmu obce")),
    row("pokud bude vyhlášena výzva", provided("pokud bude vyhlášena výzva")),
    row("bude-li vyhlášena výzva", provided("bude-li vyhlášena výzva")),
    row("po vyhlášení výzvy č. 52", provided("po vyhlášení výzvy č. 52"), no_count=True),
    row("za předpokladu získání dotace", provided("za předpokladu získání dotace")),
    row("po schválení PSZ", provided("po schválení PSZ")),
]

NOTHING_STATED = [
    row("   \n ", no_deadline()),
    row("-", no_deadline()),
    row("–", no_deadline()),
    row("—", no_deadline()),
    row("Nerelevantní", no_deadline()),
    row("nerelevantni.", no_deadline()),
    row("bez termínu", no_deadline()),
]

DATES = [
    *DAYS,
    *MONTHS,
    *SEASONS,
    *PARTS_OF_A_YEAR,
    *INTERVALS,
    *COUNTED_FROM,
    *OPEN,
    *CONDITIONS,
    *NOTHING_STATED,
]
