"""To whom the minutes go for comments, the comments and their settlement."""

import uuid
from datetime import date

from django import forms

from partnerships.forms import CzechDateField
from partnerships.models import AgendaItem
from planning.circulation import COMMENTS_FOR, LASTS, Recipient


class CirculationForm(forms.Form):
    """People are chosen by the key of their attendance; who has no address cannot be."""

    recipients = forms.MultipleChoiceField(
        label="Komu zápis poslat",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vyberte aspoň jednoho příjemce.",
            "invalid_choice": "Účast se mezitím změnila. Vyberte příjemce ze seznamu znovu.",
        },
    )
    until = CzechDateField(label="Připomínky do")
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offered: list[Recipient], today: date, seen, **kwargs):
        super().__init__(*args, initial={"until": today + COMMENTS_FOR}, **kwargs)
        self.today = today
        self.by_key = {one.key: one for one in offered if one.email}
        choices = [(key, f"{one.name} ({one.email})") for key, one in self.by_key.items()]
        self.fields["recipients"].choices = choices
        self.fields["recipients"].initial = list(self.by_key)
        self.fields["seen"].initial = seen.isoformat() if seen else ""

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day < self.today:
            raise forms.ValidationError("Lhůta musí skončit nejdřív dnes.")
        if day > self.today + LASTS:
            raise forms.ValidationError(f"Odkaz v e-mailu platí {LASTS.days} dnů, zvolte dřívější den.")
        return day

    def chosen(self) -> list[Recipient]:
        return [self.by_key[key] for key in self.cleaned_data["recipients"]]


class CommentForm(forms.Form):
    """The point is chosen by its key."""

    item = forms.ChoiceField(label="K čemu", required=False)
    text = forms.CharField(label="Připomínka", max_length=5000, widget=forms.Textarea({"rows": 4}))
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, items: list[AgendaItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(item.key): item for item in items}
        self.fields["item"].choices = [
            ("", "k celému zápisu"),
            *((key, str(one)) for key, one in self.by_key.items()),
        ]

    def clean_item(self) -> AgendaItem | None:
        return self.by_key.get(self.cleaned_data["item"])


class SettleForm(forms.Form):
    answer = forms.CharField(
        label="Jak jste připomínku vypořádali",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Například zapracováno, nebo proč zapracovat nejde.",
    )
