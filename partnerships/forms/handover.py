from django import forms
from django.utils import timezone

from partnerships.forms.dates import CzechDateField
from partnerships.forms.people import NewPersonMixin
from partnerships.handover import Agenda, successors_of
from partnerships.models import Person, User


class RowsField(forms.ModelMultipleChoiceField):
    """Rows of the agenda, all ticked until somebody says otherwise."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label, rows, *related):
        chosen = [row.pk for row in rows]
        queryset = rows[0]._meta.model._default_manager.filter(pk__in=chosen).select_related(*related)
        super().__init__(queryset, label=label, required=False, initial=chosen)


class HandoverForm(NewPersonMixin):
    KNOWN, NEW = "osoba", "nova"
    holder = forms.ChoiceField(
        label="Kdo agendu přebírá",
        widget=forms.RadioSelect,
        choices=[(KNOWN, "někdo, kdo už má v územním celku účet"), (NEW, "někdo nový")],
    )
    successor = forms.ModelChoiceField(
        label="Nástupce nebo nástupkyně",
        queryset=User.objects.none(),
        required=False,
        empty_label="vyberte osobu",
    )
    email = forms.EmailField(
        label="E-mail", required=False, help_text="Přijde na něj pozvánka s odkazem k nastavení hesla."
    )
    starts_on = CzechDateField(
        label="Přebírá ode dne",
        initial=timezone.localdate,
        help_text="Den pro zápis rolí a míst. Přístup se předá ihned.",
    )

    def __init__(self, *args, agenda: Agenda, **kwargs):
        super().__init__(*args, **kwargs)
        self.agenda = agenda
        successors = successors_of(agenda.unit, agenda.leaver)
        self.fields["successor"].queryset = successors
        self.fields["holder"].initial = self.KNOWN if successors else self.NEW
        if agenda.holdings:
            self.fields["holdings"] = RowsField("Role, které předat", agenda.holdings, "person", "deputy")
        if agenda.seats:
            self.fields["seats"] = RowsField(
                "Místa v partnerství, která předat", agenda.seats, "organisation"
            )

    def clean(self):
        data = super().clean()
        if data.get("holder") == self.KNOWN and not data.get("successor"):
            self.add_error("successor", "Vyberte, kdo agendu přebírá.")
        if data.get("holder") == self.NEW:
            self.require_full_name()
            if not data.get("email") and "email" not in self.errors:
                self.add_error("email", "Napište e-mail, na který má přijít pozvánka.")
            elif data.get("email", "").lower() == self.agenda.leaver.email:
                self.add_error("email", "To je e-mail toho, kdo agendu předává.")
        return data

    @property
    def successor_name(self) -> str:
        if self.cleaned_data["holder"] == self.KNOWN:
            return self.cleaned_data["successor"].name
        return Person(**self.new_person()).full_name

    def handover(self) -> dict:
        """What `actions.hand_over` takes from the page."""
        data = self.cleaned_data
        known = data["holder"] == self.KNOWN
        return {
            "successor": data["successor"] if known else None,
            "new_account": None if known else {"email": data["email"], "name": self.new_person()},
            **self.moved(),
        }

    def moved(self) -> dict:
        return {
            "starts_on": self.cleaned_data["starts_on"],
            "holdings": list(self.cleaned_data.get("holdings", ())),
            "seats": list(self.cleaned_data.get("seats", ())),
        }
