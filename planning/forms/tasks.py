"""A follow-up task: what, who, by when; how it ended; the filter of their list."""

import uuid
from datetime import date

import django_filters
from django import forms
from django.db.models import Q

from agreements.forms.sections import FieldsForm
from partnerships.database import matching
from partnerships.forms import CzechDateField, people_of
from partnerships.models import FollowUpTask, Person, TerritorialUnit
from partnerships.vocabulary import TaskState

OVERDUE = "po-terminu"


class TaskForm(FieldsForm):
    due_on = CzechDateField(label="Do kdy", required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = FollowUpTask
        fields = ("text", "person", "person_text", "due_on")
        widgets = {"text": forms.Textarea({"rows": 3, "maxlength": 500})}
        labels = {"text": "Co je potřeba udělat", "person_text": "Kdo, není-li v seznamu"}

    def __init__(self, *args, units: list[TerritorialUnit], **kwargs):
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        chosen = Q(pk=self.instance.person_id) if self.instance.person_id else Q(pk=None)
        person.queryset = people_of(*units) | Person.objects.filter(chosen)
        person.empty_label = "vyberte osobu z kontaktů"
        self.fields[
            "person_text"
        ].help_text = "Například Městská policie. Kdo je v kontaktech a má účet, dostane zprávu."
        if self.instance.pk:
            del self.fields["form_key"]
        else:
            self.fields["form_key"].initial = uuid.uuid4

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and not 2000 <= day.year <= 2099:
            raise forms.ValidationError("Zkontrolujte rok.")
        return day

    def clean(self):
        """Somebody of the list is not written by hand as well."""
        data = super().clean()
        if not data.get("person") and not data.get("person_text") and "person" not in self.errors:
            self.add_error("person", "Vyberte, kdo úkol splní, nebo napište jméno.")
        if data.get("person"):
            data["person_text"] = ""
        return data


class FinishForm(forms.Form):
    result_text = forms.CharField(
        label="Jak to dopadlo", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    on = CzechDateField(label="Splněno dne")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("Datum je v budoucnosti.")
        if day.year < 2000:
            raise forms.ValidationError("Zkontrolujte rok.")
        return day


class CancelTaskForm(forms.Form):
    reason = forms.CharField(label="Proč už úkol neplatí", max_length=500, widget=forms.Textarea({"rows": 3}))


class TaskFilter(django_filters.FilterSet):
    """What still waits, unless the person asks for something else."""

    STATES = [
        ("", "čekají na splnění"),
        (OVERDUE, "po termínu"),
        (TaskState.DONE, "splněné"),
        (TaskState.CANCELLED, "už neplatí"),
        ("vse", "všechny"),
    ]
    hledat = django_filters.CharFilter(label="Hledat v úkolech", method="containing")
    stav = django_filters.ChoiceFilter(
        label="Stav", method="in_state", choices=STATES[1:], empty_label=STATES[0][1]
    )
    kdo = django_filters.ChoiceFilter(label="Kdo", method="of_person", empty_label="kdokoli")

    class Meta:
        model = FollowUpTask
        fields = []

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        people = Person.objects.filter(pk__in=self.queryset.order_by().values("person"))
        self.filters["kdo"].extra["choices"] = [(str(one.pk), str(one)) for one in people]

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("stav") else found.filter(state=TaskState.OPEN)

    def in_state(self, queryset, name, value):
        if value == OVERDUE:
            return queryset.filter(state=TaskState.OPEN, due_on__lt=self.today)
        return queryset if value == "vse" else queryset.filter(state=value)

    def of_person(self, queryset, name, value):
        return queryset.filter(person=value)

    def containing(self, queryset, name, value):
        return matching(queryset, "text", value)
