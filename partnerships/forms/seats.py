import uuid

from django import forms
from django.db.models import Q

from partnerships.forms.dates import CzechDateField, PeriodMixin
from partnerships.forms.people import NewPersonMixin, people_of
from partnerships.models import Organisation, Person, Seat
from partnerships.unit_words import organisation_label
from partnerships.vocabulary import OrganisationType, SeatRole

GUEST_VOTES = "Stálý host nehlasuje. Zrušte hlas, nebo zvolte jinou roli."


def people_for(units, seat: Seat | None):
    """Whom the units can name, and whoever sits there already."""
    here = seat.holder_id if seat else None
    return Person.objects.filter(Q(pk__in=people_of(*units).values("pk")) | Q(pk=here))


class SeatForm(PeriodMixin, NewPersonMixin):
    """No ModelForm: an organisation not known yet has no row, so the action checks the seat whole."""

    SEAT_FIELDS = (
        "group",
        "organisation_type",
        "function_text",
        "organisation",
        "holder",
        "is_vacant",
        "role",
        "has_vote",
        "can_decide",
    )
    new_organisation = forms.CharField(
        label="Nová organizace", required=False, max_length=200, help_text="Pokud v seznamu ještě není."
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, partnership, units, seat=None, **kwargs):
        """`units` are those of the partnership that the person sees: another unit's people are not offered."""
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Seat, fields=self.SEAT_FIELDS))
        words = [unit.words for unit in partnership.units.all()]
        types = [(one, organisation_label(one, words)) for one in OrganisationType]
        self.fields["organisation_type"].choices = [("", "vyberte typ"), *types]
        groups = partnership.groups.filter(Q(dissolved_on=None) | Q(pk=seat and seat.group_id))
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = "lokální partnerství samo"
        self.fields["group"].help_text = ""
        known = Organisation.objects.listed().filter(units__in=units).values("pk")
        here = seat.organisation_id if seat else None
        self.fields["organisation"].queryset = Organisation.objects.filter(Q(pk__in=known) | Q(pk=here))
        self.fields["organisation"].empty_label = "žádná"
        self.fields["holder"].queryset = people_for(units, seat)
        self.fields["holder"].empty_label = "jméno neuvedeno"
        self._set_initial(seat)

    def _set_initial(self, seat: Seat | None) -> None:
        if seat is None:
            self.fields["form_key"].initial = uuid.uuid4
            return
        del self.fields["form_key"]
        for name in (*self.SEAT_FIELDS, "valid_from", "valid_to"):
            self.fields[name].initial = getattr(seat, name)

    def clean(self):
        data = super().clean()
        if not (data.get("function_text") or data.get("organisation") or data.get("new_organisation")):
            self.add_error("function_text", "Napište funkci, nebo vyberte organizaci.")
        if data.get("organisation") and data.get("new_organisation"):
            self.add_error("new_organisation", "Vyberte organizaci ze seznamu, nebo napište novou, ne obojí.")
        if data.get("role") == SeatRole.GUEST and data.get("has_vote"):
            self.add_error("has_vote", GUEST_VOTES)
        if data.get("is_vacant") and (data.get("holder") or self.new_person()):
            self.add_error("is_vacant", "Neobsazené místo nemůže zároveň někdo zastávat.")
        if self.new_person():
            self.require_full_name()
            if data.get("holder"):
                self.add_error("holder", "Vyberte osobu ze seznamu, nebo napište novou, ne obojí.")
        return data

    def seat(self) -> dict:
        """What `actions.add_seat` takes, the new organisation and person aside."""
        return {name: self.cleaned_data[name] for name in (*self.SEAT_FIELDS, "valid_from", "valid_to")}


class HolderForm(NewPersonMixin):
    """Who sits on the place from a day, with the role and the vote that go with it."""

    PERSON, NEW, UNNAMED, VACANT = "osoba", "nova", "beze-jmena", "neobsazeno"
    starts_on = CzechDateField(label="Ode dne", help_text="Dosavadní zápis skončí předchozím dnem.")
    holder = forms.ChoiceField(
        label="Kdo místo zastává",
        widget=forms.RadioSelect,
        choices=[
            (PERSON, "osoba ze seznamu"),
            (NEW, "nová osoba"),
            (UNNAMED, "někdo, jméno neuvádíme"),
            (VACANT, "nikdo, místo zůstane bez obsazení"),
        ],
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Osoba", required=False, empty_label="vyberte osobu"
    )
    TERMS = ("role", "has_vote", "can_decide")

    def __init__(self, *args, seat, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Seat, fields=self.TERMS))
        self.fields["holder"].initial = self.PERSON
        self.fields["person"].queryset = people_for(units, seat)
        self.fields["person"].initial = seat.holder_id
        for name in self.TERMS:
            self.fields[name].initial = getattr(seat, name)

    def clean(self):
        data = super().clean()
        chosen = data.get("holder")
        if chosen == self.PERSON and not data.get("person") and "person" not in self.errors:
            self.add_error("person", "Vyberte osobu.")
        if chosen == self.NEW:
            self.require_full_name()
        if data.get("role") == SeatRole.GUEST and data.get("has_vote"):
            self.add_error("has_vote", GUEST_VOTES)
        return data

    def new_person(self) -> dict | None:
        return super().new_person() if self.cleaned_data.get("holder") == self.NEW else None

    def change(self) -> dict:
        """What `actions.record_holder` takes, the new person aside."""
        data = self.cleaned_data
        holder = data["person"] if data["holder"] == self.PERSON else None
        terms = {name: data[name] for name in self.TERMS}
        is_vacant = data["holder"] == self.VACANT
        return {"starts_on": data["starts_on"], "holder": holder, "is_vacant": is_vacant, **terms}
