"""The directory of a unit: filters of its lists, and what people write about a person or an organisation.

A person has no field for free text, so that nothing about ethnicity, health or crime finds a place.
"""

import django_filters
from django import forms

from partnerships.database import beginning_with
from partnerships.directory.search import INCOMPLETE_ORGANISATION, INCOMPLETE_PERSON, found_people
from partnerships.directory.values import ORGANISATION_FIELDS, PERSON_FIELDS, fingerprint_of
from partnerships.models import Organisation, Person
from partnerships.unit_words import organisation_label
from partnerships.vocabulary import OrganisationType

SEATED, INCOMPLETE = "misto", "neuplne"


class ContactFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words")
    typ = django_filters.ChoiceFilter(label="Typ organizace", empty_label="všechny typy")
    stav = django_filters.ChoiceFilter(label="Stav", method="by_state", empty_label="všechny")

    incomplete = None

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        types = [(one, organisation_label(one, [unit.words])) for one in OrganisationType]
        self.filters["typ"].extra["choices"] = types

    def by_state(self, queryset, name, value):
        return queryset.filter(has_seat=True) if value == SEATED else queryset.filter(self.incomplete)


class PersonFilter(ContactFilter):
    incomplete = INCOMPLETE_PERSON

    class Meta:
        model = Person
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["q"].label = "Jméno, e-mail nebo organizace"
        self.filters["typ"].field_name = "organisation__organisation_type"
        self.filters["stav"].extra["choices"] = [
            (SEATED, "má místo v partnerství"),
            (INCOMPLETE, "chybí kontakt nebo organizace"),
        ]

    def by_words(self, queryset, name, value):
        return found_people(queryset, value)


class OrganisationFilter(ContactFilter):
    incomplete = INCOMPLETE_ORGANISATION

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["q"].label = "Název, e-mail nebo IČO"
        self.filters["typ"].field_name = "organisation_type"
        self.filters["stav"].extra["choices"] = [
            (SEATED, "má místo v partnerství"),
            (INCOMPLETE, "chybí kontakt nebo IČO"),
        ]

    def by_words(self, queryset, name, value):
        return beginning_with(queryset, value)


# --- Writing ----------------------------------------------------------------------------------------------


class ContactForm(forms.ModelForm):
    """`seen` says which values the person had before them: whoever saves over newer ones is asked first."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = fingerprint_of(self.instance, self._meta.fields)
        else:
            del self.fields["seen"]

    def contact(self) -> dict:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def _post_clean(self):
        """The columns are checked here; the row itself is left as it is, the action writes it."""
        stored = {name: getattr(self.instance, name) for name in self._meta.fields}
        super()._post_clean()
        for name, value in stored.items():
            setattr(self.instance, name, value)

    def validate_constraints(self):
        """The action asks the database, once."""

    def differences_from(self, saved) -> list[tuple[str, str, str]]:
        """(label, typed here, saved by somebody else) of the fields that are not the same."""
        return [
            (self.fields[name].label, shown(mine), shown(getattr(saved, name)))
            for name, mine in self.contact().items()
            if mine != getattr(saved, name)
        ]


def shown(value) -> str:
    return str(value) if value else "(nevyplněno)"


class PersonForm(ContactForm):
    same_name = forms.BooleanField(
        label="Je to někdo jiný stejného jména", required=False, help_text="Jinak upravte osobu ze seznamu."
    )

    class Meta:
        model = Person
        fields = PERSON_FIELDS
        help_texts = {
            "email": "Pracovní adresa. Chodí na ni pozvánky a zápisy z jednání.",
            "phone": "Pracovní číslo, například 474 637 111",
            "position_text": (
                "Jen pracovní zařazení. O jmenované osobě se nesmí psát nic o etnickém původu, zdraví ani "
                "o trestné činnosti."
            ),
        }

    def __init__(self, *args, organisations, **kwargs):
        """`organisations` are those the person may choose from; the present one stays possible."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = "žádná"
        if self.instance.pk or not self.is_bound:
            del self.fields["same_name"]  # asked once somebody of that name was found


class OrganisationForm(ContactForm):
    web = forms.URLField(
        label="Web",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Například https://www.organizace.cz",
    )

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        help_texts = {
            "ico": "Osm číslic včetně nul na začátku, například 00261891",
        }

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        types = [(one, organisation_label(one, [unit.words])) for one in OrganisationType]
        self.fields["organisation_type"].choices = [("", "vyberte typ"), *types]
