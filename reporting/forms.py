from django import forms

from partnerships.forms import CzechDateField


class SubmitForm(forms.Form):
    on = CzechDateField(label="Předloženo zastupitelstvu dne")
    is_confirmed = forms.BooleanField(
        label="Zastupitelstvu byla předložena zpráva právě v tomto znění",
        error_messages={"required": "Potvrďte, že jde o toto znění zprávy."},
    )
