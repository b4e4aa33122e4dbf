"""What the timelines of several agreements have in common: how a row is told, and the labels that repeat."""

from datetime import date

from agreements.vocabulary import (
    Bound,
    OutputCode,
    Per,
    Precision,
    Purpose,
    Recipient,
    ResponsibilityCode,
    Season,
    Side,
    TermKind,
)
from partnerships.vocabulary import EventKind, OfficialRole

OPTIONAL = ("Případně", "a ")


def step(specification: str, *, outputs: list, unit: list, asz: list, terms: list, **fields) -> dict:
    sides = [(Side.UNIT, row) for row in unit] + [(Side.ASZ, row) for row in asz]
    return {
        "specification": specification,
        "outputs": [
            {"code": code, "raw_text": text, "is_optional": text.startswith(OPTIONAL)}
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


def in_autumn(raw_text: str, year: int, event_kind: EventKind) -> dict:
    """From September to November (domain.md 2.2)."""
    return {
        "raw_text": raw_text,
        "kind": TermKind.SEASON,
        "event_kind": event_kind,
        "season": Season.AUTUMN,
        "date_from": date(year, 9, 1),
        "date_to": date(year, 11, 30),
        "precision": Precision.SEASON,
    }


def once(raw_text: str, event_kind: EventKind, **fields) -> dict:
    """Once before the cooperation ends."""
    return {
        "raw_text": raw_text,
        "kind": TermKind.QUOTA,
        "event_kind": event_kind,
        "count": 1,
        "bound": Bound.EXACT,
        "per": Per.AGREEMENT_TERM,
        **fields,
    }


RECORD = (OutputCode.MEETING_RECORD, "Záznam z jednání")
MINUTES = (OutputCode.MEETING_MINUTES, "Zápis z jednání")
PARTNERSHIP_RECORD = (OutputCode.LP_MEETING_RECORD, "Záznam z jednání LP")
ATTENDANCE = (OutputCode.ATTENDANCE_SHEET, "Prezenční listina")
FEEDBACK = (OutputCode.FEEDBACK, "Zpětná vazba")
RESEARCH_REPORT = (OutputCode.RESEARCH_REPORT, "Výzkumná zpráva")
TRAINING_OUTPUTS = [
    ATTENDANCE,
    (OutputCode.CERTIFICATE, "Certifikát"),
    (OutputCode.PRESENTATION, "Případně prezentace"),
    (OutputCode.STUDY_MATERIALS, "a studijní materiály"),
]

ORGANISATION = (ResponsibilityCode.ORGANISATION, "Organizační zajištění")
EXPERT = (ResponsibilityCode.EXPERT, "Odborné zajištění")
MUTUAL = (ResponsibilityCode.MUTUAL, "Vzájemná součinnost")
CITY_APPROVES = (ResponsibilityCode.APPROVAL_UNIT, "Zajištění schvalovacích procesů na úrovni obce")
AGENCY_APPROVES = (ResponsibilityCode.APPROVAL_ASZ, "Zajištění schvalovacích procesů na úrovni Agentury")
COORDINATION = (ResponsibilityCode.COORDINATION, "Koordinace aktivit")
LECTURER = (ResponsibilityCode.LECTURER, "Zajištění lektora")

TRAINING_ACTIVITY = "Odborné poradenství včetně realizace vzdělávacích aktivit"
TRAINING_SPECIFICATION = (
    "Vzdělávací aktivity (workshopy, semináře, kurzy) v tematických oblastech sociálního začleňování pro "
    "pracovníky obce a lokální partnery."
)
# the three who meet twice a year (domain.md 1.15, BR4)
EVALUATORS = "jednání konzultanta/ky {agency}, manažera SZ a pověřeného zástupce SZ"


def evaluation(agency: str) -> dict:
    who = EVALUATORS.format(agency=agency)
    return yearly(
        f"2x ročně {who}",
        2,
        EventKind.EVALUATION_MEETING,
        subject=who,
        required_roles=[OfficialRole.CONSULTANT, OfficialRole.MANAGER, OfficialRole.REPRESENTATIVE],
    )


def partnership_of_annex_5() -> dict:
    return step(
        "Příprava PSZ, realizace pracovních skupin, síťování, přenos odborných informací, podpora implementace "
        "a evaluační fáze strategického plánování",
        outputs=[RECORD, ATTENDANCE],
        unit=[ORGANISATION],
        asz=[EXPERT],
        terms=[yearly("Minimálně 4x ročně", 4, EventKind.LP_MEETING, Bound.MIN, counts_working_groups=True)],
    )


def fulfilment_of_annex_5(agency: str) -> dict:
    return step(
        "Vyhodnocení naplňování popisu spolupráce (plnění vymezených aktivit, plnění harmonogramu), vyhodnocení "
        "vhodnosti zvoleného postupu a případně návrhy revize popisu spolupráce.",
        outputs=[
            MINUTES,
            PARTNERSHIP_RECORD,
            (OutputCode.ANNUAL_REPORT, "Zpráva o plnění popisu spolupráce"),
        ],
        unit=[MUTUAL, CITY_APPROVES],
        asz=[MUTUAL, AGENCY_APPROVES],
        terms=[
            evaluation(agency),
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


def support_of_annex_5(needs: str) -> dict:
    """Group training and individual support, wherever a document files them."""
    return step(
        f"Odborná podpora realizace vzdělávací akce dle identifikované potřeby {needs}, individuální podpora "
        "konkrétním aktérům pro zvýšené vnitřní efektivity poskytovaných činností",
        outputs=[ATTENDANCE, FEEDBACK],
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


def research_of_annex_5(term: dict) -> dict:
    return step(
        "Odborná realizace výzkumné činnosti dle konkrétních identifikovaných potřeb v rámci PSZ",
        outputs=[RESEARCH_REPORT],
        unit=[ORGANISATION],
        asz=[EXPERT],
        terms=[term],
    )
