"""What stands beside a version's content: its parts, their stored values and how people read them."""

from datetime import date
from typing import NamedTuple

from django.db import models

from agreements.models import (
    AgreementVersion,
    Approval,
    FileReference,
    PartnershipOpinion,
    Signature,
    StatedStart,
)
from agreements.vocabulary import Side
from partnerships.czech import format_date


class Part(NamedTuple):
    """One row beside the version; `place` tells it from the other rows of its model."""

    label: str
    model: type[models.Model]
    place: dict
    fields: tuple[str, ...]
    kept: tuple[str, ...] = ()  # never emptied in a version concluded here, agreed or in force


APPROVAL = ("decided_on", "resolution_number", "body_text")
SIGNATURE = ("signed_on", "place_text", "function_text")
REFERENCE = ("reference_number", "file_mark")
DATE_AND_NUMBER = ("decided_on", "resolution_number")
PARTS = {
    "approval_unit": Part(
        "Schválení územním celkem", Approval, {"side": Side.UNIT}, APPROVAL, DATE_AND_NUMBER
    ),
    "approval_asz": Part("Schválení na straně ASZ", Approval, {"side": Side.ASZ}, APPROVAL, ("decided_on",)),
    "signature_unit": Part(
        "Podpis za územní celek", Signature, {"side": Side.UNIT}, SIGNATURE, ("signed_on",)
    ),
    "signature_asz": Part("Podpis za ASZ", Signature, {"side": Side.ASZ}, SIGNATURE, ("signed_on",)),
    "opinion": Part(
        "Stanovisko lokálního partnerství",
        PartnershipOpinion,
        {},
        ("result", "discussed_on", "mode", "given_by", "text"),
        ("result", "discussed_on"),
    ),
    "start": Part("Stanovený začátek", StatedStart, {}, ("starts_on", "reason")),
    "reference_unit": Part("Spis územního celku", FileReference, {"side": Side.UNIT}, REFERENCE),
    "reference_asz": Part("Spis ASZ", FileReference, {"side": Side.ASZ}, REFERENCE),
}
# Whose each part is; the opinion and the start are the unit's to write.
PARTS_OF_SIDE = {
    Side.UNIT: frozenset({"approval_unit", "signature_unit", "opinion", "start", "reference_unit"}),
    Side.ASZ: frozenset({"approval_asz", "signature_asz", "reference_asz"}),
}
FILE_REFERENCES = {Side.UNIT: "reference_unit", Side.ASZ: "reference_asz"}


def adoption_values(version: AgreementVersion) -> dict[str, dict | None]:
    """By part, as its form shows it and `complete_adoption` takes it; None where there is no row."""
    rows = {model: _rows(version, model) for model in {part.model: None for part in PARTS.values()}}
    return {name: rows[part.model].get(part.place.get("side")) for name, part in PARTS.items()}


def _rows(version, model) -> dict[str | None, dict]:
    """By side, or under None where the version has one row of the model."""
    part = next(part for part in PARTS.values() if part.model is model)
    found = model.objects.filter(version=version).values(*part.fields, *part.place)
    return {row.pop("side", None): row for row in map(dict, found)}


def adoption_lines(values: dict[str, dict | None]) -> dict[str, str]:
    """Every value under a name of its own, in words."""
    return {
        f"{PARTS[name].label} – {PARTS[name].model._meta.get_field(field).verbose_name}": _in_words(
            PARTS[name].model._meta.get_field(field), row[field] if row else None
        )
        for name, row in values.items()
        for field in PARTS[name].fields
    }


def _in_words(field, value) -> str:
    if isinstance(value, date):
        return format_date(value)
    return str(dict(field.flatchoices).get(value, value)) if value else ""
