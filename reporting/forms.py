from django import forms
from django.utils.text import capfirst

from partnerships.forms import CzechDateField
from partnerships.unit_words import Cases


class SubmitForm(forms.Form):
    on = CzechDateField(label="Předloženo dne")
    is_confirmed = forms.BooleanField(error_messages={"required": "Potvrďte, že jde o toto znění zprávy."})

    def __init__(self, *args, body: Cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label = f"Předloženo {body.dative} dne"
        confirmed = f"{body.dative} byla předložena zpráva právě v tomto znění"
        self.fields["is_confirmed"].label = capfirst(confirmed)


class PublicTextForm(forms.Form):
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    body = forms.CharField(
        label="Text",
        max_length=50_000,
        widget=forms.Textarea({"rows": 25}),
        help_text=(
            "Odstavce oddělte prázdným řádkem, nadpis uveďte znaky ##, položku seznamu pomlčkou, tučné písmo dvěma "
            "hvězdičkami z obou stran."
        ),
    )
