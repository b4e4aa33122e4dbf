from django import forms


class ChangesForm(forms.Form):
    """Which two versions; `choices` are (value in the address, label)."""

    od = forms.ChoiceField(label="Původní znění")
    do = forms.ChoiceField(label="Nové znění")

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["od"].choices = self.fields["do"].choices = choices


class CompareForm(ChangesForm):
    vse = forms.BooleanField(label="Zobrazit i to, co se neliší", required=False)
