"""Minutes that somebody else saved meanwhile: what differs, and the form put together so that nothing is lost."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import QueryDict

from agreements.forms.row_changes import total_of
from agreements.versioning.words import PieceKind, shortened, word_pieces
from partnerships.models import AgendaItem, Meeting
from partnerships.vocabulary import Matter
from planning.actions.meetings import ITEM_FIELDS
from planning.forms.minutes import ITEMS, MinutesEditor, values_of

ORDER = "poradi"
DELETED_HERE = "Bod jste smazali."
DELETED_THERE = "Bod mezitím někdo smazal. Ve formuláři zůstal a uložením se vrátí."
ADDED_THERE = "Bod přidal někdo jiný. Ve formuláři je na konci."


class Part(NamedTuple):
    text: str
    is_only_here: bool = False

    @property
    def words(self) -> str:
        return self.text.rstrip()

    @property
    def space_after(self) -> str:
        return self.text[len(self.words) :]


class Difference(NamedTuple):
    """`place` is what the button that takes the stored wording over is called; a note stands where a text is none."""

    place: str
    label: str
    mine: str
    stored: str
    my_note: str = ""
    stored_note: str = ""
    may_take_over: bool = True

    @property
    def my_parts(self) -> list[Part]:
        return self._parts(self.mine, PieceKind.REMOVED)

    @property
    def stored_parts(self) -> list[Part]:
        return self._parts(self.stored, PieceKind.ADDED)

    def _parts(self, text: str, own: PieceKind) -> list[Part]:
        """Whole where there is nothing to compare with."""
        if not (self.mine and self.stored):
            return [Part(text)]
        pieces = shortened(word_pieces(self.mine, self.stored))
        return [Part(one.text, one.kind == own) for one in pieces if one.kind in {PieceKind.SAME, own}]


class Typed(NamedTuple):
    """What stands in the form, whether it can be saved or not."""

    texts: dict[str, str]
    rows: list[dict[str, str]]  # points that stay, with their keys
    deleted: set[str]


def typed_in(editor: MinutesEditor) -> Typed:
    rows = [row for row in editor.rows[ITEMS] if row.has_changed() or row.is_deleted()]
    return Typed(
        {name: _plain(editor.form[name].value()) for name in editor.form._meta.fields},
        [_columns(row) for row in rows if not row.is_deleted()],
        {_plain(row["key"].value()) for row in rows if row.is_deleted()},
    )


def _columns(row) -> dict[str, str]:
    names = ["key", *(name for name in ITEM_FIELDS if name in row.fields)]
    values = {name: _plain(row[name].value()) for name in names}
    return values | {"matter": values["matter"] or str(Matter.OTHER)}


def _plain(value) -> str:
    return "\n".join(str(value or "").strip().splitlines())


def _stored_in(meeting: Meeting) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Texts, and the points by their keys."""
    values = values_of(meeting)
    rows = [{name: _plain(text) for name, text in row.items()} for row in values.pop(ITEMS)]
    return {name: _plain(text) for name, text in values.items()}, {row["key"]: row for row in rows}


def is_the_same(editor: MinutesEditor, meeting: Meeting) -> bool:
    """A button clicked twice, or an answer that got lost, loses against itself; new points have no key yet."""
    typed, (texts, stored) = typed_in(editor), _stored_in(meeting)
    is_as_stored = all(texts[name] == text for name, text in typed.texts.items())
    pairs = zip(typed.rows, stored.values(), strict=False)
    return is_as_stored and len(typed.rows) == len(stored) and all(_agree(*pair) for pair in pairs)


def _agree(mine: dict[str, str], stored: dict[str, str]) -> bool:
    return all(stored[name] == text for name, text in mine.items() if name != "key")


def differences(editor: MinutesEditor, meeting: Meeting) -> list[Difference]:
    typed, (texts, stored) = typed_in(editor), _stored_in(meeting)
    found = [
        Difference(name, editor.form.fields[name].label, text, texts[name])
        for name, text in typed.texts.items()
        if text != texts[name]
    ]
    return [*found, *_of_points(typed, stored), *_of_order(typed.rows, stored)]


def _of_points(typed: Typed, stored: dict[str, dict[str, str]]) -> Iterator[Difference]:
    mine = {row["key"]: row for row in typed.rows if row["key"]}
    for key, row in stored.items():
        label = f"Bod „{_name(row)}“"
        if key in mine and not _agree(mine[key], row):
            yield Difference(key, label, _said(mine[key]), _said(row))
        elif key in typed.deleted:
            yield Difference(key, label, "", _said(row), my_note=DELETED_HERE)
        elif key not in mine:
            yield Difference(key, label, "", _said(row), my_note=ADDED_THERE, may_take_over=False)
    for key, row in mine.items():
        if key not in stored:
            yield Difference(key, f"Bod „{_name(row)}“", _said(row), "", stored_note=DELETED_THERE)


def _of_order(rows: list[dict[str, str]], stored: dict[str, dict[str, str]]) -> Iterator[Difference]:
    mine = [row for row in rows if row["key"] in stored]
    keys = {row["key"] for row in mine}
    theirs = [row for row in stored.values() if row["key"] in keys]
    if [row["key"] for row in mine] != [row["key"] for row in theirs]:
        yield Difference(ORDER, "Pořadí bodů", _listed(mine), _listed(theirs), may_take_over=False)


def _listed(rows: list[dict[str, str]]) -> str:
    return "\n".join(f"{number}. {_name(row)}" for number, row in enumerate(rows, start=1))


def _name(row: dict[str, str]) -> str:
    return str(AgendaItem(matter=row["matter"], title=row["title"]))


def _said(row: dict[str, str]) -> str:
    matter = "" if row["matter"] == Matter.OTHER else str(dict(Matter.choices).get(row["matter"], ""))
    return "\n".join(filter(None, [matter, row["title"], row["presenter_text"], row.get("note", "")]))


# --- Putting together ---------------------------------------------------------------------------------------


def put_together(data: QueryDict, meeting: Meeting) -> QueryDict:
    """What was typed here, and behind it the points that only somebody else has."""
    data = data.copy()
    data["revision"] = str(meeting.revision)
    own = {data.get(f"{ITEMS}-{number}-key") for number in range(total_of(data, ITEMS))}
    for row in meeting.agenda_items.all():
        if str(row.key) not in own:
            _write_row(data, total_of(data, ITEMS), row)
    return data


def taken_over(data: QueryDict, meeting: Meeting, place: str) -> QueryDict:
    """The stored wording of one place instead of the typed one; what is stored nowhere goes."""
    data = data.copy()
    if place in values_of(meeting):
        data[place] = getattr(meeting, place)
        return data
    stored = {str(row.key): row for row in meeting.agenda_items.all()}
    for number in range(total_of(data, ITEMS)):
        if data.get(f"{ITEMS}-{number}-key") == place:
            data.pop(f"{ITEMS}-{number}-DELETE", None)
            if place in stored:
                _write_row(data, number, stored[place])
            else:
                data[f"{ITEMS}-{number}-DELETE"] = "on"
    return data


def _write_row(data: QueryDict, number: int, row: AgendaItem) -> None:
    data[f"{ITEMS}-{number}-key"] = str(row.key)
    for name in ITEM_FIELDS:
        data[f"{ITEMS}-{number}-{name}"] = getattr(row, name)
    data[f"{ITEMS}-TOTAL_FORMS"] = str(max(total_of(data, ITEMS), number + 1))
