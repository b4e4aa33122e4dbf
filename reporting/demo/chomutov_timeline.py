"""The timeline of Chomutov's agreement, rows C1-C10 of domain.md 1.13 read as 2.1 says.

Labels and terms stand as printed, oddities included („na úrovní obce“, the sides of C9 that look swapped, C10
with nobody responsible on the city's side). Longer specifications are told in our own words.
"""

from datetime import date

from agreements.vocabulary import (
    Bound,
    OutputCode,
    Per,
    Precision,
    Purpose,
    Recipient,
    ResponsibilityCode,
    Side,
    TermKind,
)
from partnerships.vocabulary import EventKind, OfficialRole

PERIOD = {
    "timeline_text": "OBDOBÍ KVĚTEN 2022 – SRPEN 2026",
    "timeline_from": date(2022, 5, 1),
    "timeline_to": date(2026, 8, 31),
}


def step(specification: str, *, outputs: list, unit: list, asz: list, terms: list, **fields) -> dict:
    sides = [(Side.UNIT, row) for row in unit] + [(Side.ASZ, row) for row in asz]
    return {
        "specification": specification,
        "outputs": [
            {"code": code, "raw_text": text, "is_optional": text.startswith(("Případně", "a "))}
            for code, text in outputs
        ],
        "responsibilities": [{"side": side, "code": code, "raw_text": text} for side, (code, text) in sides],
        "terms": terms,
        **fields,
    }


def yearly(raw_text: str, count: int, event_kind: EventKind, bound=Bound.EXACT, **fields) -> dict:
    return {
        "raw_text": raw_text,
        "kind": TermKind.FREQUENCY,
        "event_kind": event_kind,
        "count": count,
        "bound": bound,
        "per": Per.YEAR_UNSPECIFIED,
        **fields,
    }


def by_end_of(raw_text: str, first: date, last: date, event_kind: EventKind, **fields) -> dict:
    return {
        "raw_text": raw_text,
        "kind": TermKind.MONTH,
        "event_kind": event_kind,
        "date_from": first,
        "date_to": last,
        "precision": Precision.MONTH,
        **fields,
    }


ATTENDANCE = (OutputCode.ATTENDANCE_SHEET, "Prezenční listina")
MINUTES = (OutputCode.MEETING_MINUTES, "Zápis z jednání")
ORGANISATION = (ResponsibilityCode.ORGANISATION, "Organizační zajištění")
EXPERT = (ResponsibilityCode.EXPERT, "Odborné zajištění")
MUTUAL = (ResponsibilityCode.MUTUAL, "Vzájemná součinnost")
CITY_APPROVES = (ResponsibilityCode.APPROVAL_UNIT, "Zajištění schvalovacích procesů na úrovni obce")
AGENCY_APPROVES = (ResponsibilityCode.APPROVAL_ASZ, "Zajištění schvalovacích procesů na úrovni Agentury")
SEPTEMBER_2022 = ("září 2022", date(2022, 9, 1), date(2022, 9, 30))

C1 = step(
    "Příprava PSZ, práce pracovních skupin, síťování, předávání odborných informací, podpora při zavádění "
    "plánu a v evaluační fázi strategického plánování",
    outputs=[(OutputCode.MEETING_RECORD, "Záznam z jednání"), ATTENDANCE],
    unit=[ORGANISATION],
    asz=[EXPERT],
    terms=[
        yearly("Minimálně 4x ročně", 4, EventKind.LP_MEETING, Bound.MIN, counts_working_groups=True),
    ],
)
C2 = step(
    "Jak se popis spolupráce naplňuje (plnění vymezených aktivit, plnění harmonogramu), zda se zvolený postup "
    "osvědčil, popřípadě návrhy revize popisu spolupráce",
    outputs=[
        MINUTES,
        (OutputCode.LP_MEETING_RECORD, "Záznam z jednání LP"),
        (OutputCode.ANNUAL_REPORT, "Zpráva o plnění popisu spolupráce"),
    ],
    unit=[MUTUAL, CITY_APPROVES],
    asz=[MUTUAL, AGENCY_APPROVES],
    terms=[
        yearly(
            "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
            2,
            EventKind.EVALUATION_MEETING,
            subject="jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
            required_roles=[OfficialRole.CONSULTANT, OfficialRole.MANAGER, OfficialRole.REPRESENTATIVE],
        ),
        yearly("Projednání LP 1x ročně", 1, EventKind.LP_DISCUSSION, recipient=Recipient.LP),
        yearly(
            "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí",
            1,
            EventKind.COUNCIL_REPORT,
            recipient=Recipient.COUNCIL,
            purpose=Purpose.FOR_INFORMATION,
        ),
    ],
)
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
    "Podklady pro PSZ: analytické práce (mapování potřeb, prioritizace problémů, cíle PSZ), formulace "
    "strategie a nastavení implementace v akčním plánu (v tematických pracovních skupinách)",
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
C7 = step(
    "Odborná podpora vzdělávacích akcí podle potřeb zjištěných v PSZ a individuální podpora konkrétních aktérů, "
    "aby svou práci dělali účinněji",
    outputs=[ATTENDANCE, (OutputCode.FEEDBACK, "Zpětná vazba")],
    unit=[ORGANISATION],
    asz=[EXPERT],
    terms=[
        yearly(
            "2x ročně skupinová vzdělávací akce (minimálně)",
            2,
            EventKind.GROUP_TRAINING,
            Bound.MIN,
            subject="skupinová vzdělávací akce",
        ),
        yearly(
            "10x ročně individuální odborná podpora (minimálně)",
            10,
            EventKind.INDIVIDUAL_SUPPORT,
            Bound.MIN,
            subject="individuální odborná podpora",
        ),
    ],
)
C8 = step(
    "Výzkumná činnost podle konkrétních potřeb, které vyplynou z PSZ",
    outputs=[(OutputCode.RESEARCH_REPORT, "Výzkumná zpráva")],
    unit=[ORGANISATION],
    asz=[EXPERT],
    terms=[
        {
            "raw_text": "1x tematický výzkum",
            "kind": TermKind.QUOTA,
            "event_kind": EventKind.RESEARCH,
            "subject": "tematický výzkum",
            "count": 1,
            "bound": Bound.EXACT,
            "per": Per.AGREEMENT_TERM,
            "period_assumed": True,
        },
    ],
)
C9 = step(
    "Vzdělávací aktivity (workshopy, semináře, kurzy) v tematických oblastech sociálního začleňování pro "
    "pracovníky obce a lokální partnery. Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)",
    outputs=[
        ATTENDANCE,
        (OutputCode.CERTIFICATE, "Certifikát"),
        (OutputCode.PRESENTATION, "Případně prezentace"),
        (OutputCode.STUDY_MATERIALS, "a studijní materiály"),
    ],
    unit=[
        (ResponsibilityCode.COORDINATION, "Koordinace aktivit"),
        (ResponsibilityCode.LECTURER, "Zajištění lektora"),
    ],
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
            "trigger_text": "projekty v realizaci z výzev KPSVL 26, 42 a 52 OPZ 2014–2020",
        },
    ],
)

ACTIVITIES = [
    ("Lokální partnerství (vč. jeho složek – pracovních skupin)", [C1]),
    ("Popis spolupráce", [C2, C3, C4]),
    ("Plán sociálního začleňování (PSZ)", [C5, C6, C7]),
    ("Výzkumná činnost", [C8]),
    ("Odborné poradenství včetně realizace vzdělávacích aktivit", [C9]),
    (
        "Odborné poradenství OPZ 2020 ESIF Podpora implementace opatření realizovanými projekty",
        [C10],
    ),
]
