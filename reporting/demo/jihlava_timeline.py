"""The timeline of Jihlava's agreement, rows J1-J6 of domain.md 1.13 read as 2.1 says.

The agency's column comes first in this form; sides are stored all the same, and the „-“ of J6 is a dash that the
document prints, not an empty cell.
"""

from agreements.vocabulary import Bound, OutputCode, Recipient, ResponsibilityCode, TermKind
from partnerships.vocabulary import EventKind
from reporting.demo.timeline_parts import (
    AGENCY_APPROVES,
    ATTENDANCE,
    COORDINATION,
    LECTURER,
    MUTUAL,
    ORGANISATION,
    PARTNERSHIP_RECORD,
    RECORD,
    TRAINING_ACTIVITY,
    TRAINING_OUTPUTS,
    TRAINING_SPECIFICATION,
    evaluation,
    in_autumn,
    step,
    yearly,
)

BODIES = (ResponsibilityCode.BODY_DISCUSSION, "Zajištění projednání v orgánech obce")
AUTHOR = (ResponsibilityCode.OUTPUT_AUTHOR, "Zpracování výstupu")


def discussion() -> dict:
    return yearly("1x ročně projednání v LP", 1, EventKind.LP_DISCUSSION, recipient=Recipient.LP)


def report(raw_text: str, event_kind: EventKind) -> dict:
    """To the council; the document does not say „na vědomí“."""
    return yearly(raw_text, 1, event_kind, recipient=Recipient.COUNCIL)


J1 = step(
    "Projednání a vyhodnocování popisu spolupráce, příprava plánu sociálního začleňování, sledování "
    "a vyhodnocování vývoje sociální situace, síťování, přenos odborných informací, sledování implementace "
    "a vyhodnocení plánu sociálního začleňování.",
    outputs=[(OutputCode.STATUTE_RULES, "Statut a jednací řád"), RECORD, ATTENDANCE],
    unit=[(ResponsibilityCode.CONTENT_SUPPORT, "Součinnost na obsahovém zajištění"), ORGANISATION],
    asz=[
        (ResponsibilityCode.CONTENT, "Obsahové zajištění"),
        (ResponsibilityCode.ORG_SUPPORT, "Součinnost na organizačním zajištění"),
        (ResponsibilityCode.FACILITATION, "Facilitace"),
    ],
    terms=[
        yearly(
            "Minimálně 4x ročně (vč. pracovních skupin)",
            4,
            EventKind.LP_MEETING,
            Bound.MIN,
            counts_working_groups=True,
        ),
    ],
)
J2 = step(
    "Vyhodnocení naplňování popisu spolupráce (plnění vymezených aktivit, plnění harmonogramu), vyhodnocení "
    "vhodnosti zvoleného postupu, jednání o spolupráci a případně návrhy revize popisu spolupráce.\n"
    "Revize nastavené spolupráce s ohledem na vyjasnění činností ASZ po ukončení projektu hrazeného "
    "z Operačního programu zaměstnanost.",
    outputs=[
        RECORD,
        PARTNERSHIP_RECORD,
        (OutputCode.ANNUAL_REPORT, "Zpráva o plnění popisu spolupráce zastupitelstvu obce"),
    ],
    unit=[MUTUAL, BODIES],
    asz=[MUTUAL, AGENCY_APPROVES],
    terms=[
        evaluation("ASZ"),
        discussion(),
        report("1x ročně zpráva o plnění popisu spolupráce", EventKind.COUNCIL_REPORT),
    ],
)
J3 = step(
    "Analytické práce, formulace strategie, nastavení implementace.",
    outputs=[(OutputCode.PSZ_DOCUMENT, "Plán sociálního začleňování")],
    unit=[(ResponsibilityCode.INPUTS_SUPPORT, "Součinnost při přípravě podkladů"), AUTHOR, BODIES],
    asz=[
        (ResponsibilityCode.INPUTS, "Příprava podkladů"),
        (ResponsibilityCode.OUTPUT_COAUTHOR, "Podílí se na zpracování výstupu"),
        (ResponsibilityCode.METHODICAL, "Metodická a odborná podpora"),
    ],
    terms=[in_autumn("Podzim 2021", 2021, EventKind.DOCUMENT)],
)
J4 = step(
    "Sledování naplňování PSZ a případné návrhy revize PSZ.",
    outputs=[
        RECORD,
        PARTNERSHIP_RECORD,
        (OutputCode.PSZ_REPORT, "Zpráva o plnění PSZ zastupitelstvu obce"),
    ],
    unit=[MUTUAL, BODIES],
    asz=[MUTUAL],
    terms=[
        evaluation("ASZ"),
        discussion(),
        report("1x ročně zpráva o plnění PSZ", EventKind.PSZ_REPORT),
    ],
)
J5 = step(
    "Přehled plnění jako podklad pro tvorbu komplexního plánu na další období.",
    outputs=[
        (
            OutputCode.SPSZ_EVALUATION,
            "Podklad pro jednání pracovních skupin a nového strategického dokumentu.",
        ),
    ],
    unit=[(ResponsibilityCode.OUTPUT_SUPPORT, "Poskytnutí součinnosti při přípravě výstupu")],
    asz=[AUTHOR],
    terms=[in_autumn("Podzim 2022", 2022, EventKind.DOCUMENT)],
)
J6 = step(
    TRAINING_SPECIFICATION,
    outputs=TRAINING_OUTPUTS,
    unit=[(ResponsibilityCode.EXPLICIT_DASH, "-")],
    asz=[COORDINATION, LECTURER],
    terms=[
        {
            "raw_text": "Dle nabídky ASZ",
            "kind": TermKind.ON_DEMAND,
            "event_kind": EventKind.GROUP_TRAINING,
            "trigger_text": "Dle nabídky ASZ",
        },
    ],
)

ACTIVITIES = [
    ("Jednání lokálního partnerství (vč. jeho složek – pracovních skupin)", [J1]),
    ("Vyhodnocení spolupráce", [J2]),
    ("Tvorba plánu sociálního začleňování (PSZ)", [J3]),
    ("Vyhodnocení PSZ", [J4]),
    ("Vyhodnocení Strategického plánu sociálního začleňování 2019 – 2022", [J5]),
    (TRAINING_ACTIVITY, [J6]),
]
