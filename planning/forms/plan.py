"""The plan of a year: how days are chosen, and a row for each event that would be planned."""

import uuid
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from agreements.models import Agreement
from agreements.validity import Window
from partnerships.forms import CzechDateField, CzechTimeField
from partnerships.models import Event, LocalPartnership
from partnerships.vocabulary import EventKind
from planning.actions.plan import MOST_ROWS, OF_THE_PARTNERSHIP, PlannedRow
from planning.plan import Proposal, Settings, served_by, terms_to_plan, warnings_of_row
from planning.results import YearResult
from planning.series import WEEKDAYS, warnings_of
from planning.vocabulary import KINDS_BY_GROUP

ROWS = "radky"
DAYS_OF_WEEK = (*WEEKDAYS, "sobota", "neděle")
GROUP_MEETINGS = {EventKind.WG_MEETING}  # a group has to be chosen, which the series of meetings asks for
KINDS = [
    (group, [(kind.value, kind.label) for kind in kinds if kind not in GROUP_MEETINGS])
    for group, kinds in KINDS_BY_GROUP.items()
]


class PlanForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label="Den v týdnu", coerce=int, choices=list(enumerate(WEEKDAYS)), initial=2
    )
    starts_at = CzechTimeField(label="Začátek", required=False)
    place = forms.CharField(label="Místo", required=False, max_length=200)
    partnership = forms.TypedChoiceField(label="Lokální partnerství", coerce=int, required=False)
    recess_from = CzechDateField(label="Zastupitelstvo nezasedá od", required=False, help_text="")
    recess_to = CzechDateField(label="do", required=False, help_text="")
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, data=None, *, agreement: Agreement, year: int, today: date):
        super().__init__(data)
        self.today = today
        partnerships = LocalPartnership.objects.filter(units=agreement.unit_id, dissolved_on=None)
        self.partnerships = list(partnerships.order_by("pk"))
        self.fields["partnership"].choices = [(one.pk, one.name) for one in self.partnerships]
        newest = Event.objects.of_unit(agreement.unit).order_by("-pk").values_list("pk", flat=True).first()
        self.initial = {
            "recess_from": date(year, 7, 1),
            "recess_to": date(year, 8, 31),
            "form_key": uuid.uuid4(),
            "seen": newest or 0,
        }

    def clean(self):
        data = super().clean()
        first, last = data.get("recess_from"), data.get("recess_to")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("recess_to" if first else "recess_from", "Vyplňte začátek i konec, nebo nic.")
        elif first and last and last < first:
            self.add_error("recess_to", "Konec nemůže být dřív než začátek.")
        return data

    @property
    def chosen_partnership(self) -> LocalPartnership | None:
        """The one that was chosen; of a single one nobody is asked."""
        chosen = (one for one in self.partnerships if one.pk == self.cleaned_data["partnership"])
        return next(chosen, next(iter(self.partnerships), None))

    @property
    def settings(self) -> Settings:
        values = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        first, last = values.get("recess_from"), values.get("recess_to")
        weekday = values.get("weekday", self.fields["weekday"].initial)
        return Settings(self.today, weekday, Window(first, last) if first and last else None)


