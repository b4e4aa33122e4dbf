"""Cells with several terms, cells broken or blurred by a scan, cells that only their row explains."""

from agreements.vocabulary import Bound, Per, Precision, Purpose, Recipient, Season
from partnerships.vocabulary import EventKind
from tests.agreements.deadlines.domain import (
    COUNCIL_REPORT,
    DISCUSSION,
    MEETING_OF_THREE,
    TARGETS,
    evaluation,
)
from tests.agreements.deadlines.terms import (
    ANY,
    at_least,
    at_most,
    day,
    each_year_by,
    in_all_assumed,
    month,
    no_deadline,
    often,
    on_demand,
    partly,
    period,
    provided,
    row,
    season,
)

PSZ_REPORT = often(event_kind=EventKind.PSZ_REPORT, recipient=ANY)
AGREEMENT_REPORT = often(event_kind=EventKind.COUNCIL_REPORT, recipient=ANY)
GROUP = at_least(2, event_kind=EventKind.GROUP_TRAINING)
INDIVIDUAL = at_least(10, event_kind=EventKind.INDIVIDUAL_SUPPORT)

WHOLE_CELLS = [
    row(
        "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ\n"
        "Projednání LP 1x ročně\n"
        "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí",
        evaluation("ASZ"),
        DISCUSSION,
        COUNCIL_REPORT,
    ),
    # the same as the text layer of the document breaks it
    row(
        "2x ročně \njednání \nkonzultanta/ky \nASZ, manažera \nSZ a \npověřeného \nzástupce SZ \n \n"
        "Projednání LP \n1x ročně \n \nZpráva 1x \nročně, \npředložena \nzastupitelstvu \nobce na \nvědomí",
        {**evaluation("ASZ"), "subject": "zástupce SZ"},
        DISCUSSION,
        COUNCIL_REPORT,
    ),
    row(
        "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ, 1x ročně projednání v LP, "
        "1x ročně zpráva o plnění PSZ",
        evaluation("ASZ"),
        DISCUSSION,
        PSZ_REPORT,
    ),
    row(
        "2x ročně " + MEETING_OF_THREE.format("ASZ") + "; 1x ročně projednání v LP; "
        "1x ročně zpráva o plnění popisu spolupráce",
        evaluation("ASZ"),
        DISCUSSION,
        AGREEMENT_REPORT,
    ),
    row(
        "2x ročně skupinová vzdělávací akce (minimálně)\n10x ročně individuální odborná podpora (minimálně)",
        GROUP,
        INDIVIDUAL,
    ),
    row(
        "2x rocne skupinova vzdelavaci akce (minimalne) 10x rocne individualni odborna podpora (minimalne)",
        GROUP,
        INDIVIDUAL,
    ),
    row(
        "1x ročně, zastupitelstvu ke schválení",
        often(recipient=Recipient.COUNCIL, purpose=Purpose.FOR_APPROVAL),
    ),
    row(
        "1x ročně zpráva o plnění popisu spolupráce, předložena radě města k projednání",
        often(event_kind=ANY, recipient=Recipient.BOARD, purpose=Purpose.FOR_DISCUSSION),
    ),
]

TWO_TERMS = [
    row("květen a září 2022", month("2022-05", 31), month("2022-09", 30)),
    row("květen 2022, září 2022", month("2022-05", 31), month("2022-09", 30)),
    row("5/2023; 11/2023", month("2023-05", 31), month("2023-11", 30)),
    row("30. 6. a 31. 12. 2023", day("2023-06-30"), day("2023-12-31")),
    row("do 30. 6. 2023\ndo 30. 6. 2024", day("2023-06-30"), day("2024-06-30")),
    row(
        "jaro a podzim 2023",
        season(Season.SPRING, "2023-03-01", "2023-05-31"),
        season(Season.AUTUMN, "2023-09-01", "2023-11-30"),
    ),
    row(
        "2022, 2024",
        period(Precision.YEAR, "2022-01-01", "2022-12-31"),
        period(Precision.YEAR, "2024-01-01", "2024-12-31"),
    ),
    row("každoročně do 30. 6. a 31. 12.", each_year_by(30, 6), each_year_by(31, 12)),
    row("průběžně, minimálně 2x ročně", on_demand("průběžně"), at_least(2)),
    row("dle potřeby; nejméně však 1x za čtvrtletí", on_demand("dle potřeby"), at_least(1, Per.QUARTER)),
    row(
        "4x ročně jednání LP, 2x ročně jednání pracovní skupiny",
        often(4, event_kind=EventKind.LP_MEETING),
        often(2, event_kind=EventKind.WG_MEETING),
    ),
    row(
        "1x ročně seminář a 2x ročně workshop",
        often(1, event_kind=EventKind.SEMINAR),
        often(2, event_kind=EventKind.WORKSHOP),
    ),
    row("min. 2x ročně, max. 6x ročně", at_least(2), at_most(6)),
    row("1x ročně, 1x za dva roky", often(1), often(1, every=2)),
    row("do 31. 3. 2023 a dále 1x ročně", day("2023-03-31"), often(1, parse_status=ANY, unread=ANY)),
    row("září 2022\npoté 1x ročně", month("2022-09", 30), often(1, parse_status=ANY, unread=ANY)),
    row("1x měsíčně / 2x ročně zpráva", often(1, Per.MONTH), often(2, event_kind=ANY, recipient=ANY)),
]

