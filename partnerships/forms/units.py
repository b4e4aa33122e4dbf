import django_filters
from django import forms

from partnerships.database import matching
from partnerships.models import Region, TerritorialUnit
from partnerships.vocabulary import ApprovingBody, UnitType


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


class UnitForm(forms.ModelForm):
    """Declined names can't be computed, so they are asked for, each with an example."""

    class Meta:
        model = TerritorialUnit
        fields = [
            "unit_type",
            "approving_body",
            "name",
            "name_genitive",
            "name_locative",
            "ico",
            "seat_address",
            "postal_code",
            "region",
        ]
        help_texts = {
            "name": "Bez typu: Chomutov, ne statutární město Chomutov; u kraje celý název: Ústecký kraj",
            "ico": "Osm číslic včetně nul na začátku, například 00261891",
            "postal_code": "Pět číslic, například 43001",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_type"].choices = [("", "vyberte typ"), *UnitType.choices]
        self.fields["approving_body"].choices = [("", "podle typu"), *ApprovingBody.choices]
        self.fields["region"].queryset = Region.objects.order_by("name")
        self.fields["region"].empty_label = "vyberte kraj"
