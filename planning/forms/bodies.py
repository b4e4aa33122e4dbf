"""Who met: partnerships and groups, those that are gone as well."""

from django import forms
from django.db.models import F

from partnerships.czech import format_date
from partnerships.models import LocalPartnership

GONE = {
    "partnership": "Partnerství „{}“ dne {} zaniklo, od toho dne už nejednalo. Opravte datum, nebo vyberte jiné.",
    "group": "Skupina „{}“ je ode dne {} zrušená, od toho dne už nejednala. Opravte datum, nebo vyberte jinou.",
}


class BodyField(forms.ModelChoiceField):
    """Bodies that are gone stand last and say since when: what is written down late may still name them."""

    def offer(self, rows) -> list:
        """A single one that lives is chosen already."""
        ordering = rows.model._meta.ordering
        self.queryset = rows.order_by(F("dissolved_on").desc(nulls_first=True), *ordering)
        self.empty_label = "vyberte"
        offered = list(self.queryset)
        living = [one for one in offered if one.dissolved_on is None]
        self.initial = living[0] if len(living) == 1 else None
        return offered

    def label_from_instance(self, body):
        gone = "zaniklo" if isinstance(body, LocalPartnership) else "zrušena"
        return f"{body} ({gone} {format_date(body.dissolved_on)})" if body.dissolved_on else str(body)
