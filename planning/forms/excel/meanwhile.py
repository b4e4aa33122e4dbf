"""What others have changed in events since the workbook was made, cell by cell."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from agreements.history.events import event_model
from partnerships.models import Event

Texts = dict[str, str]
KEPT = "Od stažení sešitu někdo změnil: {}. Jeho úpravy zůstanou."
LOST = "Od stažení sešitu totéž změnil i někdo jiný: {}. Uložením jeho úpravu přepíšete."
UNKNOWN = "Událost od stažení sešitu někdo změnil. Zkontrolujte, že se tím jeho úpravy neruší."


def as_sent(keyed: Iterable[tuple[Event, int]], texts_of: Callable[[Event], Texts]) -> dict[int, list[Texts]]:
    """Of events that have got past the revision of the workbook: all that their cells said in that revision.

    The history keeps each change, also one that raised no revision; which of them the workbook saw, nobody knows.
    """
    older = {event.pk: revision for event, revision in keyed if event.revision != revision}
    found = defaultdict(list)
    if older:
        rows = event_model(Event).objects.filter(pgh_obj__in=older, revision__in=set(older.values()))
        for row in rows.select_related("partnership", "group").order_by("pgh_id"):
            if row.revision == older[row.pgh_obj_id]:
                found[row.pgh_obj_id].append(texts_of(row))
    return found


def merged(was: Texts, typed: Texts, then: list[Texts]) -> Texts:
    """What the event is to say: a cell that says what it said when the workbook was made was not touched."""
    touched = {name: text for name, text in typed.items() if all(text != one[name] for one in then)}
    return {**was, **touched}


def warnings_of(was: Texts, now: Texts, then: list[Texts], headings: dict[str, str]) -> list[str]:
    """What the person should know who is about to change such an event from `was` to `now`."""
    if not then:
        return [UNKNOWN]
    others = [name for name in was if all(was[name] != one[name] for one in then)]
    said = {
        LOST: [headings[name] for name in others if now[name] != was[name]],
        KEPT: [headings[name] for name in others if now[name] == was[name]],
    }
    return [text.format(", ".join(names)) for text, names in said.items() if names]
