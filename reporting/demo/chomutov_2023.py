"""A plausible, invented course of Chomutov's cooperation up to the end of 2023, written by the pages' actions.

What does not go well is meant: the fourth meeting of the partnership is missing, one evaluation meeting lacks
the representative, one individual support lacks its feedback and the plan was finished late.
"""

from datetime import date

from agreements.models import Agreement
from agreements.vocabulary import OutputCode
from partnerships.models import LocalPartnership, Person, User
from partnerships.vocabulary import EventKind, MeetingMode, OfficialRole, Presence
from planning import actions
from reporting.demo.chomutov_events import (
    CONSULTATIONS,
    DEVIATIONS,
    PARTNERSHIP_MEETINGS,
    SUPPORTS,
    TRAININGS,
)
from reporting.demo.chomutov_meetings import plan_next_meeting, write_decisions, write_rules
from reporting.demo.diary import Diary, consultant_present


def write_year(
    agreement: Agreement,
    *,
    by: User,
    consultant: User,
    partnership: LocalPartnership,
    people: dict[str, Person],
    today: date,
) -> None:
    diary = Diary(agreement, by=by, letter="C", office="Magistrát města Chomutova")
    write_rules(partnership, by=by)
    _write_documents(diary)
    _write_partnership_meetings(diary, partnership)
    _write_evaluation(diary, people)
    _write_discussion(diary, partnership)
    _write_trainings(diary, consultant)
    _write_consulting(diary, consultant)
    for step, year, words in DEVIATIONS:
        diary.explain(step, year, **words)
    plan_next_meeting(diary, partnership, today=today)


def _write_documents(diary: Diary) -> None:
    cooperation = diary.write(
        EventKind.COOPERATION_MEETING,
        date(2022, 5, 16),
        fulfils=[("C3", EventKind.COOPERATION_MEETING)],
        title="Jednání o spolupráci",
    )
    diary.attach(
        cooperation,
        OutputCode.MEETING_MINUTES,
        "zapis-jednani-o-spolupraci",
        ["Dohodnut postup na rok 2022."],
    )
    for step, day, title, output, name in (
        ("C5", date(2022, 12, 12), "Podklady pro PSZ", OutputCode.PSZ_INPUTS, "podklady-psz"),
        ("C6", date(2023, 4, 24), "Plán sociálního začleňování", OutputCode.PSZ_DOCUMENT, "psz-chomutov"),
    ):
        event = diary.write(
            EventKind.DOCUMENT, day, fulfils=[(step, EventKind.DOCUMENT)], title=title, place="", mode=""
        )
        diary.attach(event, output, name, [f"{title}: ukázkový výtah s prioritami bydlení, dluhy a služby."])


def _write_partnership_meetings(diary: Diary, partnership: LocalPartnership) -> None:
    groups = list(partnership.groups.order_by("pk"))
    for day, group, matters, minutes, is_kept_here, excused in PARTNERSHIP_MEETINGS:
        kind = EventKind.LP_MEETING if group is None else EventKind.WG_MEETING
        event = diary.write(
            kind,
            day,
            fulfils=[("C1", EventKind.LP_MEETING)],
            partnership=partnership,
            group=None if group is None else groups[group],
        )
        diary.seat(event, partnership.seats.on(day).filter(group=None), excused=excused)
        text = "\n".join(minutes) if is_kept_here else ""
        items = [{"matter": matter} for matter in matters]
        actions.save_minutes(event, by=diary.by, items=items, minutes_text=text)
        write_decisions(event, by=diary.by)
        if is_kept_here:
            actions.approve_minutes(event, by=diary.by)
        else:
            diary.attach(event, OutputCode.MEETING_RECORD, "zaznam-z-jednani", minutes)


def _write_evaluation(diary: Diary, people: dict[str, Person]) -> None:
    """The second meeting of 2023 lacks the representative, so it is listed and not counted."""
    for day, absent in (
        (date(2022, 10, 25), ""),
        (date(2023, 5, 31), ""),
        (date(2023, 11, 30), "representative"),
    ):
        event = diary.write(EventKind.EVALUATION_MEETING, day, fulfils=[("C2", EventKind.EVALUATION_MEETING)])
        rows = [
            {
                "person": people[key],
                "role_present": role,
                "presence": Presence.EXCUSED if key == absent else Presence.PRESENT,
            }
            for key, role in (
                ("representative", OfficialRole.REPRESENTATIVE),
                ("manager", OfficialRole.MANAGER),
            )
        ]
        rows.append(consultant_present())
        actions.record_attendance(event, by=diary.by, rows=rows)
        lines = ["Harmonogram se plní, zvolený postup je vhodný.", "Revize popisu spolupráce se nenavrhuje."]
        diary.attach(event, OutputCode.MEETING_MINUTES, "zapis-hodnoticiho-jednani", lines)


def _write_discussion(diary: Diary, partnership: LocalPartnership) -> None:
    """Held the year after, so it says which year it is about."""
    event = diary.write(
        EventKind.LP_DISCUSSION,
        date(2024, 2, 15),
        fulfils=[("C2", EventKind.LP_DISCUSSION)],
        title="Projednání plnění popisu spolupráce za rok 2023",
        partnership=partnership,
        about_year=2023,
    )
    lines = ["Lokální partnerství projednalo plnění popisu spolupráce za rok 2023 bez připomínek."]
    diary.attach(event, OutputCode.LP_MEETING_RECORD, "zaznam-z-jednani-lp", lines)


def _write_trainings(diary: Diary, consultant: User) -> None:
    for day, title, kind, in_person, distance, released, others, has_certificate in TRAININGS:
        event = diary.write(
            kind,
            day,
            by=consultant,
            fulfils=[("C7", EventKind.GROUP_TRAINING), ("C9", EventKind.GROUP_TRAINING)],
            title=title,
            mode=MeetingMode.HYBRID if distance else MeetingMode.IN_PERSON,
            hours_in_person=in_person,
            hours_distance=distance,
        )
        rows = [
            {"name_text": name, "presence": Presence.PRESENT, "is_released_worker": name in released}
            for name in [*released, *others]
        ]
        actions.record_attendance(event, by=consultant, rows=rows)
        diary.attach(event, OutputCode.FEEDBACK, "zpetna-vazba", [f"{title}: akci účastníci hodnotí kladně."])
        if has_certificate:
            diary.attach(event, OutputCode.CERTIFICATE, "certifikaty", [f"Osvědčení o účasti: {title}."])


def _write_consulting(diary: Diary, consultant: User) -> None:
    for day, about in SUPPORTS:
        event = diary.write(
            EventKind.INDIVIDUAL_SUPPORT,
            day,
            by=consultant,
            fulfils=[("C7", EventKind.INDIVIDUAL_SUPPORT)],
            title=f"Individuální podpora: {about}",
            participant_count=1,
        )
        if day != SUPPORTS[-1][0]:
            diary.attach(event, OutputCode.FEEDBACK, "zpetna-vazba", [f"Podpora byla přínosná: {about}."])
    for day, about in CONSULTATIONS:
        event = diary.write(
            EventKind.CONSULTATION,
            day,
            by=consultant,
            fulfils=[("C10", EventKind.CONSULTATION)],
            title=f"Poradenství: {about}",
            mode=MeetingMode.ONLINE,
            place="",
        )
        diary.attach(event, OutputCode.CONSULTATION_RECORD, "zaznam-z-poradenstvi", [f"Téma: {about}."])
