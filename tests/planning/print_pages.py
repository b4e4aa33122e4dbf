"""Who × page of printed minutes and sheets, of an event's history and of accepted evidence; see tests/access.py."""

from tests.access import READ, Page, Who

ACCEPT = Who(frozenset({"consultant"}))


def evidence_of(world):
    return world.event.evidence.earliest("pk").pk


PAGES: dict[str, Page] = {
    "planning:prints": Page(lambda w: [w.event.pk], get=READ),
    "planning:print_create": Page(lambda w: [w.event.pk, "zapis", "pdf"], post=READ),
    "planning:print_job": Page(lambda w: [w.meeting_print.key], get=READ),
    "planning:print_retry": Page(lambda w: [w.meeting_print.key], post=READ),
    "planning:stored_print": Page(lambda w: [w.stored_minutes.pk], get=READ, picture=False),
    "planning:event_history": Page(lambda w: [w.event.pk], get=READ),
    "planning:event_reopen": Page(lambda w: [w.event.pk], get=ACCEPT, post=ACCEPT),
    "planning:evidence_accept": Page(lambda w: [evidence_of(w)], post=ACCEPT),
    "planning:acceptance_withdraw": Page(lambda w: [evidence_of(w)], post=ACCEPT),
}
HINTS: dict[str, dict[str, str]] = {}
