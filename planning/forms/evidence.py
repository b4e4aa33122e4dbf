from django import forms

from agreements.vocabulary import OutputCode
from partnerships.forms import CzechDateField, UploadField


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


class DeviationForm(forms.Form):
    reason = forms.CharField(label="Důvod", max_length=5000, widget=forms.Textarea({"rows": 4}))
    remedy = forms.CharField(
        label="Přijaté opatření", required=False, max_length=5000, widget=forms.Textarea({"rows": 4})
    )
    responsible = forms.CharField(label="Odpovídá", required=False, max_length=200)
    due_text = forms.CharField(
        label="Do kdy", required=False, max_length=100, help_text="Například do konce června 2024"
    )
