import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from localflavor.cz.forms import CZICNumberField


def validate_ico(value: str) -> None:
    """Eight digits with a valid check digit; leading zeros count (domain.md 7.5)."""
    if not re.fullmatch(r"[0-9]{8}", value):
        raise ValidationError("IČO má osm číslic včetně nul na začátku.")
    try:
        CZICNumberField().clean(value)
    except ValidationError as problem:
        raise ValidationError("IČO nemá správnou kontrolní číslici, zkontrolujte překlep.") from problem


def validate_postal_code(value: str) -> None:
    if not re.fullmatch(r"[0-9]{5}", value):
        raise ValidationError("PSČ má pět číslic, například 430 01.")


class PasswordLengthValidator(MinimumLengthValidator):
    """Django's own sentence about a short password has no Czech translation in 5.2."""

    def get_error_message(self):
        return f"Heslo je příliš krátké. Musí mít aspoň {self.min_length} znaků."


# a field of Django 5.2's own for addresses asks each form how it should complete them
validate_web = URLValidator(schemes=["http", "https"])