FOOTNOTES = [
    row("Minimálně 4x ročně¹", at_least(4)),
    row("Minimálně 4x ročně *", at_least(4)),
    row("4x ročně 1)", often(4), no_count=True),
    row("květen 2022 ²", month("2022-05", 31)),
    row("2x ročně.", often(2)),
    row("„2x ročně“", often(2)),
]

SCANNED = [
    row("Minimalné 4x ro¢né (v¢. pracovnich skupin)", at_least(4, counts_working_groups=True)),
    row("1x ro€né projednani v LP", DISCUSSION),
    row("2x roéné", often(2)),
    row("l x ročně", often(1)),
    row("I x ročně", often(1)),
    row("1O x ročně", often(10)),
    row("2x ročn ě", often(2)),
    row("Červenec – zá ří 2012", period(Precision.MONTH, "2012-07-01", "2012-09-30")),
    row("kveten 2O22", month("2022-05", 31)),
    row("záfí 2022", month("2022-09", 30)),
    row("12 /2022", month("2022-12", 31)),
    row("do 3l. 3. 2023", day("2023-03-31")),
    row("mini\u00admálně 4x ročně", at_least(4)),
    row("2\u00a0x\u00a0ročně", often(2)),
    row("2\u202f×\u2009ročně", often(2)),
    row("\ufeff2x\u200b ročně", often(2)),
    row("kve\u030cten 2022\u00a0", month("2022-05", 31)),
    row("c\u030ctvrtletne\u030c", often(1, Per.QUARTER)),
    row("květen 2022 — srpen 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("květen 2022 ‒ srpen 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("květen 2022\u2011srpen 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31")),
    row("  2x   ročně  ", often(2)),
    row("Minimálně 4x \nročně", at_least(4)),
    row("−", no_deadline()),
]

PARTNERSHIP = "Lokální partnerství (vč. jeho složek – pracovních skupin)"
TRAINING = "Odborné poradenství včetně realizace vzdělávacích aktivit"
WORKSHOPS = (
    "Vzdělávací aktivity (workshopy, semináře, kurzy) v tematických oblastech sociálního začleňování pro "
    "pracovníky obce a lokální partnery."
)
ESTIMATE = " Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)"
PLAN = "Plán sociálního začleňování (PSZ)"
RESEARCH = "Odborná realizace výzkumné činnosti dle konkrétních identifikovaných potřeb v rámci PSZ"

# What counts is said by the row when the cell does not say it (domain.md 1.13).
IN_A_ROW = [
    row(
        "Minimálně 4x ročně",
        at_least(4, event_kind=EventKind.LP_MEETING, counts_working_groups=True),
        activity=PARTNERSHIP,
    ),
    row(
        "min. 2x ročně",
        at_least(2, event_kind=EventKind.LP_MEETING),
        activity="Jednání lokálního partnerství",
    ),
    row(
        "květen 2022",
        month("2022-05", 31, event_kind=EventKind.COOPERATION_MEETING),
        activity="Popis spolupráce",
        specification="Jednání o spolupráci",
    ),
    row(
        "září 2022",
        month("2022-09", 30, event_kind=EventKind.DOCUMENT),
        activity=PLAN,
        specification="Sestavení PSZ",
    ),
    row(
        "1x",
        in_all_assumed(event_kind=EventKind.RESEARCH),
        activity="Výzkumná činnost",
        specification=RESEARCH,
    ),
    row(
        "prosinec 2026",
        month("2026-12", 31, event_kind=EventKind.GROUP_TRAINING, **TARGETS),
        activity=TRAINING,
        specification=WORKSHOPS + ESTIMATE,
    ),
    row(
        "Dle nabídky ASZ",
        on_demand("nabídky ASZ", event_kind=EventKind.GROUP_TRAINING),
        activity=TRAINING,
        specification=WORKSHOPS,
    ),
    row(
        "Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020",
        provided("výzev KPSVL 26,42,52 OPZ 2014-2020", event_kind=EventKind.CONSULTATION),
        activity="Odborné poradenství OPZ 2020 ESIF Podpora implementace opatření realizovanými projekty",
        specification="Poradenství",
        no_count=True,
    ),
    row(
        "",
        no_deadline(event_kind=EventKind.DOCUMENT),
        activity="Popis spolupráce",
        specification="Revize Popisu spolupráce",
    ),
    # a number in the specification is not the deadline's
    row(
        "min. 1x ročně",
        often(1, bound=Bound.MIN, event_kind=ANY),
        activity="Vyhodnocení Strategického plánu sociálního začleňování 2019 – 2022",
        specification="Přehled plnění jako podklad pro tvorbu komplexního plánu na další období.",
        no_count=True,
    ),
    # nor does the row give a cell without a year its year
    row(
        "do 31. 3.",
        partly({"event_kind": ANY, "by_month": ANY, "by_day": ANY}, "31. 3."),
        activity="Plán na rok 2023",
    ),
]

CELLS = [*WHOLE_CELLS, *TWO_TERMS, *FOOTNOTES, *SCANNED, *IN_A_ROW]
