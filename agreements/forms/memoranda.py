"""What people type about memoranda of cooperation."""

from datetime import date

from django import forms

from agreements.comparison import Difference, differences
from agreements.forms.adoption import IN_FUTURE
from agreements.forms.sections import PLAUSIBLE, FieldsForm
from agreements.models import Memorandum
from partnerships.czech import format_date
from partnerships.forms import CzechDateField


class MemorandumForm(FieldsForm):
    """Its dates stand in no fixed order, so none is compared with another here."""

    dated_on = CzechDateField(label="Ze dne", required=False, validators=PLAUSIBLE)
    approved_on = CzechDateField(
        label="Schváleno zastupitelstvem dne", required=False, help_text="", validators=PLAUSIBLE
    )
    signed_on = CzechDateField(label="Podepsáno dne", required=False, help_text="", validators=PLAUSIBLE)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Memorandum
        fields = ("dated_on", "approved_on", "signed_on", "reference_text")
        help_texts = {
            "reference_text": "Jak se na ně dokumenty odvolávají, například „Memorandum ze dne 2. 11. 2021“."
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        data = super().clean()
        for name in ("approved_on", "signed_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, IN_FUTURE)
        if not self.errors and not any(data[name] for name in self.Meta.fields):
            self.add_error("dated_on", "Vyplňte aspoň datum nebo znění odkazu.")
        return data

    def differences_from(self, stored: Memorandum) -> list[Difference]:
        values = {name: getattr(stored, name) for name in self.Meta.fields}
        return differences(self._lines(self.cleaned_data), self._lines(values))

    def _lines(self, values: dict) -> dict[str, str]:
        return {
            str(self.fields[name].label): format_date(values[name])
            if isinstance(values[name], date)
            else values[name] or ""
            for name in self.Meta.fields
        }


class ChooseMemorandumForm(forms.Form):
    memorandum = forms.ModelChoiceField(
        Memorandum.objects.none(), label="Memorandum", required=False, empty_label="žádné"
    )
    reason = forms.CharField(
        label="Proč se mění", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, memoranda, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["memorandum"].queryset = memoranda
        if not needs_reason:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
