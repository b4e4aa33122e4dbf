from django import forms
from django.db.models import Q

from partnerships.forms.dates import PeriodMixin
from partnerships.models import Person, RoleHolding, TerritorialUnit
from partnerships.vocabulary import OfficialRole


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
    return Person.objects.listed().filter(pk__in=Person.objects.filter(known).values("pk"))


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
