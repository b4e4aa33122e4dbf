"""Fields that take what Czech people type and offer what the vocabularies say."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from partnerships.czech import format_number

NOT_CHOSEN = "nevybráno"


def name_blank_choices(form: forms.BaseForm) -> None:
    """Words where Django draws dashes, which a screen reader spells out."""
    for field in form.fields.values():
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(value, label if value else NOT_CHOSEN) for value, label in field.choices]


class OfferedField(forms.ModelChoiceField):
    """A row of a vocabulary or a person; the rows come from outside, so that many fields share one query."""

    def __init__(self, model: type[models.Model], **kwargs):
        super().__init__(model._default_manager.none(), required=False, empty_label=NOT_CHOSEN, **kwargs)
        self.offered: dict[str, models.Model] = {}

    def offer(self, queryset: models.QuerySet, rows: list[models.Model]) -> None:
        self.queryset = queryset
        self.offered = {str(row.pk): row for row in rows}
        self.widget.choices = [("", NOT_CHOSEN), *((row.pk, str(row)) for row in rows)]

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.offered[str(value)]


class CzechDecimalField(forms.DecimalField):
    """1 234,5 with any spaces; a point will do too."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"\s", "", value).replace("\u2212", "-").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, Decimal) else value


class YearField(forms.IntegerField):
    """A year of an agreement or of a plan; what is out of them is a slip of the finger."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(min_value=1990, max_value=2099, **kwargs)
        for validator in self.validators:
            validator.message = "Zkontrolujte rok, měl by být mezi 1990 a 2099."

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}


def year(label: str, **kwargs) -> YearField:
    return YearField(label=label, widget=forms.TextInput, **kwargs)
