"""The list of a unit's events: what it is narrowed and sorted by; the page and the workbook read the same rows."""

import django_filters
from django.db.models import F
from django.db.models.functions import Coalesce, ExtractYear

from partnerships.database import CzechSortKey, beginning_with
from partnerships.forms import sorting
from partnerships.models import Event
from partnerships.unit_words import kind_label
from partnerships.vocabulary import EventKind, EventState

# What can be sorted by and by which columns; nothing else of the address reaches the query.
ORDERS = {
    "datum": ("starts_on", "starts_at"),
    "nazev": ("title_sort",),
    "druh": ("kind",),
    "misto": ("place_sort",),
    "stav": ("state",),
}
HEADINGS = {"datum": "Datum", "nazev": "Událost", "druh": "Druh", "misto": "Místo", "stav": "Stav"}
LABELS = {"datum": "data", "nazev": "názvu", "druh": "druhu", "misto": "místa", "stav": "stavu"}
NEWEST = "-datum"
LAST = ("-starts_on", "-pk")


class EventFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Název nebo místo", method="by_words")
    druh = django_filters.ChoiceFilter(label="Druh", field_name="kind", empty_label="všechny druhy")
    rok = django_filters.ChoiceFilter(label="Rok", method="of_year", empty_label="všechny roky")
    stav = django_filters.ChoiceFilter(
        label="Stav", field_name="state", choices=EventState.choices, empty_label="všechny stavy"
    )
    partnerstvi = django_filters.ChoiceFilter(
        label="Lokální partnerství", field_name="partnership", empty_label="všechna i žádné"
    )
    skupina = django_filters.ChoiceFilter(
        label="Pracovní skupina", field_name="group", empty_label="všechny i žádná"
    )
    razeni = django_filters.ChoiceFilter(
        label="Seřadit podle", choices=sorting.order_choices(LABELS), empty_label=None, method="sorted_by"
    )

    class Meta:
        model = Event
        fields = []

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.data or {}
        self.data = {
            **{name: asked.get(name) for name in self.filters},
            "razeni": asked.get("razeni") or NEWEST,
        }
        self.filters["druh"].extra["choices"] = [(kind, kind_label(kind, unit.body)) for kind in EventKind]
        met = self._years_and_bodies()
        years = sorted({row["belongs_to"] for row in met}, reverse=True)
        self.filters["rok"].extra["choices"] = [(year, year) for year in years]
        for name, path in (("partnerstvi", "partnership"), ("skupina", "group")):
            named = {row[path]: row for row in met if row[path]}.values()
            ordered = sorted(named, key=lambda row: row[f"{path}__name_sort"])
            self.filters[name].extra["choices"] = [(str(row[path]), row[f"{path}__name"]) for row in ordered]
        partnerships = dict(self.filters["partnerstvi"].extra["choices"])
        if (
            self.data["partnerstvi"] and self.data["partnerstvi"] not in partnerships
        ):  # one that has not met yet
            partnerships |= {str(one.pk): one.name for one in unit.partnerships.all()}
            self.filters["partnerstvi"].extra["choices"] = list(partnerships.items())

    def _years_and_bodies(self) -> list[dict]:
        """What there is to choose from, in one query."""
        rows = self.queryset.annotate(belongs_to=Coalesce(F("about_year"), ExtractYear("starts_on")))
        names = [
            f"{path}{part}" for path in ("partnership", "group") for part in ("", "__name", "__name_sort")
        ]
        return list(rows.order_by().values("belongs_to", *names).distinct())

    @property
    def is_narrowed(self) -> bool:
        self.form.is_valid()
        chosen = {name for name, value in self.form.cleaned_data.items() if value}
        return bool(chosen - {"razeni"})

    @property
    def heads(self) -> list[sorting.Head]:
        self.form.is_valid()
        return sorting.heads(HEADINGS, self.form.cleaned_data.get("razeni") or NEWEST)

    def by_words(self, queryset, name, value):
        return beginning_with(queryset, value)

    def of_year(self, queryset, name, value):
        return queryset.of_year(int(value))

    def sorted_by(self, queryset, name, value):
        rows = queryset.alias(title_sort=CzechSortKey(F("title")), place_sort=CzechSortKey(F("place")))
        columns = ORDERS[value.removeprefix("-")]
        return sorting.sort_rows(rows, columns, descending=value.startswith("-"), last=LAST)
