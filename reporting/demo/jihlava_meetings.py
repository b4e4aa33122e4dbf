"""A few invented meetings of Jihlava's partnership in 2022 and 2023, by the pages' actions.

Nothing says when the agreement began, so nothing is counted; what happened is kept all the same and counts as
soon as somebody completes the approval.
"""

from datetime import date

from agreements.models import Agreement
from agreements.vocabulary import OutputCode
from partnerships.models import LocalPartnership, User
from partnerships.vocabulary import EventKind, Matter, MeetingMode, OfficialRole, OrganisationType, Presence
from planning import actions
from reporting.demo.diary import Diary, consultant_present

# (day, group or none, matters, record or none, types of members excused)
MEETINGS = [
    (
        date(2022, 3, 10),
        None,
        [Matter.PLAN],
        ["Členové se seznámili s tím, jak se plán na období 2022-2027 připravuje."],
        [OrganisationType.PROBATION],
    ),
    (
        date(2022, 5, 19),
        "komunitní plánování",
        [Matter.SITUATION],
        ["Skupina sladila postup s komunitním plánem sociálních služeb."],
        [],
    ),
    (
        date(2022, 10, 6),
        None,
        [Matter.PLAN_EVALUATION],
        ["Partnerství projednalo přehled plnění plánu z let 2019 – 2022."],
        [OrganisationType.LABOUR_OFFICE],
    ),
    (
        date(2023, 2, 16),
        "projekty a implementace",
        [Matter.FUNDING],
        ["Skupina prošla projektové záměry dluhové poradny a domovníků."],
        [],
    ),
    # its record is still to come
    (date(2023, 6, 8), None, [Matter.AGREEMENT_FULFILMENT], None, []),
]
EVALUATION_ON = date(2022, 11, 24)
MEETS = ("J1", EventKind.LP_MEETING)
# nobody's name stands in the agreement, and the manager's post is vacant
PRESENT = [
    ("uvolněný člen rady města", OfficialRole.REPRESENTATIVE),
    ("zástup manažera sociálního začleňování", OfficialRole.MANAGER),
]


def write_meetings(agreement: Agreement, *, by: User, partnership: LocalPartnership) -> None:
    diary = Diary(agreement, by=by, letter="J", office="Magistrát města Jihlavy")
    groups = {group.name: group for group in partnership.groups.all()}
    for day, group, matters, record, excused in MEETINGS:
        event = diary.write(
            EventKind.WG_MEETING if group else EventKind.LP_MEETING,
            day,
            fulfils=[MEETS, ("J2", EventKind.LP_DISCUSSION)]
            if Matter.AGREEMENT_FULFILMENT in matters
            else [MEETS],
            partnership=partnership,
            group=groups.get(group),
        )
        # the post of the manager is vacant, so its seat stays empty
        absent = [OrganisationType.SI_MANAGER]
        diary.seat(event, partnership.seats.on(day), excused=excused, absent=absent)
        actions.save_minutes(event, by=by, items=[{"matter": matter} for matter in matters])
        if record:
            diary.attach(event, OutputCode.MEETING_RECORD, "zaznam-z-jednani", record)
    _write_evaluation(diary)
    _write_documents(diary)


def _write_evaluation(diary: Diary) -> None:
    event = diary.write(
        EventKind.EVALUATION_MEETING,
        EVALUATION_ON,
        fulfils=[("J2", EventKind.EVALUATION_MEETING), ("J4", EventKind.EVALUATION_MEETING)],
        mode=MeetingMode.ONLINE,
        place="",
    )
    rows = [{"name_text": name, "role_present": role, "presence": Presence.PRESENT} for name, role in PRESENT]
    actions.record_attendance(event, by=diary.by, rows=[*rows, consultant_present()])
    lines = ["Spolupráce pokračuje i po skončení projektu, rozsah činností ASZ se upřesní."]
    diary.attach(event, OutputCode.MEETING_RECORD, "zaznam-z-hodnoticiho-jednani", lines)


def _write_documents(diary: Diary) -> None:
    diary.attach_for_year(
        MEETS,
        OutputCode.STATUTE_RULES,
        date(2022, 3, 10),
        "statut-a-jednaci-rad",
        ["Ukázkový výtah ze statutu a jednacího řádu lokálního partnerství."],
    )
    event = diary.write(
        EventKind.DOCUMENT,
        date(2022, 11, 15),
        fulfils=[("J5", EventKind.DOCUMENT)],
        title="Přehled plnění Strategického plánu sociálního začleňování 2019 – 2022",
        place="",
        mode="",
    )
    lines = ["Ukázkový přehled plnění jako podklad pro nový strategický dokument."]
    diary.attach(event, OutputCode.SPSZ_EVALUATION, "prehled-plneni-spsz", lines)
