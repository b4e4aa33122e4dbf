"""Papers of a meeting are asked for here and made by a worker."""

from agreements.vocabulary import PrintFormat
from partnerships import jobs
from partnerships.actions import action, locked
from partnerships.models import Event, User
from partnerships.vocabulary import JobState
from planning.actions.events import Refused
from planning.models import MeetingPrintJob
from planning.prints import papers_of, stored_minutes
from planning.vocabulary import MeetingPaper


@action
def request_print(event: Event, *, by: User, paper: MeetingPaper, format: PrintFormat) -> MeetingPrintJob:
    """The job that makes the file; one under way is given instead of another."""
    event = locked(event)
    if paper not in papers_of(event):
        raise Refused(f"{paper.label.capitalize()} se u této události netiskne.")
    if (paper, format) == (MeetingPaper.MINUTES, PrintFormat.PDF) and stored_minutes(event.pk):
        raise Refused("Schválený zápis už je vytištěný a nemění se. Stáhněte si uložené PDF.")
    return jobs.order(MeetingPrintJob, by=by, event=event, paper=paper, format=format)


def order_final_print(event: Event, *, by: User) -> None:
    """For minutes that have just been approved, within the transaction of that step."""
    if MeetingPaper.MINUTES in papers_of(event):
        jobs.order(MeetingPrintJob, by=by, event=event, paper=MeetingPaper.MINUTES, format=PrintFormat.PDF)


@action
def retry_print(job: MeetingPrintJob, *, by: User) -> MeetingPrintJob:
    job = locked(job)
    if job.state != JobState.FAILED:
        raise Refused("Opakovat lze jen vytváření, které selhalo. Dokument se už vytváří, nebo je hotový.")
    event = locked(job.event)
    return jobs.order_again(job, by=by, event=event, paper=job.paper, format=job.format)
