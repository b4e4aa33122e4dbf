"""A plausible, invented course of Česká Kamenice's cooperation up to the end of 2023, by the pages' actions.

Another story than Chomutov's: the small town meets and supports more than it promised, but the revision agreed
for 2022 never came, one group did not write its record, one training has no feedback, two events fell through
and one was planned and forgotten. The research is only planned.
"""

from datetime import date

from agreements.models import Agreement
from agreements.vocabulary import OutputCode
from partnerships.models import LocalPartnership, Person, User
from partnerships.vocabulary import (
    EventKind,
    EventState,
    Matter,
    MeetingMode,
    OfficialRole,
    OrganisationType,
    Presence,
)
from planning import actions
from reporting.demo.diary import Diary, consultant_present
from reporting.demo.kamenice_events import (
    CANCELLED_MEETING,
    CANCELLED_TRAINING,
    DEVIATIONS,
    EVALUATIONS,
    FORGOTTEN_SUPPORT,
    PARTNERSHIP_MEETINGS,
    RESEARCH,
    SUPPORTS,
    TRAININGS,
)

MEETS = ("K1", EventKind.LP_MEETING)
DISCUSSES = ("K2", EventKind.LP_DISCUSSION)
TRAINS = ("K4", EventKind.GROUP_TRAINING)
SUPPORTED = ("K4", EventKind.INDIVIDUAL_SUPPORT)


def write_year(
    agreement: Agreement,
    *,
    by: User,
    consultant: User,
    partnership: LocalPartnership,
    people: dict[str, Person],
) -> None:
    diary = Diary(agreement, by=by, letter="K", office="Městský úřad Česká Kamenice")
    _write_negotiation(diary)
    _write_partnership_meetings(diary, partnership)
    _write_evaluation(diary, people)
    _write_trainings(diary, consultant)
    _write_supports(diary, consultant)
    _write_research(diary)
    for step, year, words in DEVIATIONS:
        diary.explain(step, year, **words)


def _write_negotiation(diary: Diary) -> None:
    """In time, but the step comes to a revised agreement, and there is none."""
    event = diary.write(
        EventKind.COOPERATION_MEETING, date(2022, 12, 13), title="Jednání o spolupráci a revizi popisu"
    )
    lines = ["Rozsah navazujícího plánu se zatím nedá určit, revize se odkládá."]
    diary.attach(event, OutputCode.MEETING_MINUTES, "zapis-jednani-o-spolupraci", lines)


def _write_partnership_meetings(diary: Diary, partnership: LocalPartnership) -> None:
    groups = {group.name: group for group in partnership.groups.all()}
    for day, group, matters, minutes, is_kept_here, excused in PARTNERSHIP_MEETINGS:
        discusses = Matter.AGREEMENT_FULFILMENT in matters
        event = diary.write(
            EventKind.WG_MEETING if group else EventKind.LP_MEETING,
            day,
            fulfils=[MEETS, DISCUSSES] if discusses else [MEETS],
            partnership=partnership,
            group=groups.get(group),
        )
        seats = partnership.seats.on(day).filter(group=groups.get(group))
        diary.seat(event, seats, excused=excused, absent=[OrganisationType.HOUSING_OWNER])
        text = "\n".join(minutes) if is_kept_here else ""
        items = [{"matter": matter} for matter in matters]
        actions.save_minutes(event, by=diary.by, items=items, minutes_text=text)
        if is_kept_here:
            actions.approve_minutes(event, by=diary.by)
        elif minutes:
            diary.attach(event, OutputCode.MEETING_RECORD, "zaznam-z-jednani", minutes)
    day, reason = CANCELLED_MEETING
    event = diary.write(
        EventKind.LP_MEETING, day, fulfils=[MEETS], partnership=partnership, state=EventState.PLANNED
    )
    actions.cancel_event(event, by=diary.by, reason=reason)


def _write_evaluation(diary: Diary, people: dict[str, Person]) -> None:
    for day, lines in EVALUATIONS:
        event = diary.write(EventKind.EVALUATION_MEETING, day, fulfils=[("K2", EventKind.EVALUATION_MEETING)])
        rows = [
            {"person": people[key], "role_present": role, "presence": Presence.PRESENT}
            for key, role in (
                ("representative", OfficialRole.REPRESENTATIVE),
                ("manager", OfficialRole.MANAGER),
            )
        ]
        actions.record_attendance(event, by=diary.by, rows=[*rows, consultant_present()])
        diary.attach(event, OutputCode.MEETING_MINUTES, "zapis-hodnoticiho-jednani", lines)


def _write_trainings(diary: Diary, consultant: User) -> None:
    for day, title, kind, in_person, distance, released, others, has_feedback in TRAININGS:
        event = diary.write(
            kind,
            day,
            by=consultant,
            fulfils=[TRAINS],
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
        if has_feedback:
            lines = [f"{title}: účastníci oceňují příklady z praxe."]
            diary.attach(event, OutputCode.FEEDBACK, "zpetna-vazba", lines, by=consultant)
    day, title, kind, reason = CANCELLED_TRAINING
    event = diary.write(kind, day, by=consultant, fulfils=[TRAINS], title=title, state=EventState.PLANNED)
    actions.cancel_event(event, by=consultant, reason=reason)


def _write_supports(diary: Diary, consultant: User) -> None:
    """One feedback for the whole year stands for each support of it."""
    for day, about in [*SUPPORTS, FORGOTTEN_SUPPORT]:
        diary.write(
            EventKind.INDIVIDUAL_SUPPORT,
            day,
            by=consultant,
            fulfils=[SUPPORTED],
            title=f"Individuální podpora: {about}",
            participant_count=1,
            state=EventState.PLANNED if day == FORGOTTEN_SUPPORT[0] else EventState.HELD,
        )
    for year in (2022, 2023):
        diary.attach_for_year(
            SUPPORTED,
            OutputCode.FEEDBACK,
            date(year, 12, 15),
            f"zpetna-vazba-{year}",
            [f"Souhrn zpětné vazby k individuální podpoře v roce {year}."],
            by=consultant,
        )


def _write_research(diary: Diary) -> None:
    day, title = RESEARCH
    diary.write(
        EventKind.RESEARCH,
        day,
        fulfils=[("K5", EventKind.RESEARCH)],
        title=title,
        place="",
        mode="",
        state=EventState.PLANNED,
    )
