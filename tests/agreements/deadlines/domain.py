"""The 26 rows of domain.md 2.1: every expression the three agreements and the presentation hold, read by hand.

Rows 18 to 26 hold expressions from outside the deadline column as well. They are read as if they stood in it:
a length of time is no deadline, a word of optionality cannot be kept with a term and is therefore unread.
"""

from agreements.vocabulary import Precision, Purpose, Recipient, Season
from partnerships.vocabulary import EventKind
from tests.agreements.deadlines.terms import (
    ANY,
    EVALUATORS,
    at_least,
    day,
    in_all,
    in_all_assumed,
    month,
    no_deadline,
    nothing,
    often,
    on_demand,
    partly,
    period,
    provided,
    row,
    season,
)

MEETING_OF_THREE = "jednání konzultanta/ky {}, manažera SZ a pověřeného zástupce SZ"


def evaluation(agency: str) -> dict:
    return often(
        2,
        event_kind=EventKind.EVALUATION_MEETING,
        subject=MEETING_OF_THREE.format(agency),
        required_roles=EVALUATORS,
    )


DISCUSSION = often(event_kind=EventKind.LP_DISCUSSION, recipient=Recipient.LP)
COUNCIL_REPORT = often(
    event_kind=EventKind.COUNCIL_REPORT,
    recipient=Recipient.COUNCIL,
    purpose=Purpose.FOR_INFORMATION,
)
TARGETS = {"target_participants": 100, "target_events": 20, "is_estimate": True}

DOMAIN = {
    1: [row("Minimálně 4x ročně", at_least(4))],
    2: [row("Minimálně 4x ročně (vč. pracovních skupin)", at_least(4, counts_working_groups=True))],
    3: [row("2x ročně " + MEETING_OF_THREE.format("ASZ"), evaluation("ASZ"))],
    4: [row("2x ročně " + MEETING_OF_THREE.format("Agentury"), evaluation("Agentury"))],
    5: [row("Projednání LP 1x ročně", DISCUSSION), row("1x ročně projednání v LP", DISCUSSION)],
    6: [row("Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí", COUNCIL_REPORT)],
    # to whom the report goes stands in the column of outputs, not here
    7: [
        row(
            "1x ročně zpráva o plnění popisu spolupráce",
            often(event_kind=EventKind.COUNCIL_REPORT, recipient=ANY),
        ),
    ],
    8: [row("1x ročně zpráva o plnění PSZ", often(event_kind=EventKind.PSZ_REPORT, recipient=ANY))],
    9: [
        row(
            "2x ročně skupinová vzdělávací akce (minimálně)",
            at_least(2, event_kind=EventKind.GROUP_TRAINING, subject="skupinová vzdělávací akce"),
        ),
    ],
    10: [
        row(
            "10x ročně individuální odborná podpora (minimálně)",
            at_least(10, event_kind=EventKind.INDIVIDUAL_SUPPORT, subject="individuální odborná podpora"),
        ),
    ],
    11: [
        row("květen 2022", month("2022-05", 31)),
        row("září 2022", month("2022-09", 30)),
        row("prosinec 2026", month("2026-12", 31)),
    ],
    12: [row("12 / 2022", month("2022-12", 31))],
    13: [
        row("Podzim 2021", season(Season.AUTUMN, "2021-09-01", "2021-11-30")),
        row("Podzim 2022", season(Season.AUTUMN, "2022-09-01", "2022-11-30")),
    ],
    14: [row("1x analýza do konce spolupráce", in_all(event_kind=EventKind.RESEARCH, subject="analýza"))],
    15: [
        row("1x tematický výzkum", in_all_assumed(event_kind=EventKind.RESEARCH, subject="tematický výzkum")),
    ],
    16: [row("Dle nabídky ASZ", on_demand("nabídky ASZ"))],
    17: [
        row(
            "Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020",
            provided("Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020"),
            no_count=True,
        ),
    ],
    18: [row("OBDOBÍ KVĚTEN 2022 – SRPEN 2026", period(Precision.MONTH, "2022-05-01", "2026-08-31"))],
    19: [row("", no_deadline())],
    20: [
        row(
            "Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)",
            no_deadline(event_kind=ANY, **TARGETS),
            no_count=True,
        ),
    ],
    21: [
        row("2022 – 2026 (5 let)", partly(period(Precision.YEAR, "2022-01-01", "2026-12-31"), "5 let")),
        row("2022 – 2027 (5 let)", partly(period(Precision.YEAR, "2022-01-01", "2027-12-31"), "5 let")),
        nothing("2 roky"),
    ],
    22: [
        row("dle potřeby", on_demand("dle potřeby")),
        row(
            "Dle potřeby mohou být ustanoveny",
            on_demand("Dle potřeby", parse_status=ANY, unread=ANY),
        ),
        row("a jiné dle potřeby", on_demand("dle potřeby", parse_status=ANY, unread=ANY)),
    ],
    23: [nothing("zpravidla"), nothing("zejména"), nothing("může zřídit"), nothing("případně")],
    24: [nothing("se střednědobou platností"), nothing("bude v průběhu spolupráce upřesněn")],
    25: [
        row("2010 – 6/2013", period(Precision.MONTH, "2010-01-01", "2013-06-30")),
        row("2010-6/2013", period(Precision.MONTH, "2010-01-01", "2013-06-30")),
        row("08/2013", month("2013-08", 31)),
        row("v lednu 2012", month("2012-01", 31)),
        row("Červen 2012", month("2012-06", 30)),
        row("Červenec – září 2012", period(Precision.MONTH, "2012-07-01", "2012-09-30")),
        nothing("po dobu 3 let"),
        nothing("téměř 3 týdny"),
        row("2011", period(Precision.YEAR, "2011-01-01", "2011-12-31")),
    ],
    26: [
        row("19.04.2022", day("2022-04-19")),
        row("13.4.2022", day("2022-04-13")),
        row("09.03.2022", day("2022-03-09")),
        row("2. 9. 2021", day("2021-09-02")),
        row("2.11.2021", day("2021-11-02")),
        row("6. 11. 2020", day("2020-11-06")),
        row("24. srpna 2021", day("2021-08-24")),
    ],
}
