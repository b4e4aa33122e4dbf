"""What the demo's start page has to speak about: the rules, decisions with tasks, and the next meeting.

The meeting that is still to come moves with the day the demo is loaded; everything invented, nobody named.
"""

from datetime import date, time, timedelta
from itertools import count

from partnerships import actions as partnership_actions
from partnerships.models import Event, LocalPartnership, User
from partnerships.vocabulary import (
    DecisionKind,
    DocumentKind,
    EventKind,
    EventState,
    Matter,
    MeetingMode,
    QuorumRule,
)
from planning import actions
from planning.series import is_working_day
from reporting.demo.diary import Diary

# (day of the meeting, kind, text, for, against, abstained, (task, who, by when, what came of it))
DECISIONS = [
    (
        date(2023, 3, 9),
        DecisionKind.RECOMMENDATION,
        "Lokální partnerství doporučuje zastupitelstvu schválit plán sociálního začleňování.",
        (7, 0, 1),
        (
            "Předložit plán sociálního začleňování zastupitelstvu",
            "zástupce vedení města",
            date(2023, 4, 24),
            "Zastupitelstvo plán projednalo.",
        ),
    ),
    (
        date(2023, 3, 9),
        DecisionKind.NOTE,
        "Lokální partnerství bere na vědomí možnosti financování opatření.",
        (8, 0, 0),
        (
            "Sestavit přehled dotačních výzev pro opatření plánu",
            "zástupce sociálního odboru",
            date(2023, 5, 31),
            "",
        ),
    ),
]
NEXT_MATTERS = [Matter.AGREEMENT_FULFILMENT, Matter.SITUATION, Matter.FUNDING]
DAYS_AHEAD = 18


def write_rules(partnership: LocalPartnership, *, by: User) -> None:
    partnership_actions.add_rules(
        partnership,
        by=by,
        unit=partnership.units.get(),
        kind=DocumentKind.STATUTE_AND_RULES,
        title="Statut a jednací řád lokálního partnerství",
        approved_on=date(2022, 5, 1),
        valid_from=date(2022, 5, 1),
        quorum=QuorumRule.MORE_THAN_HALF,
    )


def write_decisions(event: Event, *, by: User) -> None:
    for day, kind, text, votes, (task, who, due_on, result) in DECISIONS:
        if event.starts_on != day:
            continue
        counts = dict(zip(("votes_for", "votes_against", "votes_abstained"), votes, strict=True))
        decision = actions.record_decision(event, by=by, kind=kind, text=text, **counts)
        task = actions.create_task(event, by=by, decision=decision, text=task, person_text=who, due_on=due_on)
        if result:
            actions.finish_task(task, by=by, on=due_on, result_text=result)


def plan_next_meeting(diary: Diary, partnership: LocalPartnership, *, today: date) -> None:
    event = actions.record_event(
        diary.agreement.unit,
        by=diary.by,
        today=today,
        kind=EventKind.LP_MEETING,
        state=EventState.PLANNED,
        starts_on=next(filter(is_working_day, (today + timedelta(days=n) for n in count(DAYS_AHEAD)))),
        starts_at=time(9),
        ends_at=time(11),
        partnership=partnership,
        place=f"{diary.office}, zasedací místnost",
        mode=MeetingMode.IN_PERSON,
        title="Jednání lokálního partnerství",
    )
    actions.save_minutes(event, by=diary.by, items=[{"matter": matter} for matter in NEXT_MATTERS])
