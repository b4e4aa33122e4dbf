import re

from django import forms
from django.core.exceptions import ValidationError

from partnerships.czech import format_date, format_time


class CzechDateInput(forms.DateInput):
    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value):
        return value if value is None or isinstance(value, str) else format_date(value)


class CzechDateField(forms.DateField):
    """15. 3. 2023 typed with any spaces or none; ISO too."""

    widget = CzechDateInput
    input_formats = ("%d.%m.%Y", "%Y-%m-%d")

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Například 15. 3. 2023")
        kwargs.setdefault("input_formats", self.input_formats)
        super().__init__(**kwargs)

    def to_python(self, value):
        return super().to_python(re.sub(r"\s", "", value) if isinstance(value, str) else value)


class CzechTimeInput(forms.TimeInput):
    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value):
        return value if value is None or isinstance(value, str) else format_time(value)


class CzechTimeField(forms.TimeField):
    """9:00, 9.00 or just 9; shown as people here write it."""

    input_formats = ("%H:%M", "%H.%M", "%H")

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Například 9:00")
        kwargs.setdefault("input_formats", self.input_formats)
        kwargs.setdefault("error_messages", {"invalid": "Napište čas jako 9:00."})
        super().__init__(widget=CzechTimeInput, **kwargs)

    def to_python(self, value):
        return super().to_python(re.sub(r"\s", "", value) if isinstance(value, str) else value)


class PeriodMixin(forms.Form):
    valid_from = CzechDateField(label="Od", required=False)
    valid_to = CzechDateField(label="Do", required=False, help_text="Nechte prázdné, pokud to trvá.")

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Konec nemůže být dřív než začátek.")
        return data


class EndForm(forms.Form):
    valid_to = CzechDateField(label="Poslední den")

    def __init__(self, *args, starts_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_valid_to(self):
        last = self.cleaned_data["valid_to"]
        if self.starts_on and last < self.starts_on:
            raise ValidationError("Konec nemůže být dřív než začátek.")
        return last
