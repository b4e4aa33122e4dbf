from django import forms

from agreements.history import SYSTEM, Choice, History
from agreements.vocabulary import Section
from partnerships.forms import CzechDateField

NO_DAY = {"invalid": "Napište datum jako 15. 3. 2023."}


class HistoryFilter(forms.Form):
    """Whose names are offered is known once the history is read: see `offer`."""

    kdo = forms.IntegerField(label="Kdo", required=False, min_value=0, widget=forms.Select)
    oddil = forms.ChoiceField(
        label="Oddíl", required=False, choices=[("", "všechny oddíly"), *Section.choices]
    )
    od = CzechDateField(label="Od", required=False, help_text="", error_messages=NO_DAY)
    do = CzechDateField(label="Do", required=False, help_text="", error_messages=NO_DAY)

    @property
    def choice(self) -> Choice:
        """A field that makes no sense says so and chooses nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        section = Section(chosen["oddil"]) if chosen.get("oddil") else None
        return Choice(chosen.get("kdo"), section, chosen.get("od"), chosen.get("do"))

    def offer(self, history: History) -> None:
        people = sorted((str(person), pk) for pk, person in history.people.items())
        choices = [("", "všichni"), *((pk, name) for name, pk in people)]
        if history.has_system:
            choices.append((0, SYSTEM))
        self.fields["kdo"].widget.choices = choices
