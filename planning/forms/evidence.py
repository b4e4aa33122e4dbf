from django import forms

from agreements.vocabulary import OutputCode
from partnerships.forms import CzechDateField
from partnerships.vocabulary import Matter
from planning.forms.events import UploadField

SEVEN_MATTERS = [choice for choice in Matter.choices if choice[0] != Matter.OTHER]


class EvidenceForm(forms.Form):
    output = forms.ChoiceField(label="Co soubor dokládá")
    upload = UploadField(label="Soubor")
    delivered_on = CzechDateField(
        label="Odevzdáno dne", help_text="Den, kdy výstup vznikl, ne kdy ho nahráváte. Například 15. 3. 2023"
    )

    def __init__(self, *args, codes: list[OutputCode], today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["output"].choices = [(code.value, code.label) for code in codes]

    def clean_delivered_on(self):
        day = self.cleaned_data["delivered_on"]
        if day > self.today:
            raise forms.ValidationError("Datum je v budoucnosti.")
        return day


class MinutesForm(forms.Form):
    matters = forms.MultipleChoiceField(
        label="Co se projednávalo",
        required=False,
        choices=SEVEN_MATTERS,
        widget=forms.CheckboxSelectMultiple,
    )
    other_items = forms.CharField(
        label="Další body jednání",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Každý bod na nový řádek.",
    )
    minutes_text = forms.CharField(
        label="Zápis", required=False, max_length=100_000, widget=forms.Textarea({"rows": 10})
    )
    conclusions = forms.CharField(
        label="Závěry", required=False, max_length=20_000, widget=forms.Textarea({"rows": 4})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_other_items(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["other_items"].splitlines()]
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError("Bod jednání má nejvýše 200 znaků, rozdělte ho.")
        return [line for line in lines if line]


class DeviationForm(forms.Form):
    reason = forms.CharField(label="Důvod", max_length=5000, widget=forms.Textarea({"rows": 4}))
    remedy = forms.CharField(
        label="Přijaté opatření", required=False, max_length=5000, widget=forms.Textarea({"rows": 4})
    )
    responsible = forms.CharField(label="Odpovídá", required=False, max_length=200)
    due_text = forms.CharField(
        label="Do kdy", required=False, max_length=100, help_text="Například do konce června 2024"
    )
