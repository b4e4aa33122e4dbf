"""Merging two contacts, and erasing a person."""

from django import forms
from django.core.exceptions import ValidationError

from partnerships.forms.contacts import shown
from partnerships.models import Organisation, Person


class MergeForm(forms.Form):
    """One choice for each field in which the two differ; the field says which value stays, never what it is."""

    KEPT, ABSORBED = "1", "2"

    def __init__(self, *args, kept: Person | Organisation, absorbed: Person | Organisation, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = {self.KEPT: kept, self.ABSORBED: absorbed}
        for name in names:
            column = kept._meta.get_field(name)
            texts = [(key, value_of(one, column)) for key, one in self.pair.items()]
            # of two values the one that says something
            usual = self.KEPT if kept.serializable_value(name) else self.ABSORBED
            self.fields[name] = forms.ChoiceField(
                label=str(column.verbose_name).capitalize(),
                choices=texts,
                widget=forms.RadioSelect,
                initial=usual,
            )

    def values(self) -> dict:
        """What `actions.merge_contacts` takes."""
        return {name: getattr(self.pair[key], name) for name, key in self.cleaned_data.items()}


def value_of(contact, column) -> str:
    if column.choices:
        return getattr(contact, f"get_{column.name}_display")()
    return shown(getattr(contact, column.name))


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label="Důvod výmazu",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Například žádost ze dne 3. 11. 2026, č. j. MUCH/123/2026. Jméno osoby sem nepište.",
    )
    surname = forms.CharField(
        label="Pro potvrzení napište příjmení osoby",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_surname(self):
        surname = self.cleaned_data["surname"]
        if surname.strip().casefold() != self.person.last_name.casefold():
            raise ValidationError("Příjmení nesouhlasí. Opište ho přesně, jak je v nadpisu stránky.")
        return surname

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if self.person.last_name.casefold() in reason.casefold():
            raise ValidationError("Důvod zůstane v historii, jméno osoby z něj vynechte.")
        return reason
