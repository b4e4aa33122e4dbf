from django import forms

from partnerships.forms.dates import CzechDateField
from partnerships.models import LocalPartnership, WorkingGroup


class DayForm(forms.Form):
    den = CzechDateField(label="Složení ke dni", required=False, help_text="")


class PartnershipForm(forms.ModelForm):
    founded_on = CzechDateField(label="Datum vzniku", required=False)
    dissolved_on = CzechDateField(
        label="Datum zániku",
        required=False,
        help_text="První den, kdy už partnerství není. Předchozím dnem skončí jeho místa i skupiny; "
        "když datum smažete, zase trvají.",
    )

    class Meta:
        model = LocalPartnership
        fields = ["name", "founder_text", "founded_text", "founded_on", "dissolved_on", "units"]
        labels = {"units": "Společně s dalšími územními celky"}
        widgets = {"units": forms.CheckboxSelectMultiple}

    def __init__(self, *args, unit, others, **kwargs):
        """`others` are the further units this person may edit; without any there is nothing to choose."""
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["dissolved_on"]
        self.fields["founder_text"].help_text = f"Kdo ho zřídil, například {unit.words.head}."
        self.fields["units"].queryset, self.fields["units"].required = others, False
        self.fields[
            "units"
        ].help_text = "Jednání společného partnerství se započítají popisům všech jeho celků."
        if not others.exists():
            del self.fields["units"]

    def changes(self) -> dict:
        """What `actions.edit_partnership` takes; units nobody asked about stay."""
        data = dict(self.cleaned_data)
        chosen = set(data.pop("units", ()))
        offered = set(self.fields["units"].queryset) if "units" in self.fields else set()
        return {**data, "joined": chosen, "left": offered - chosen}


class GroupForm(forms.ModelForm):
    founded_on = CzechDateField(label="Ustanovena dne", required=False)

    class Meta:
        model = WorkingGroup
        fields = ["name", "status", "is_cross_cutting", "thematic_areas", "founded_on"]
        widgets = {"thematic_areas": forms.CheckboxSelectMultiple}


class DissolveForm(forms.Form):
    dissolved_on = CzechDateField(label="Zrušena dne", help_text="První den, kdy už skupina není.")
