"""What people type about units, people and partnerships. The rows are written by actions."""

import re

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from partnerships.czech import format_date
from partnerships.database import matching
from partnerships.models import (
    LocalPartnership,
    Organisation,
    Person,
    Region,
    RoleHolding,
    Seat,
    TerritorialUnit,
    WorkingGroup,
)
from partnerships.vocabulary import OfficialRole, OrganisationType


class CzechDateInput(forms.DateInput):
    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value):
        return value if value is None or isinstance(value, str) else format_date(value)


class CzechDateField(forms.DateField):
    """15. 3. 2023 typed with any spaces or none; ISO too."""

    widget = CzechDateInput
    input_formats = ("%d.%m.%Y", "%Y-%m-%d")

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Například 15. 3. 2023")
        kwargs.setdefault("input_formats", self.input_formats)
        super().__init__(**kwargs)

    def to_python(self, value):
        return super().to_python(re.sub(r"\s", "", value) if isinstance(value, str) else value)


class PeriodMixin(forms.Form):
    valid_from = CzechDateField(label="Od", required=False)
    valid_to = CzechDateField(label="Do", required=False, help_text="Nechte prázdné, pokud to trvá.")

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Konec nemůže být dřív než začátek.")
        return data


class NewPersonMixin(forms.Form):
    """The fields of a person who is not in the list yet."""

    title_before = forms.CharField(label="Titul před jménem", required=False, max_length=40)
    first_name = forms.CharField(label="Jméno", required=False, max_length=60)
    last_name = forms.CharField(label="Příjmení", required=False, max_length=60)
    title_after = forms.CharField(label="Titul za jménem", required=False, max_length=40)

    PERSON_FIELDS = ("title_before", "first_name", "last_name", "title_after")

    def new_person(self) -> dict | None:
        """What `actions.create_person` takes, or None when no name was typed."""
        fields = {name: self.cleaned_data.get(name, "") for name in self.PERSON_FIELDS}
        return fields if fields["first_name"] or fields["last_name"] else None

    def require_full_name(self) -> None:
        for name in ("first_name", "last_name"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, "Vyplňte jméno i příjmení.")


def people_of(*units: TerritorialUnit):
    """Whom the unit can name: its own people and the agency's staff."""
    known = Q(is_agency_staff=True) | Q(units__in=units)
    return Person.objects.filter(pk__in=Person.objects.filter(known).values("pk"))


class UnitFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Název", method="by_name")
    kraj = django_filters.ModelChoiceFilter(
        label="Kraj",
        field_name="region",
        queryset=Region.objects.order_by("name"),
        empty_label="všechny kraje",
    )

    class Meta:
        model = TerritorialUnit
        fields = []

    def by_name(self, queryset, name, value):
        return matching(queryset, "name", value)


class RoleHoldingForm(PeriodMixin, NewPersonMixin, forms.ModelForm):
    PERSON, NEW, FUNCTION, VACANT = "osoba", "nova", "funkce", "neobsazeno"
    holder = forms.ChoiceField(
        label="Kdo roli zastává",
        widget=forms.RadioSelect,
        choices=[
            (PERSON, "osoba ze seznamu"),
            (NEW, "nová osoba"),
            (FUNCTION, "jen funkce, jméno neuvádíme"),
            (VACANT, "pozice není obsazena"),
        ],
    )

    class Meta:
        model = RoleHolding
        fields = ["role", "person", "function_text", "deputy"]

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "vyberte roli"), *OfficialRole.choices]
        people = people_of(unit)
        self.fields["person"].queryset = people
        self.fields["person"].empty_label = "vyberte osobu"
        self.fields["deputy"].queryset = people
        self.fields["deputy"].empty_label = "nikdo"
        self.fields["deputy"].label = "Kdo ji zastupuje"
        self.fields["function_text"].label = "Funkce"
        self.fields["function_text"].help_text = "Například vedoucí odboru sociálních věcí"

    def clean(self):
        """What does not belong to the chosen kind of holder is left out, not silently kept."""
        data = super().clean()
        chosen = data.get("holder")
        if chosen == self.PERSON and not data.get("person"):
            self.add_error("person", "Vyberte osobu.")
        if chosen == self.NEW:
            self.require_full_name()
        if chosen == self.FUNCTION and not data.get("function_text"):
            self.add_error("function_text", "Napište funkci.")
        if chosen != self.PERSON:
            data["person"] = None
        if chosen == self.VACANT:
            data["function_text"] = ""
        else:
            data["deputy"] = None
        return data

    def holding(self) -> dict:
        """What `actions.hold_role` takes, the new person aside."""
        kept = ("role", "person", "function_text", "deputy", "valid_from", "valid_to")
        return {
            **{name: self.cleaned_data[name] for name in kept},
            "is_vacant": self.cleaned_data["holder"] == self.VACANT,
        }

    def new_person(self) -> dict | None:
        return super().new_person() if self.cleaned_data["holder"] == self.NEW else None


class DayForm(forms.Form):
    den = CzechDateField(label="Složení ke dni", required=False, help_text="")


class EndForm(forms.Form):
    valid_to = CzechDateField(label="Poslední den")

    def __init__(self, *args, starts_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_valid_to(self):
        last = self.cleaned_data["valid_to"]
        if self.starts_on and last < self.starts_on:
            raise ValidationError("Konec nemůže být dřív než začátek.")
        return last


class PartnershipForm(forms.ModelForm):
    founded_on = CzechDateField(label="Datum vzniku", required=False)

    class Meta:
        model = LocalPartnership
        fields = ["name", "founder_text", "founded_text", "founded_on"]


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

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Seat, fields=self.SEAT_FIELDS))
        self.fields["organisation_type"].choices = [("", "vyberte typ"), *OrganisationType.choices]
        self.fields["group"].queryset = partnership.groups.filter(dissolved_on=None)
        self.fields["group"].empty_label = "lokální partnerství samo"
        self.fields["group"].help_text = ""
        units = partnership.units.all()
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
