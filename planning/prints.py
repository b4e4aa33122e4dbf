"""Which papers an event has, and how far each of them is."""

from dataclasses import dataclass

from django.db.models import F

from agreements.vocabulary import PrintFormat
from partnerships.models import Event
from partnerships.vocabulary import EventState
from planning.models import MeetingPrint, MeetingPrintJob
from planning.vocabulary import MeetingPaper

FORMATS = {"pdf": PrintFormat.PDF, "word": PrintFormat.DOCX}
PAPERS = {"zapis": MeetingPaper.MINUTES, "prezencni-listina": MeetingPaper.ATTENDANCE_SHEET}


@dataclass(frozen=True)
class Print:
    """One paper in one format, with the newest job that made it or is making it."""

    slug: str
    label: str
    job: MeetingPrintJob | None
    of_paper: MeetingPaper

    @property
    def is_word(self) -> bool:
        return self.slug == "word"

    @property
    def make(self) -> str:
        return f"Vytvořit {self.of_paper.accusative} ({self.label})"

    @property
    def make_again(self) -> str:
        return f"{self.make} znovu"


@dataclass(frozen=True)
class PaperPrints:
    paper: MeetingPaper
    slug: str
    formats: tuple[Print, ...]

    @property
    def is_minutes(self) -> bool:
        return self.paper == MeetingPaper.MINUTES


def papers_of(event: Event) -> tuple[MeetingPaper, ...]:
    """A training has no minutes; what nobody meets at, and what did not take place, has neither."""
    if event.state == EventState.CANCELLED:
        return ()
    if event.is_meeting:
        return tuple(MeetingPaper)
    return (MeetingPaper.ATTENDANCE_SHEET,) if event.is_training else ()


def prints_of(event: Event) -> list[PaperPrints]:
    newest = {}
    for job in MeetingPrintJob.objects.filter(event=event).select_related("document"):
        newest.setdefault((job.paper, job.format), job)
    return [
        PaperPrints(
            paper,
            slug,
            tuple(
                Print(name, code.label, newest.get((paper, code)), paper) for name, code in FORMATS.items()
            ),
        )
        for slug, paper in PAPERS.items()
        if paper in papers_of(event)
    ]


def stored_minutes(event_id: int) -> MeetingPrint | None:
    """The PDF of the minutes as they are approved now; one of an earlier approval is not it."""
    rows = MeetingPrint.objects.filter(event=event_id, of_approval=F("event__meeting__minutes_approved_at"))
    return rows.select_related("document", "printed_by").first()
