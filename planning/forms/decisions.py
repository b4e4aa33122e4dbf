"""A decision of a meeting, and the filter of their list."""

import uuid

import django_filters
from django import forms

from agreements.forms.sections import FieldsForm
from partnerships.database import matching
from partnerships.models import AgendaItem, Decision, WorkingGroup

PARTNERSHIP_ITSELF = "lp"


class DecisionForm(FieldsForm):
    """The point is chosen by its key."""

    item = forms.ChoiceField(label="K bodu", required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Decision
        fields = ("kind", "text", "votes_for", "votes_against", "votes_abstained")
        widgets = {"text": forms.Textarea({"rows": 5, "maxlength": 20_000})}

    field_order = ("kind", "text", "item", "votes_for", "votes_against", "votes_abstained")

    def __init__(self, *args, items: list[AgendaItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(item.key): item for item in items}
        self.fields["item"].choices = [
            ("", "bez bodu"),
            *((key, str(item)) for key, item in self.by_key.items()),
        ]
        self.fields["text"].max_length = 20_000
        self.fields["text"].label = "Znění"
        if self.instance.pk:
            del self.fields["form_key"]
            self.fields["item"].initial = str(self.instance.item.key) if self.instance.item else ""
        else:
            self.fields["form_key"].initial = uuid.uuid4
        for name, label in (
            ("votes_for", "Pro"),
            ("votes_against", "Proti"),
            ("votes_abstained", "Zdrželo se"),
        ):
            self.fields[name].label = label
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}

    def clean_item(self) -> AgendaItem | None:
        return self.by_key.get(self.cleaned_data["item"])


class DecisionFilter(django_filters.FilterSet):
    hledat = django_filters.CharFilter(label="Hledat ve znění", method="containing")
    organ = django_filters.ChoiceFilter(label="Kdo rozhodl", method="of_body", empty_label="všichni")
    rok = django_filters.ChoiceFilter(label="Rok", field_name="year", empty_label="všechny roky")

    class Meta:
        model = Decision
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["organ"].extra["choices"] = self._bodies()
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["rok"].extra["choices"] = [(year, year) for year in years]

    def _bodies(self) -> list[tuple[str, str]]:
        groups = WorkingGroup.objects.filter(pk__in=self.queryset.order_by().values("group"))
        return [
            (PARTNERSHIP_ITSELF, "lokální partnerství"),
            *((str(group.pk), group.name) for group in groups.order_by("name", "pk")),
        ]

    def of_body(self, queryset, name, value):
        if value == PARTNERSHIP_ITSELF:
            return queryset.filter(partnership__isnull=False, group=None)
        return queryset.filter(group=value)

    def containing(self, queryset, name, value):
        return matching(queryset, "text", value)
