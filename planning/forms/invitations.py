"""Whom to invite: those who sit there, other contacts, and addresses typed in."""

from collections.abc import Callable, Iterable
from email.utils import getaddresses

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from partnerships.models import Event
from planning.invitations import Recipient, Recipients, Told, contacts_of, key_of

MOST_CONTACTS = 200  # more would not fit a page; the others can be typed in
MOST_TYPED = 50


class InvitationForm(forms.Form):
    people = forms.MultipleChoiceField(
        label="Koho pozvat", required=False, widget=forms.CheckboxSelectMultiple
    )
    contacts = forms.MultipleChoiceField(
        label="Další lidé z kontaktů", required=False, widget=forms.CheckboxSelectMultiple
    )
    emails = forms.CharField(
        label="Další e-maily",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Každý na nový řádek, klidně se jménem: Jana Nová &lt;jana.nova@example.cz&gt;",
    )
    text = forms.CharField(
        label="Průvodní text",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Datum, místo a program se doplní samy.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data=None, *, event: Event, proposed: Recipients, told: Told):
        super().__init__(data, initial={"seen": told.seen})
        self.told, self.by_key = told, {}
        # nobody is asked twice about the same thing, everybody about a new date
        self._offer("people", proposed.reachable, lambda email: told.has_changed or not told.was_told(email))
        contacts = self._contacts(event, proposed)
        self.has_too_many_contacts = len(contacts) > MOST_CONTACTS
        self._offer(
            "contacts", contacts[:MOST_CONTACTS], lambda email: told.has_changed and told.was_told(email)
        )
        if told.has_changed:
            self.fields["emails"].initial = "\n".join(self._others_invited())

    @staticmethod
    def _contacts(event: Event, proposed: Recipients) -> list[Recipient]:
        people = contacts_of(event, proposed).select_related("organisation")[: MOST_CONTACTS + 1]
        return [
            Recipient(
                key_of(event, one), str(one), one.email, str(one.organisation or one.position_text), one
            )
            for one in people
        ]

    def _others_invited(self) -> list[str]:
        known = {one.email.casefold() for one in self.by_key.values()}
        return [f"{one.name} <{one.email}>" for one in self.told.invited if one.email.casefold() not in known]

    def _offer(self, name: str, people: Iterable[Recipient], is_chosen: Callable[[str], bool]) -> None:
        if not people:
            del self.fields[name]
            return
        self.by_key |= {one.key: one for one in people}
        self.fields[name].choices = [(one.key, self._label(one)) for one in people]
        self.fields[name].initial = [one.key for one in people if is_chosen(one.email)]

    def _label(self, one: Recipient) -> str:
        told = " – už má pozvánku" if self.told.was_told(one.email) and not self.told.has_changed else ""
        return f"{one.name}{f', {one.why}' if one.why else ''} ({one.email}){told}"

    def clean_emails(self) -> list[Recipient]:
        found = []
        for line in self.cleaned_data["emails"].replace(";", "\n").splitlines():
            for name, email in getaddresses([line.strip().strip(",")]) if line.strip() else []:
                found.append(Recipient(email, name or email, self._checked(email, line)))
        if len(found) > MOST_TYPED:
            raise ValidationError(f"Najednou lze napsat nejvýše {MOST_TYPED} e-mailů.")
        return found

    @staticmethod
    def _checked(email: str, line: str) -> str:
        try:
            validate_email(email)
        except ValidationError:
            raise ValidationError(f"„{line.strip()[:100]}“ není e-mail. Opravte ho.") from None
        return email

    def clean(self):
        data = super().clean()
        if not self.errors and not self.recipients():
            raise ValidationError("Vyberte, koho pozvat, nebo napište aspoň jeden e-mail.")
        return data

    def recipients(self) -> list[Recipient]:
        data = self.cleaned_data
        chosen = [self.by_key[key] for name in ("people", "contacts") for key in data.get(name, [])]
        return [*chosen, *data.get("emails", [])]
