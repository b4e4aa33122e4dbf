from django import forms


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="Důvod",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Co je potřeba opravit. Důvod uvidí každý, kdo vidí událost, a přijde manažerovi/ce.",
    )
