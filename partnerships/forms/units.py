import django_filters

from partnerships.database import matching
from partnerships.models import Region, TerritorialUnit


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
