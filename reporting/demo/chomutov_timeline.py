"""The timeline of Chomutov's agreement, rows C1-C10 of domain.md 1.13 read as 2.1 says.

Labels and terms stand as printed, oddities included („na úrovní obce“, the sides of C9 that look swapped, C10
with nobody responsible on the city's side).
"""

from datetime import date

from agreements.vocabulary import OutputCode, ResponsibilityCode, TermKind
from partnerships.vocabulary import EventKind
from reporting.demo.timeline_parts import (
    AGENCY_APPROVES,
    CITY_APPROVES,
    COORDINATION,
    EXPERT,
    LECTURER,
    MINUTES,
    MUTUAL,
    ORGANISATION,
    TRAINING_ACTIVITY,
    TRAINING_OUTPUTS,
    TRAINING_SPECIFICATION,
    by_end_of,
    fulfilment_of_annex_5,
    once,
    partnership_of_annex_5,
    research_of_annex_5,
    step,
    support_of_annex_5,
)

PERIOD = {
    "timeline_text": "OBDOBÍ KVĚTEN 2022 – SRPEN 2026",
    "timeline_from": date(2022, 5, 1),
    "timeline_to": date(2026, 8, 31),
}
SEPTEMBER_2022 = ("září 2022", date(2022, 9, 1), date(2022, 9, 30))

C1 = partnership_of_annex_5()
C2 = fulfilment_of_annex_5("ASZ")
C3 = step(
    "Jednání o spolupráci",
    outputs=[MINUTES],
    unit=[MUTUAL],
    asz=[MUTUAL],
    terms=[
        by_end_of("květen 2022", date(2022, 5, 1), date(2022, 5, 31), EventKind.COOPERATION_MEETING),
    ],
)
C4 = step(
    "Revize Popisu spolupráce",
    outputs=[(OutputCode.REVISED_AGREEMENT, "Revidovaný popis spolupráce")],
    unit=[CITY_APPROVES],
    asz=[AGENCY_APPROVES],
    terms=[{"raw_text": "", "kind": TermKind.NONE, "event_kind": EventKind.DOCUMENT}],
)
C5 = step(
    "Příprava podkladů pro plán sociálního začleňování - analytické práce (mapování potřeb, prioritizace "
    "problémů, nastavení cílů PSZ), formulace strategie, nastavení implementace v rámci akčního plánu (činnost "
    "tematických pracovních skupin)",
    outputs=[(OutputCode.PSZ_INPUTS, "Podklady pro PSZ")],
    unit=[ORGANISATION],
    asz=[EXPERT],
    terms=[by_end_of(*SEPTEMBER_2022, EventKind.DOCUMENT)],
)
C6 = step(
    "Sestavení PSZ",
    outputs=[(OutputCode.PSZ_DOCUMENT, "Zpracovaný dokument – Plán sociálního začleňování")],
    unit=[
        (ResponsibilityCode.REALISATION, "Realizace"),
        (ResponsibilityCode.APPROVAL_UNIT, "Zajištění schvalovacích procesů na úrovní obce"),
    ],
    asz=[(ResponsibilityCode.SUPPORT_CONSULT, "Odborná podpora, konzultace"), AGENCY_APPROVES],
    terms=[by_end_of(*SEPTEMBER_2022, EventKind.DOCUMENT)],
)
C7 = support_of_annex_5("PSZ")
C8 = research_of_annex_5(
    once("1x tematický výzkum", EventKind.RESEARCH, subject="tematický výzkum", period_assumed=True)
)
C9 = step(
    f"{TRAINING_SPECIFICATION} Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)",
    outputs=TRAINING_OUTPUTS,
    unit=[COORDINATION, LECTURER],
    asz=[
        (
            ResponsibilityCode.PROMOTION,
            "Podpora realizace, propagace a účasti na plánovaných aktivitách",
        ),
    ],
    terms=[
        by_end_of(
            "prosinec 2026",
            date(2026, 12, 1),
            date(2026, 12, 31),
            EventKind.GROUP_TRAINING,
            target_participants=100,
            target_events=20,
            is_estimate=True,
        ),
    ],
    suspected_swap=True,
)
C10 = step(
    "Poradenství",
    outputs=[(OutputCode.CONSULTATION_RECORD, "Záznam z poradenství")],
    unit=[],
    asz=[(ResponsibilityCode.PROJECT_CONSULT, "Konzultace realizovaných projektů")],
    terms=[
        {
            "raw_text": "Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020",
            "kind": TermKind.CONDITIONAL,
            "event_kind": EventKind.CONSULTATION,
            "trigger_text": "Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020",
        },
    ],
)

ACTIVITIES = [
    ("Lokální partnerství (vč. jeho složek – pracovních skupin)", [C1]),
    ("Popis spolupráce", [C2, C3, C4]),
    ("Plán sociálního začleňování (PSZ)", [C5, C6, C7]),
    ("Výzkumná činnost", [C8]),
    (TRAINING_ACTIVITY, [C9]),
    (
        "Odborné poradenství OPZ 2020 ESIF Podpora implementace opatření realizovanými projekty",
        [C10],
    ),
]
