"""What the page of an event shows of the meeting: minutes, decisions, tasks, comments, and what is still to be done."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from partnerships.models import Decision, Event, FollowUpTask, Meeting, MeetingMail, MinutesComment
from partnerships.quorum import Quorum, quorum_of
from partnerships.vocabulary import EventKind, EventState, MailKind, OfficialRole
from planning.circulation import is_circulated
from planning.event_page import EventPage
from planning.vocabulary import EVALUATION_ROLES


class Badge(NamedTuple):
    tone: str
    icon: str
    label: str


class ToDo(NamedTuple):
    """Something that keeps the meeting from being finished; `anchor` is the part of the page where it is done."""

    text: str
    anchor: str


@dataclass(frozen=True)
class MeetingPart:
    event: Event
    meeting: Meeting | None
    has_text: bool
    is_before: bool  # the day of the meeting is still to come
    decisions: list[Decision]
    tasks: list[FollowUpTask]
    comments: list[MinutesComment]
    mail_count: int
    quorum: Quorum | None
    missing_roles: list[OfficialRole]

    @property
    def is_approved(self) -> bool:
        return bool(self.meeting and self.meeting.minutes_approved_at)

    @property
    def is_circulated(self) -> bool:
        return is_circulated(self.event, self.meeting)

    @property
    def may_be_circulated(self) -> bool:
        return self.has_text and not self.is_approved

    @property
    def may_be_approved(self) -> bool:
        return self.may_be_circulated and self.event.state == EventState.HELD

    @property
    def waiting_comments(self) -> int:
        return sum(one.settled_at is None for one in self.comments)

    @property
    def minutes_state(self) -> Badge | None:
        if self.is_approved:
            return Badge("good", "check", "zápis schválen")
        if self.is_circulated:
            return Badge("info", "open", "zápis je u připomínek")
        return Badge("neutral", "open", "zápis není schválený") if self.has_text else None


def meeting_part(event: Event, page: EventPage, *, today: date) -> MeetingPart:
    meeting = page.meeting
    comments = meeting.comments.select_related("author", "item") if meeting and meeting.circulated_at else ()
    mails = MeetingMail.objects.filter(event=event, kind=MailKind.MINUTES)
    evaluates = event.kind == EventKind.EVALUATION_MEETING
    return MeetingPart(
        event=event,
        meeting=meeting,
        has_text=bool(meeting and (meeting.minutes_text or any(item.note for item in page.agenda))),
        is_before=event.state == EventState.PLANNED and event.starts_on > today,
        decisions=list(event.decisions.order_by("number", "pk")),
        tasks=list(event.tasks.select_related("person", "decision")),
        comments=list(comments),
        mail_count=mails.count() if meeting and meeting.circulated_at else 0,
        quorum=quorum_of(event, page.attendances),
        missing_roles=[role for role in EVALUATION_ROLES if role not in event.roles_present]
        if evaluates
        else [],
    )


def to_do(page: EventPage, part: MeetingPart) -> list[ToDo]:
    """What a manager has to do yet for the meeting to count, in the order of the page."""
    if part.event.state != EventState.HELD:
        return []
    found = []
    if page.has_proposals:
        found.append(ToDo("potvrdit, co jednání plní", "plneni"))
    if not page.attendances and not part.event.participant_count:
        found.append(ToDo("zapsat účast", "ucast"))
    elif part.missing_roles:
        names = ", ".join(str(role.label) for role in part.missing_roles)
        found.append(ToDo(f"na hodnoticím jednání chybí: {names}", "ucast"))
    if not part.has_text and not page.evidence:
        found.append(ToDo("napsat zápis, nebo ho nahrát jako soubor", "zapis"))
    if part.waiting_comments:
        found.append(ToDo(f"vypořádat připomínky k zápisu: {part.waiting_comments}", "pripominky"))
    if part.may_be_approved:
        found.append(ToDo("schválit zápis", "zapis"))
    return found
