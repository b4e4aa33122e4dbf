"""Minutes that somebody else saved meanwhile: what differs, and the form put together so that nothing is lost."""

from typing import NamedTuple

from django.http import QueryDict

from agreements.forms.row_changes import total_of
from partnerships.models import Meeting
from partnerships.vocabulary import Matter
from planning.actions.meetings import ITEM_FIELDS
from planning.forms.minutes import ITEMS, MinutesEditor, values_of

GONE = "(bod smazán)"


class Difference(NamedTuple):
    label: str
    mine: str
    stored: str


def is_the_same(editor: MinutesEditor, meeting: Meeting) -> bool:
    """A button clicked twice, or an answer that got lost, loses against itself; new points have no key yet."""
    mine, stored = editor.values(), values_of(meeting)
    points = [{name: row[name] for name in row if name != "key"} for row in mine.pop(ITEMS)]
    kept = [{name: row[name] for name in points[0]} for row in stored[ITEMS]] if points else stored[ITEMS]
    return points == kept and all(stored[name] == text for name, text in mine.items())


def differences(editor: MinutesEditor, meeting: Meeting) -> list[Difference]:
    mine, stored = editor.values(), values_of(meeting)
    found = [
        Difference(editor.form.fields[name].label, text, stored[name])
        for name, text in mine.items()
        if name != ITEMS and text != stored[name]
    ]
    own = {row.get("key"): row for row in mine[ITEMS]}
    for number, row in enumerate(stored[ITEMS], start=1):
        typed = own.get(row["key"])
        if typed is None or any(typed[name] != row[name] for name in ITEM_FIELDS if name in typed):
            found.append(Difference(f"Bod {number}", _said(typed) if typed else GONE, _said(row)))
    return found


def _said(row: dict) -> str:
    matter = "" if row["matter"] == Matter.OTHER else str(Matter(row["matter"]).label)
    return "\n".join(filter(None, [matter, row["title"], row["presenter_text"], row.get("note", "")]))


def put_together(data: QueryDict, meeting: Meeting) -> QueryDict:
    """What was typed here, and behind it the points that only somebody else has."""
    data = data.copy()
    data["revision"] = str(meeting.revision)
    total = total_of(data, ITEMS)
    own = {data.get(f"{ITEMS}-{number}-key") for number in range(total)}
    for row in meeting.agenda_items.all():
        if str(row.key) not in own:
            data[f"{ITEMS}-{total}-key"] = str(row.key)
            for name in ITEM_FIELDS:
                data[f"{ITEMS}-{total}-{name}"] = getattr(row, name)
            total += 1
    data[f"{ITEMS}-TOTAL_FORMS"] = str(total)
    return data
