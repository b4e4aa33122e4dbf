"""The deadline cells of the three agreements as their text layers and the scan give them, broken lines and all.

What they say is domain.md 1.13, rows C1, C2, C7, J1, J2, J4, K2 and K4. Written when a parser was there already.
"""

from partnerships.vocabulary import EventKind
from tests.agreements.deadlines.domain import COUNCIL_REPORT, DISCUSSION, evaluation
from tests.agreements.deadlines.terms import ANY, at_least, often, row

MEETING_OF_THREE = {**evaluation("ASZ"), "subject": "zástupce SZ"}
# the scan writes „zastupce“
SCANNED_MEETING = {**evaluation("ASZ"), "subject": "SZ"}
AGREEMENT_REPORT = often(event_kind=EventKind.COUNCIL_REPORT, recipient=ANY)
PSZ_REPORT = often(event_kind=EventKind.PSZ_REPORT, recipient=ANY)
GROUP = at_least(2, event_kind=EventKind.GROUP_TRAINING)
INDIVIDUAL = at_least(10, event_kind=EventKind.INDIVIDUAL_SUPPORT)
WITH_GROUPS = at_least(4, counts_working_groups=True)

DOCUMENTS = [
    row("Minimálně 4x \nročně \n \n", at_least(4)),
    row(
        "2x ročně \nskupinová \nvzdělávací \nakce \n(minimálně) \n \n"
        "10x ročně \nindividuální \nodborná \npodpora \n(minimálně)",
        GROUP,
        INDIVIDUAL,
    ),
    row("Minimálně 4x ročně (vč. \npracovních skupin) ", WITH_GROUPS),
    row(
        "2x ročně jednání \nkonzultanta/ky ASZ, \nmanažera SZ a \npověřeného zástupce SZ \n \n"
        "1x ročně projednání v LP \n \n1x ročně zpráva o plnění \npopisu spolupráce ",
        MEETING_OF_THREE,
        DISCUSSION,
        AGREEMENT_REPORT,
    ),
    row(
        "2x ročně jednání \nkonzultanta/ky ASZ, \nmanažera SZ a \npověřeného zástupce SZ \n \n"
        "1x ročně projednání v LP \n 1x ročně zpráva o plnění \nPSZ ",
        MEETING_OF_THREE,
        DISCUSSION,
        PSZ_REPORT,
    ),
    row("Minimalné 4x ro¢né (v¢.\npracovnich skupin)", WITH_GROUPS),
    row(
        "2x ro¢né jednani\nkonzultanta/ky ASZ,\nmanazera SZ a\npovéreného zastupce SZ\n\n"
        "1x ro€né projednani v LP\n\n1x ro€né zprava o plnéni\npopisu spoluprace",
        SCANNED_MEETING,
        DISCUSSION,
        AGREEMENT_REPORT,
    ),
    row(
        "2x ro¢né jednani\nkonzultanta/ky ASZ,\nmanazera SZ a\npovéreného zastupce SZ\n\n"
        "1x ro¢né projednani v LP\n 1x ro€né zprava o plnéni\nPSz",
        SCANNED_MEETING,
        DISCUSSION,
        PSZ_REPORT,
    ),
    # three terms in one line with nothing between them
    row(
        "2x ročně jednání konzultanta/ky Agentury, manažera SZ a pověřeného zástupce SZ Projednání LP 1x ročně "
        "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí",
        evaluation("Agentury"),
        DISCUSSION,
        COUNCIL_REPORT,
    ),
    row(
        "2x ročně\nskupinová vzdělávací akce (minimálně) 10x ročně individuální odborná podpora (minimálně)",
        GROUP,
        INDIVIDUAL,
    ),
]
