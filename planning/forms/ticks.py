"""Ticks as the browser sends them: checked by the fields of the very rows they belong to."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from partnerships.models import Attendance
from partnerships.vocabulary import Presence
from planning.actions.attendance import Refusal, Tick, stored_value
from planning.forms.attendance import AttendanceSheet
from planning.forms.attendance_rows import Row, as_contact

MOST_TICKS = 200
UNKNOWN_ROW = "Tento řádek už v účasti není. Načtěte stránku znovu."


class ReadTicks(NamedTuple):
    ticks: list[Tick]
    refused: list[Refusal]


def sent_ticks(body: bytes) -> list[dict] | None:
    """None of what no page of ours sends."""
    try:
        ticks = json.loads(body)["zaznamy"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_list = isinstance(ticks, list) and 0 < len(ticks) <= MOST_TICKS
    return ticks if is_list and all(map(is_tick, ticks)) else None


def is_tick(one) -> bool:
    if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in ("radek", "pole")):
        return False
    values = (one.get("bylo", ""), one.get("hodnota", ""))
    return all(isinstance(value, str) or is_guest(value) for value in values)


def is_guest(value) -> bool:
    return value is None or (
        isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    )


def read_ticks(sheet: AttendanceSheet, sent: list[dict]) -> ReadTicks:
    read = ReadTicks([], [])
    for one in sent:
        row = sheet.row_to_tick(one["radek"])
        try:
            if row is None:
                raise ValidationError(UNKNOWN_ROW)
            read.ticks.append(_tick(sheet, row, one))
        except ValidationError as problem:
            read.refused.append(Refusal(one["radek"], one["pole"], " ".join(problem.messages)))
    return read


def _tick(sheet: AttendanceSheet, row: Row, sent: dict) -> Tick:
    name, value = sent["pole"], sent.get("hodnota", "")
    if name == "is_here" and not (row.seat or row.role):
        fields = _guest(sheet, row, value) if value else row.base
        return Tick(row.name, fields, name, None, bool(value))
    if name not in row.form.fields or name == "is_removed" or not isinstance(value, str):
        raise ValidationError(UNKNOWN_ROW)
    field = row.form.fields[name]
    return Tick(row.name, row.base, name, _clean_or_none(field, sent.get("bylo", "")), field.clean(value))


def _clean_or_none(field, text) -> Any:
    try:
        return field.clean(text)
    except ValidationError:
        return None


def _guest(sheet: AttendanceSheet, row: Row, sent: dict) -> dict[str, Any]:
    """Fields of somebody added in the browser; a person of the contacts is told by the whole text."""
    fields = row.form.fields
    name = fields["name_text"].clean(sent.get("name_text", "")) if "name_text" in fields else ""
    if not name and not row.person:
        raise ValidationError("Napište jméno.")
    organisation = sent.get("organisation_text", "")
    if "organisation_text" in fields:
        organisation = fields["organisation_text"].clean(organisation)
    contact = {} if row.known else as_contact(name, sheet.contacts)
    holders = {one.seat.holder_id: one for one in sheet.seats if one.seat.holder_id}
    if contact and contact["person"].pk in holders:
        seat = holders[contact["person"].pk].label
        raise ValidationError(f"{contact['person']} je mezi členy, označte místo „{seat}“.")
    return {**row.base, "name_text": name, "organisation_text": organisation, **contact}


def stored_text(value) -> str:
    """A value as the field of the page holds it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return str(value).replace(".", ",") if value is not None and not isinstance(value, str) else value or ""


def values_of(sheet: AttendanceSheet, stored: Iterable[Attendance]) -> dict[str, dict[str, str]]:
    """What is stored now, by row: other people's ticks too."""
    fields = ("presence", "name_text", "organisation_text", "is_online", *sheet.hours)
    unsaid = {row.name: Attendance(role_present=row.role, name_text=row.holder) for row in sheet.of_places}
    said = {sheet.name_of(one): one for one in stored}
    return {
        name: {
            "osoba": "on" if one.person_id else "",
            **{field: stored_text(stored_value(one, field)) for field in fields},
        }
        for name, one in {**unsaid, **said}.items()
    }


def said(field: str, value) -> str:
    """A stored value in words, for the sentence about a conflict."""
    if field == "presence" and not value:
        return "bez záznamu"
    labels = {**dict(Presence.choices), True: "ano", False: "ne", "": "nic", None: "nic"}
    return str(labels.get(value, stored_text(value)))
