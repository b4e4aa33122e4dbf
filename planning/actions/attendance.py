"""Who came: the whole sheet at once."""

from collections import Counter
from collections.abc import Iterable

from partnerships.actions import action
from partnerships.models import Attendance, Event, User
from planning.actions.events import check_open, raise_revision

ATTENDANCE_FIELDS = (
    "organisation",
    "organisation_text",
    "role_present",
    "presence",
    "is_online",
    "is_released_worker",
    "hours_in_person",
    "hours_distance",
)


@action
def record_attendance(event: Event, *, by: User, rows: Iterable[dict], revision: int | None = None) -> None:
    """The event's whole attendance; rows are fields of Attendance. Rows not given any more are removed."""
    check_open(event)
    raise_revision(event, revision)
    known = dict(_with_places(event.attendances.order_by("pk"), lambda row: row))
    new, changed = [], []
    for place, row in _with_places(rows, lambda fields: Attendance(event=event, **fields)):
        if place in known:
            row.pk = known.pop(place).pk
            changed.append(row)
        else:
            new.append(row)
    Attendance.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    Attendance.objects.bulk_update(changed, ATTENDANCE_FIELDS)
    Attendance.objects.bulk_create(new)


def _with_places(rows, as_row):
    """(who it is, row); people of one name are told apart by their order."""
    seen = Counter()
    for given in rows:
        row = as_row(given)
        who = (row.seat_id, row.person_id, row.name_text)
        seen[who] += 1
        yield (*who, seen[who]), row
