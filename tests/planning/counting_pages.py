"""Who × page of how expectations are counted; see tests/access.py."""

from planning.models import Occurrence
from tests.access import READ, RECORD, Page


def place_of(world) -> list:
    row = (
        Occurrence.objects.filter(commitment__agreement=world.agreement).select_related("commitment").first()
    )
    return [world.agreement.pk, row.year, row.commitment.key]


PAGES: dict[str, Page] = {
    "planning:counting": Page(lambda w: [w.agreement.pk], get=READ, post=RECORD),
    "planning:expectation": Page(place_of, get=READ, post=RECORD),
    "planning:expectation_withdraw": Page(place_of, post=RECORD),
}
HINTS: dict[str, dict[str, str]] = {}
