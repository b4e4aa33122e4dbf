from datetime import date, timedelta

import django_filters
from django import forms

from agreements.lifecycle import State
from partnerships.database import matching
from partnerships.forms import sorting
from partnerships.forms.sorting import Head
from partnerships.models import Region, TerritorialUnit
from reporting.portfolio.rows import OnTurn

NO_AGREEMENT = "bez-popisu"
STATES = [*State.choices, (NO_AGREEMENT, "bez popisu spolupráce")]
DAYS = [("30", "do 30 dnů"), ("90", "do 90 dnů")]
# What can be sorted by and by which columns; nothing else of the address reaches the query.
ORDERS = {
    "celek": ("name_sort",),
    "kraj": ("region__name",),
    "popis": ("kind",),
    "stav": ("live_state",),
    "na-rade": ("on_turn",),
    "od": ("since",),
    "termin": ("deadline",),
    "zprava": ("report_status",),
    "pripominky": ("open_threads",),
    "kontrola": ("reviewed_at",),
}
LABELS = {
    "celek": "územního celku",
    "kraj": "kraje",
    "popis": "druhu popisu",
    "stav": "stavu",
    "na-rade": "toho, kdo je na řadě",
    "od": "doby čekání",
    "termin": "nejbližšího termínu",
    "zprava": "stavu zprávy",
    "pripominky": "počtu připomínek",
    "kontrola": "poslední kontroly",
}
HEADINGS = {
    "celek": "Územní celek",
    "popis": "Popis spolupráce",
    "stav": "Stav",
    "na-rade": "Na řadě",
    "termin": "Nejbližší termín",
    "zprava": "Zpráva",
    "pripominky": "Připomínky",
    "kontrola": "Moje kontrola",
}
LAST = ("name_sort", "pk", "kind", "agreement_id")


def heads(order: str) -> list[Head]:
    return sorting.heads(HEADINGS, order)


class PortfolioFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Název", method="by_name")
    stav = django_filters.ChoiceFilter(label="Stav", choices=STATES, empty_label="všechny", method="by_state")
    na_rade = django_filters.ChoiceFilter(
        label="Na řadě", choices=OnTurn.choices, field_name="on_turn", empty_label="kdokoli"
    )
    kraj = django_filters.ModelChoiceFilter(
        label="Kraj", field_name="region", queryset=Region.objects.order_by("name"), empty_label="všechny"
    )
    termin = django_filters.ChoiceFilter(
        label="Termín", choices=DAYS, empty_label="kdykoli", method="by_deadline"
    )
    pripominky = django_filters.BooleanFilter(
        label="Jen s otevřenými připomínkami",
        method="with_comments",
        widget=forms.CheckboxInput,
    )
    razeni = django_filters.ChoiceFilter(
        label="Seřadit podle",
        choices=sorting.order_choices(LABELS),
        empty_label=None,
        null_label=None,
        method="sorted_by",
    )

    class Meta:
        model = TerritorialUnit
        fields = []

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def qs(self):
        rows = super().qs
        return rows if rows.query.order_by else rows.order_by(*LAST)

    def by_name(self, rows, name, value):
        return matching(rows, "name", value)

    def by_state(self, rows, name, value):
        return rows.filter(agreement_id=None) if value == NO_AGREEMENT else rows.filter(live_state=value)

    def by_deadline(self, rows, name, value):
        return rows.filter(deadline__lte=self.today + timedelta(days=int(value)))

    def with_comments(self, rows, name, value):
        return rows.filter(open_threads__gt=0) if value else rows

    def sorted_by(self, rows, name, value):
        columns = ORDERS[value.removeprefix("-")]
        return sorting.sort_rows(rows, columns, descending=value.startswith("-"), last=LAST)

    @property
    def is_narrowed(self) -> bool:
        self.form.is_valid()
        chosen = {name for name, value in self.form.cleaned_data.items() if value}
        return bool(chosen - {"razeni"})

    @property
    def order(self) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get("razeni") or "celek"
