from django import forms

from partnerships.forms import CzechDateField


class SubmitForm(forms.Form):
    on = CzechDateField(label="Předloženo zastupitelstvu dne")
    is_confirmed = forms.BooleanField(
        label="Zastupitelstvu byla předložena zpráva právě v tomto znění",
        error_messages={"required": "Potvrďte, že jde o toto znění zprávy."},
    )


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
