from datetime import date

import django_filters
from django.db.models import Exists, F, Q, TextField, Value
from django.db.models.functions import Concat

from partnerships.database import matching
from partnerships.forms import sorting
from partnerships.vocabulary import RECORDED_BY_REPORTING
from planning.models import Debt
from planning.vocabulary import KINDS_BY_GROUP, OwedBy
from reporting.debts.rows import (
    BY_DEBTOR,
    BY_UNIT,
    OF_AGENCY,
    OF_UNIT,
    UNIT,
    WORST,
    consultants,
    managers,
    overdue,
    this_year,
    within_days,
)

WHEN = {
    "po-terminu": ("po termínu", overdue),
    "do-30-dnu": ("do 30 dnů", within_days),
    "letos": ("s termínem letos", this_year),
}
KINDS = {
    "jednani": KINDS_BY_GROUP["Jednání"],
    "vzdelavani": KINDS_BY_GROUP["Vzdělávání a odborná podpora"],
    "dokumenty": KINDS_BY_GROUP["Dokumenty a výzkum"],
    "verejnost": KINDS_BY_GROUP["Veřejnost a orgány"],
    "zpravy": tuple(RECORDED_BY_REPORTING),
}
KIND_LABELS = {
    "jednani": "jednání",
    "vzdelavani": "vzdělávání a odborná podpora",
    "dokumenty": "dokumenty a výzkum",
    "verejnost": "veřejnost a orgány",
    "zpravy": "zprávy o plnění",
}
LABELS = {
    BY_UNIT: "územního celku",
    BY_DEBTOR: "toho, kdo dluží",
    "zavazek": "činnosti",
    "zbyva": "toho, kolik zbývá",
    "termin": "termínu",
    "krok": "posledního kroku",
}
HEADINGS = {
    "zavazek": "Závazek",
    "zbyva": "Kolik chybí",
    "termin": "Do kdy",
    BY_DEBTOR: "U koho",
    "krok": "Poslední krok",
}


class DebtFilter(django_filters.FilterSet):
    """`kdy` and `razeni` are applied by the page: its figures count the rows of any day."""

    q = django_filters.CharFilter(label="Hledat v závazku", method="by_words")
    celek = django_filters.CharFilter(label="Územní celek", method="by_unit")
    strana = django_filters.ChoiceFilter(
        label="Kdo dluží", field_name="owed_by", choices=OwedBy.choices, empty_label="kdokoli"
    )
    osoba = django_filters.CharFilter(label="Jméno odpovědné osoby", method="by_person")
    kdy = django_filters.ChoiceFilter(
        label="Termín",
        choices=[(key, label) for key, (label, _) in WHEN.items()],
        empty_label="kdykoli",
        method="later",
    )
    tema = django_filters.ChoiceFilter(
        label="Čeho se týká", choices=list(KIND_LABELS.items()), empty_label="všeho", method="by_kind"
    )
    razeni = django_filters.ChoiceFilter(
        label="Seřadit podle", empty_label=None, null_label=None, method="later"
    )

    class Meta:
        model = Debt
        fields = []

    def __init__(self, *args, today: date, of_one_unit: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.default = BY_DEBTOR if of_one_unit else WORST
        labels = dict(LABELS)
        choices = [] if of_one_unit else [(WORST, "počtu závazků po termínu")]
        if of_one_unit:
            del self.filters["celek"], labels[BY_UNIT]
        self.filters["razeni"].extra["choices"] = [*choices, *sorting.order_choices(labels)]

    def later(self, rows, name, value):
        return rows

    def by_words(self, rows, name, value):
        said = Concat(
            "activity_name", Value(" "), "specification", Value(" "), "raw_text", output_field=TextField()
        )
        return matching(rows.alias(said=said), "said", value)

    def by_unit(self, rows, name, value):
        return matching(rows, f"{UNIT}__name", value)

    def by_person(self, rows, name, value):
        """A manager answers for the unit's rows, a consultant for the Agency's."""
        parts = [
            F(f"{whose}__{part}") for whose in ("person", "deputy") for part in ("first_name", "last_name")
        ]
        spaced = [piece for part in parts for piece in (part, Value(" "))]
        names = Concat(*spaced, output_field=TextField())
        manager = matching(managers(self.today).alias(names=names), "names", value)
        consultant = matching(consultants(), "user__name", value)
        return rows.filter(
            Q(Exists(manager), owed_by__in=OF_UNIT) | Q(Exists(consultant), owed_by__in=OF_AGENCY)
        )

    def by_kind(self, rows, name, value):
        return rows.filter(event_kind__in=KINDS[value])

    def _chosen(self, name: str) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or ""

    @property
    def when(self) -> Q:
        chosen = self._chosen("kdy")
        return WHEN[chosen][1](self.today) if chosen else Q()

    @property
    def order(self) -> str:
        return self._chosen("razeni") or self.default

    @property
    def heads(self) -> list[sorting.Head]:
        return sorting.heads(HEADINGS, self.order)

    @property
    def is_narrowed(self) -> bool:
        return any(self._chosen(name) for name in self.filters if name != "razeni")
