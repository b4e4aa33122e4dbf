"""What the page of an event shows of the meeting: minutes, decisions, tasks, comments, and what is still to be done."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from partnerships.json_rows import as_json, from_json
from partnerships.models import (
    AgendaItem,
    Decision,
    Event,
    FollowUpTask,
    Meeting,
    MeetingMail,
    MinutesComment,
    Person,
    User,
)
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
    agenda: list[AgendaItem]
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
    meeting, read = page.meeting, _read(event)
    agenda, decisions = from_json(AgendaItem, read["item_rows"]), from_json(Decision, read["decision_rows"])
    people, authors = from_json(Person, read["person_rows"]), from_json(User, read["author_rows"])
    return MeetingPart(
        event=event,
        meeting=meeting,
        has_text=bool(meeting and (meeting.minutes_text or any(item.note for item in agenda))),
        is_before=event.state == EventState.PLANNED and event.starts_on > today,
        agenda=agenda,
        decisions=decisions,
        tasks=_joined(FollowUpTask, read["task_rows"], decision=decisions, person=people),
        comments=_joined(MinutesComment, read["comment_rows"], item=agenda, author=authors),
        mail_count=read["mail_count"],
        quorum=quorum_of(event, page.attendances),
        missing_roles=[role for role in _roles_asked(event) if role not in event.roles_present],
    )


def _roles_asked(event: Event) -> tuple[OfficialRole, ...]:
    return EVALUATION_ROLES if event.kind == EventKind.EVALUATION_MEETING else ()


def _read(event: Event) -> dict:
    """All that follows from the meeting, in one query."""
    here, further_in = {"event": OuterRef("pk")}, OuterRef(OuterRef("pk"))
    tasks = FollowUpTask.objects.filter(**here)
    comments = MinutesComment.objects.filter(meeting__event=OuterRef("pk"))
    doers = FollowUpTask.objects.filter(event=further_in).values("person")
    writers = MinutesComment.objects.filter(meeting__event=further_in).values("author")
    mails = MeetingMail.objects.filter(kind=MailKind.MINUTES, **here).order_by().values("event")
    rows = {
        "item_rows": as_json(AgendaItem.objects.filter(meeting__event=OuterRef("pk")).order_by("position")),
        "decision_rows": as_json(Decision.objects.filter(**here).order_by("number", "pk")),
        "task_rows": as_json(tasks),
        "person_rows": as_json(Person.objects.filter(pk__in=doers)),
        "comment_rows": as_json(comments),
        "author_rows": as_json(User.objects.filter(pk__in=writers), "id", "email", "name"),
    }
    mail_count = Coalesce(Subquery(mails.values(number=Count("pk"))), 0)
    return Event.objects.values(**rows, mail_count=mail_count).get(pk=event.pk)


def _joined(model, rows: list[dict], **related: list) -> list:
    """Instances whose foreign keys lead to rows that were read along with them."""
    found = from_json(model, rows)
    for name, others in related.items():
        by_pk = {other.pk: other for other in others}
        for one in found:
            setattr(one, name, by_pk.get(getattr(one, f"{name}_id")))
    return found


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