class RowForm(forms.Form):
    keep = forms.BooleanField(label="Naplánovat", required=False, initial=True)
    kind = forms.ChoiceField(label="Druh", choices=KINDS)
    day = CzechDateField(label="Datum", required=False, help_text="")
    starts_at = CzechTimeField(label="Začátek", required=False, help_text="")
    place = forms.CharField(label="Místo", required=False, max_length=200)
    title = forms.CharField(
        label="Název", required=False, max_length=200, help_text="Prázdný se složí z druhu a data."
    )
    serves = forms.TypedMultipleChoiceField(
        label="Co splní", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, result: YearResult, settings: Settings, partnerships: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.result, self.settings, self.has_partnership = result, settings, partnerships
        self.terms = {term.commitment_id: term for term in terms_to_plan(result)}
        self.fields["serves"].choices = [(pk, self._label(pk)) for pk in self.terms]
        self.warnings: tuple[str, ...] = ()
        self.weekday = ""

    @property
    def served_texts(self) -> list[str]:
        """Of the terms ticked now, checked or not."""
        ticked = {str(pk) for pk in self["serves"].value() or ()}
        return [term.raw_text or "bez termínu" for pk, term in self.terms.items() if str(pk) in ticked]

    def _label(self, pk: int) -> str:
        term = self.terms[pk]
        return f"{term.raw_text or 'bez termínu'} – {EventKind(term.event_kind).label}"

    def clean(self):
        data = super().clean()
        if not data.get("keep"):
            self._errors.clear()  # what is left out may be unfinished
            return data
        day, kind = data.get("day"), data.get("kind")
        if day is None and "day" not in self.errors:
            self.add_error("day", "Napište datum, nebo řádek vynechte.")
        elif day and day <= self.settings.today:
            self.add_error("day", "Plánovat lze jen od zítřka.")
        elif day and day.year != self.result.year:
            self.add_error("day", f"Plánujete rok {self.result.year}.")
        if kind in OF_THE_PARTNERSHIP and not self.has_partnership:
            self.add_error("kind", "Územní celek nemá lokální partnerství. Nejdřív ho založte.")
        if kind and data.get("serves"):
            self._check_served(EventKind(kind), data["serves"])
        return data

    def _check_served(self, kind: EventKind, serves: list[int]) -> None:
        fitting = {one.commitment_id for one in served_by(kind, self.terms.values())}
        wrong = [self.terms[pk].raw_text for pk in serves if pk not in fitting]
        if wrong:
            self.add_error("serves", f"Událost tohoto druhu neplní: {'; '.join(wrong)}.")

    @property
    def served(self):
        return [self.terms[pk] for pk in self.cleaned_data.get("serves", ())]

    def planned(self) -> PlannedRow:
        data = self.cleaned_data
        return PlannedRow(
            kind=EventKind(data["kind"]),
            starts_on=data["day"],
            title=data["title"],
            starts_at=data["starts_at"],
            place=data["place"],
            commitments=tuple(data["serves"]),
            discusses=data["kind"] == EventKind.LP_MEETING
            and any(one.event_kind == EventKind.LP_DISCUSSION for one in self.served),
        )


class RowFormSet(BaseFormSet):
    """`unit` is whose calendar the days are compared with; `shown` are the warnings the person has seen."""

    def __init__(self, *args, agreement: Agreement, shown: str = "", **kwargs):
        super().__init__(*args, prefix=ROWS, **kwargs)
        self.agreement, self.shown = agreement, set(shown.split())

    def clean(self):
        if not any(form.cleaned_data.get("keep") for form in self.forms if hasattr(form, "cleaned_data")):
            raise ValidationError("Nechte zaškrtnutý aspoň jeden řádek.")

    def warn(self) -> None:
        """Says at each row its day of the week and what speaks against it; one query for all."""
        days = {form: self._day_of(form) for form in self.forms}
        of_day = warnings_of(
            filter(None, days.values()), self.agreement.unit, today=self.form_kwargs["settings"].today
        )
        for form, day in days.items():
            if day:
                form.weekday = DAYS_OF_WEEK[day.weekday()]
                form.warnings = (*of_day.of(day), *self._of_row(form, day))

    def _of_row(self, form, day: date):
        kind, serves = form["kind"].value(), form["serves"].value() or ()
        if kind not in EventKind.values:
            return ()
        served = [form.terms[int(pk)] for pk in serves if str(pk).isdigit() and int(pk) in form.terms]
        window = self.form_kwargs["result"].window
        return warnings_of_row(
            EventKind(kind), day, served, window=window, settings=self.form_kwargs["settings"]
        )

    def _day_of(self, form) -> date | None:
        try:
            return form.fields["day"].to_python(form["day"].value())
        except ValidationError:
            return None

    @property
    def warned(self) -> str:
        """The rows with warnings on their days, for the page to bring back as seen."""
        return " ".join(sorted(self._warned()))

    @property
    def has_unseen_warnings(self) -> bool:
        return bool(self._warned() - self.shown)

    def _warned(self) -> set[str]:
        return {
            f"{number}:{self._day_of(form)}"
            for number, form in enumerate(self.forms)
            if form.warnings and form["keep"].value()
        }

    def planned(self) -> list[PlannedRow]:
        return [form.planned() for form in self.forms if form.cleaned_data.get("keep")]


Rows = formset_factory(RowForm, RowFormSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def initial_rows(proposals: list[Proposal], form: PlanForm) -> list[dict]:
    """Time and place as they are said for all."""
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    common = {"starts_at": values.get("starts_at"), "place": values.get("place", "")}
    return [
        {
            **common,
            "keep": True,
            "kind": one.kind,
            "day": one.day,
            "title": one.title,
            "serves": list(one.serves),
        }
        for one in proposals[:MOST_ROWS]
    ]
