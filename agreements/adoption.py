"""What stands beside a version's content: its parts, their stored values and how people read them."""

from datetime import date
from typing import NamedTuple

from django.db import models

from agreements.models import AgreementVersion, Approval, PartnershipOpinion, Signature, StatedStart
from agreements.vocabulary import Side
from partnerships.czech import format_date


class Part(NamedTuple):
    """One row beside the version; `place` tells it from the other rows of its model."""

    label: str
    model: type[models.Model]
    place: dict
    fields: tuple[str, ...]


APPROVAL = ("decided_on", "resolution_number", "body_text")
SIGNATURE = ("signed_on", "place_text", "function_text")
PARTS = {
    "approval_unit": Part("Schválení územním celkem", Approval, {"side": Side.UNIT}, APPROVAL),
    "approval_asz": Part("Schválení na straně ASZ", Approval, {"side": Side.ASZ}, APPROVAL),
    "signature_unit": Part("Podpis za územní celek", Signature, {"side": Side.UNIT}, SIGNATURE),
    "signature_asz": Part("Podpis za ASZ", Signature, {"side": Side.ASZ}, SIGNATURE),
    "opinion": Part(
        "Stanovisko lokálního partnerství",
        PartnershipOpinion,
        {},
        ("result", "discussed_on", "mode", "given_by", "text"),
    ),
    "start": Part("Stanovený začátek", StatedStart, {}, ("starts_on", "reason")),
}


def adoption_values(version: AgreementVersion) -> dict[str, dict | None]:
    """By part, as its form shows it and `complete_adoption` takes it; None where there is no row."""
    return {name: _stored(version, part) for name, part in PARTS.items()}


def adoption_lines(values: dict[str, dict | None]) -> dict[str, str]:
    """Every value under a name of its own, in words."""
    return {
        f"{PARTS[name].label} – {PARTS[name].model._meta.get_field(field).verbose_name}": _in_words(
            PARTS[name].model._meta.get_field(field), row[field] if row else None
        )
        for name, row in values.items()
        for field in PARTS[name].fields
    }


def _stored(version, part: Part) -> dict | None:
    row = part.model.objects.filter(version=version, **part.place).values(*part.fields).first()
    return dict(row) if row else None


def _in_words(field, value) -> str:
    if isinstance(value, date):
        return format_date(value)
    return str(dict(field.flatchoices).get(value, value)) if value else ""
