"""The timeline of Česká Kamenice's agreement, rows K1-K5 of domain.md 1.13 read as 2.1 says.

K3 continues the activity above it: its first cell is empty, two specifications share a cell and one deadline,
and the approvals stand under the wrong sides, as printed. K4 is cut by a page of the document; it is whole here.
"""

from datetime import date

from agreements.vocabulary import OutputCode, ResponsibilityCode
from partnerships.vocabulary import EventKind
from reporting.demo.timeline_parts import (
    CITY_APPROVES,
    MINUTES,
    MUTUAL,
    by_end_of,
    fulfilment_of_annex_5,
    once,
    partnership_of_annex_5,
    research_of_annex_5,
    step,
    support_of_annex_5,
)

K1 = partnership_of_annex_5()
K2 = fulfilment_of_annex_5("Agentury")
K3 = step(
    "Jednání o spolupráci\n"
    "Revize Popisu spolupráce včetně vyjednání předpokládaného rozsahu, obsahu a charakteru dokumentu a synergie "
    "s dalšími strategickými dokumenty města",
    outputs=[MINUTES, (OutputCode.REVISED_AGREEMENT, "Revidovaný popis spolupráce")],
    unit=[MUTUAL, (ResponsibilityCode.APPROVAL_ASZ, "Zajištění schvalovacích procesů na úrovni ASZ")],
    asz=[MUTUAL, CITY_APPROVES],
    # the revised agreement is what the step comes to; the meeting alone does not fulfil it
    terms=[by_end_of("12 / 2022", date(2022, 12, 1), date(2022, 12, 31), EventKind.DOCUMENT)],
    suspected_swap=True,
)
K4 = support_of_annex_5("PSZ a AP")
K5 = research_of_annex_5(once("1x analýza do konce spolupráce", EventKind.RESEARCH, subject="analýza"))

ACTIVITIES = [
    ("Lokální partnerství (vč. jeho složek – pracovních skupin)", [K1]),
    ("Popis spolupráce", [K2, K3]),
    (
        "Odborné poradenství – individuální i skupinové (dle tematických oblastí spolupráce včetně realizace "
        "odborných platforem a vzdělávacích akcí)",
        [K4],
    ),
    ("Výzkumná činnost", [K5]),
]
