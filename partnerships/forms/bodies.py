from django import forms

from partnerships.forms.dates import CzechDateField, PeriodMixin
from partnerships.forms.people import NewPersonMixin, people_of
from partnerships.models import LocalPartnership, Organisation, Seat, WorkingGroup
from partnerships.unit_words import organisation_label
from partnerships.vocabulary import OrganisationType


class DayForm(forms.Form):
    den = CzechDateField(label="Složení ke dni", required=False, help_text="")


class PartnershipForm(forms.ModelForm):
    founded_on = CzechDateField(label="Datum vzniku", required=False)

    class Meta:
        model = LocalPartnership
        fields = ["name", "founder_text", "founded_text", "founded_on", "units"]
        labels = {"units": "Společně s dalšími územními celky"}
        widgets = {"units": forms.CheckboxSelectMultiple}

    def __init__(self, *args, unit, others, **kwargs):
        """`others` are the further units this person may edit; without any there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.fields["founder_text"].help_text = f"Kdo ho zřídil, například {unit.words.head}."
        self.fields["units"].queryset, self.fields["units"].required = others, False
        self.fields[
            "units"
        ].help_text = "Jednání společného partnerství se započítají popisům všech jeho celků."
        if not others.exists():
            del self.fields["units"]


class GroupForm(forms.ModelForm):
    founded_on = CzechDateField(label="Ustanovena dne", required=False)

    class Meta:
        model = WorkingGroup
        fields = ["name", "status", "is_cross_cutting", "thematic_areas", "founded_on"]
        widgets = {"thematic_areas": forms.CheckboxSelectMultiple}


class SeatForm(PeriodMixin, NewPersonMixin):
    """No ModelForm: an organisation not known yet has no row, so the action checks the seat whole."""

    SEAT_FIELDS = (
        "group",
        "organisation_type",
        "function_text",
        "organisation",
        "holder",
        "role",
        "has_vote",
        "can_decide",
    )
    new_organisation = forms.CharField(
        label="Nová organizace", required=False, max_length=200, help_text="Pokud v seznamu ještě není."
    )

    def __init__(self, *args, partnership, units, **kwargs):
        """`units` are those of the partnership that the person sees: another unit's people are not offered."""
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Seat, fields=self.SEAT_FIELDS))
        words = [unit.words for unit in partnership.units.all()]
        types = [(one, organisation_label(one, words)) for one in OrganisationType]
        self.fields["organisation_type"].choices = [("", "vyberte typ"), *types]
        self.fields["group"].queryset = partnership.groups.filter(dissolved_on=None)
        self.fields["group"].empty_label = "lokální partnerství samo"
        self.fields["group"].help_text = ""
        known = Organisation.objects.filter(units__in=units).values("pk")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=known)
        self.fields["organisation"].empty_label = "žádná"
        self.fields["holder"].queryset = people_of(*units)
        self.fields["holder"].empty_label = "zatím nikdo"

    def clean(self):
        data = super().clean()
        if not (data.get("function_text") or data.get("organisation") or data.get("new_organisation")):
            self.add_error("function_text", "Napište funkci, nebo vyberte organizaci.")
        if data.get("organisation") and data.get("new_organisation"):
            self.add_error("new_organisation", "Vyberte organizaci ze seznamu, nebo napište novou, ne obojí.")
        if self.new_person():
            self.require_full_name()
            if data.get("holder"):
                self.add_error("holder", "Vyberte osobu ze seznamu, nebo napište novou, ne obojí.")
        return data

    def seat(self) -> dict:
        """What `actions.add_seat` takes, the new organisation and person aside."""
        return {name: self.cleaned_data[name] for name in (*self.SEAT_FIELDS, "valid_from", "valid_to")}
