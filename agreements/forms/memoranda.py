"""What people type about memoranda of cooperation."""

from django import forms

from agreements.forms.adoption import IN_FUTURE
from agreements.forms.sections import PLAUSIBLE, FieldsForm
from agreements.models import Memorandum
from partnerships.forms import CzechDateField


class MemorandumForm(FieldsForm):
    """Its dates stand in no fixed order, so none is compared with another here."""

    dated_on = CzechDateField(label="Ze dne", required=False, validators=PLAUSIBLE)
    approved_on = CzechDateField(
        label="Schváleno zastupitelstvem dne", required=False, help_text="", validators=PLAUSIBLE
    )
    signed_on = CzechDateField(label="Podepsáno dne", required=False, help_text="", validators=PLAUSIBLE)

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
        if not self.errors and not any(data.values()):
            self.add_error("dated_on", "Vyplňte aspoň datum nebo znění odkazu.")
        return data


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
