"""What of the calendar is shown: a month, one kind, one unit. What makes no sense shows everything."""

from datetime import date

from django import forms
from django.utils.datastructures import MultiValueDict

from partnerships.models import TerritorialUnit
from planning.vocabulary import EntryKind


class CalendarFilter(forms.Form):
    druh = forms.ChoiceField(
        label="Co zobrazit", required=False, choices=[("", "všechno"), *EntryKind.choices]
    )
    celek = forms.ChoiceField(label="Územní celek", required=False)
    mesic = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: MultiValueDict, *, units: list[TerritorialUnit], today: date):
        super().__init__(data)
        self.units, self.today = units, today
        if len(units) > 1:
            self.fields["celek"].choices = [("", "všechny"), *((str(one.pk), str(one)) for one in units)]
        else:
            del self.fields["celek"]
        self.is_valid()

    @property
    def kinds(self) -> list[EntryKind] | None:
        chosen = self.cleaned_data.get("druh")
        return [EntryKind(chosen)] if chosen else None

    @property
    def chosen_units(self) -> list[TerritorialUnit]:
        chosen = self.cleaned_data.get("celek")
        return [one for one in self.units if str(one.pk) == chosen] if chosen else self.units

    @property
    def month(self) -> date:
        """Its first day: `mesic` is „2026-11“."""
        try:
            month = date.fromisoformat(f"{self.cleaned_data.get('mesic', '')}-01")
        except ValueError:
            return self.today.replace(day=1)
        return month if 2000 <= month.year < 2100 else self.today.replace(day=1)

    @property
    def query(self) -> dict[str, str]:
        """What the links to another month or year carry on."""
        return {name: self.cleaned_data[name] for name in ("druh", "celek") if self.cleaned_data.get(name)}
