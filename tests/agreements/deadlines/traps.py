"""What must not be taken as understood: numbers that count nothing, days that do not exist, contradictions, gaps."""

from agreements.vocabulary import Anchor, OffsetUnit, ParseStatus
from tests.agreements.deadlines.terms import (
    ANY,
    at_least,
    doubtful,
    nothing,
    often,
    on_demand,
    partly,
    provided,
    row,
    within,
    yearless,
)


def people(text: str):
    """Persons are a target at most, never a count of events."""
    return row(
        text,
        {"parse_status": ParseStatus.UNPARSED, "target_participants": ANY, "unread": ANY},
        no_count=True,
    )


NUMBERS_THAT_COUNT_NOTHING = [
    nothing("výzvy 26,42,52", "26,42,52"),
    nothing("OPZ 2014-2020"),
    nothing("KPSV 2021+"),
    nothing("§ 12"),
    people("4 osoby"),
    people("10 osob ročně"),
    nothing("4"),
    nothing("0"),
    nothing("0x ročně"),
    nothing("1000000x ročně"),
    nothing("5 let"),
    nothing("40 hodin"),
    nothing("max. 20 hodin distanční formou", "20 hodin"),
    nothing("30 bytů"),
    nothing("50 %"),
    nothing("1 500 Kč"),
    nothing("usnesení č. 648/23/ZM/2022", "648/23/ZM/2022"),
    nothing("ZaMě 343/22"),
    nothing("CZ.03.2.63/0.0./0.0/15_030/0000605"),
    nothing("zákon č. 128/2000 Sb.", "128/2000"),
    nothing("příloha č. 5"),
    nothing("viz bod 4"),
    nothing("PSČ 430 01"),
    nothing("IČ 00261891"),
    nothing("tel. 474 637 111"),
    nothing("Nález Ústavního soudu č. 344 / 2021", "344 / 2021"),
    nothing("2. etapa"),
    nothing("3. jednání"),
    nothing("Zborovská 4602"),
    doubtful("Strategie prevence kriminality 2020–2023"),
    row(
        "1x ročně setkání 20 osob",
        often(1, event_kind=ANY, target_participants=ANY, parse_status=ANY, unread=ANY),
        no_count=True,
    ),
    row(
        "1x ročně vyhodnocení SPSZ 2019–2022",
        often(1, event_kind=ANY, parse_status=ANY, unread=ANY),
        no_count=True,
    ),
    row("4x ročně po dobu 3 let", partly(often(4), "po dobu 3 let")),
]

# No day, month or part of a year of that name; an end before its start.
IMPOSSIBLE = [
    nothing("31. 2. 2023"),
    nothing("do 31. 4. 2024", "31. 4. 2024"),
    nothing("29. 2. 2023"),
    nothing("32. 1. 2023"),
    nothing("15. 13. 2023"),
    nothing("13/2022"),
    nothing("0/2022"),
    nothing("00. 00. 2023"),
    nothing("5. čtvrtletí 2023"),
    nothing("III. pololetí 2024"),
    nothing("srpen 2026 – květen 2022"),
    nothing("2026–2022"),
    nothing("od 30. 6. 2023 do 1. 1. 2023"),
    row("každoročně do 31. 2.", partly(often(1), "31. 2.")),
]

YEAR_MISSING = [
    yearless("do 31. 3.", "31. 3."),
    yearless("do 31.12.", "31.12."),
    yearless("do konce roku", "konce roku"),
    yearless("v září", "září"),
    yearless("na podzim", "podzim"),
    yearless("3. čtvrtletí", "3. čtvrtletí"),
    yearless("I. pololetí", "I. pololetí"),
    yearless("do konce června", "června"),
    yearless("do 15. května", "15. května"),
    yearless("léto", "léto"),
    doubtful("v průběhu roku"),
    doubtful("příští rok"),
    doubtful("do konce příštího roku"),
    doubtful("od září 2022"),
]

# Time counted from something else than the approval, the signature, the start or the end of the agreement.
OTHER_ANCHORS = [
    doubtful("do 30 dnů"),
    doubtful("do 2 let"),
    doubtful("do 30 dnů od jednání"),
    doubtful("do 30 dnů po schválení PSZ"),
    doubtful("do 14 dnů od podpisu memoranda"),
    doubtful("do 10 pracovních dnů od schválení"),
    row(
        "do 1 měsíce od schválení, 4 výtisky",
        partly(within(1, OffsetUnit.MONTH, Anchor.APPROVAL), "4 výtisky"),
    ),
]

CONTRADICTIONS = [
    doubtful("minimálně maximálně 4x ročně"),
    doubtful("1x ročně (2x ročně)"),
    doubtful("2x ročně do 30. 6. 2023 nebo do 31. 12. 2024"),
    doubtful("květen nebo září 2022"),
    row("4–6x ročně", partly(at_least(4), "6")),
    row("2 až 3x ročně", partly(at_least(2), "3")),
]

# Words of optionality, periods the agreement cannot count in, numbers nobody can know.
OUT_OF_REACH = [
    row("zpravidla 2x ročně", partly(often(2), "zpravidla")),
    row("případně 1x ročně", partly(often(1), "případně")),
    nothing("1x týdně", "týdně"),
    nothing("každé dva týdny"),
    nothing("každý den"),
    nothing("36. týden 2023"),
    nothing("několikrát ročně", "několikrát"),
    nothing("vícekrát za rok", "vícekrát"),
    nothing("pravidelně"),
    nothing("co nejdříve"),
    nothing("ihned"),
    nothing("bude upřesněno"),
    nothing("viz příloha"),
    nothing("?"),
    nothing("lorem ipsum"),
    doubtful("začátkem roku 2023"),
    doubtful("1,5x ročně"),
    doubtful("x ročně"),
    doubtful("1x za rok a půl"),
    doubtful("SPSZ 2019 – 2022"),
    # goes on to the end, is not owed once before it
    row("průběžně do konce spolupráce", on_demand("průběžně", parse_status=ANY, unread=ANY), no_count=True),
    row(
        "po ukončení projektu hrazeného z OPZ",
        provided("po ukončení projektu hrazeného z OPZ"),
        no_count=True,
    ),
]

TRAPS = [
    *NUMBERS_THAT_COUNT_NOTHING,
    *IMPOSSIBLE,
    *YEAR_MISSING,
    *OTHER_ANCHORS,
    *CONTRADICTIONS,
    *OUT_OF_REACH,
]
