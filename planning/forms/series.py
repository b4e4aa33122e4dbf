"""A series of meetings: what the meetings have in common, then a row for each proposed day."""

import uuid
from datetime import date

from django import forms

from partnerships.czech import format_date
from partnerships.forms import CzechDateField, CzechTimeField
from partnerships.models import LocalPartnership, TerritorialUnit, WorkingGroup
from partnerships.vocabulary import EventKind
from planning.forms.days import check_times
from planning.series import WEEKDAYS, Warnings, needed_of, proposed_days, usual_period, warnings_of

AT_MOST = 24
SAVE = "naplanovat"  # the button that confirms the days; any other proposes them
LONGEST_DAYS = 750  # two years
USUAL_COUNT = {EventKind.LP_MEETING: 4, EventKind.WG_MEETING: 4, EventKind.EVALUATION_MEETING: 2}
# No body of the partnership meets at them, so they have no row to choose.
WITHOUT_BODY = {
    "hodnoceni": (EventKind.EVALUATION_MEETING, "hodnoticí jednání s ASZ"),
    "spoluprace": (EventKind.COOPERATION_MEETING, "jednání o spolupráci"),
}


class SeriesForm(forms.Form):
    body = forms.ChoiceField(label="Kdo bude jednat")
    first = CzechDateField(label="Od")
    last = CzechDateField(label="Do")
    count = forms.IntegerField(
        label="Počet jednání",
        required=False,
        min_value=1,
        max_value=AT_MOST,
        help_text="Když ho nevyplníte, navrhneme, kolik jednání do konce roku chybí podle popisu spolupráce.",
    )
    weekday = forms.TypedChoiceField(
        label="Den v týdnu", coerce=int, choices=list(enumerate(WEEKDAYS)), initial=2
    )
    starts_at = CzechTimeField(label="Začátek", required=False)
    ends_at = CzechTimeField(label="Konec", required=False, help_text="Nevíte-li, nechte prázdné.")
    place = forms.CharField(label="Místo", required=False, max_length=200)
    online_url = forms.URLField(
        label="Odkaz pro připojení", required=False, max_length=500, assume_scheme="https"
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, unit: TerritorialUnit, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.today = unit, today
        self.bodies = bodies_of(unit)
        self.needed = None
        self.fields["body"].choices = [(key, label) for key, (label, _) in self.bodies.items()]
        self.fields["form_key"].initial = uuid.uuid4
        self.fields["first"].initial, self.fields["last"].initial = usual_period(today)

    def clean(self):
        data = super().clean()
        check_times(self, data)
        first, last = data.get("first"), data.get("last")
        if first and last:
            self._check_period(first, last)
        # once the days are confirmed, they say how many there are
        if not (self.errors or data.get("count") or self.data.get("krok") == SAVE):
            data["count"] = self._proposed_count(data)
        return data

    def _check_period(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last", "Konec nemůže být dřív než začátek.")
        elif first < self.today:
            self.add_error(
                "first", "Plánovat lze jen ode dneška dál. Co už proběhlo, zaznamenejte jako událost."
            )
        elif (last - first).days > LONGEST_DAYS or last.year > self.today.year + 10:
            self.add_error("last", "Naplánovat lze nejvýše dva roky najednou.")

    def _proposed_count(self, data: dict) -> int | None:
        kind = self.kind
        self.needed = needed_of(self.unit, kind, data["last"].year, today=self.today)
        if self.needed is None:
            return USUAL_COUNT.get(kind, 1)
        if not self.needed.missing:
            text = f"Popisu spolupráce na rok {self.needed.year} už jednání stačí. Napište, kolik jich chcete přidat."
            self.add_error("count", text)
        return min(self.needed.missing, AT_MOST)

    @property
    def kind(self) -> EventKind:
        return self.bodies[self.cleaned_data["body"]][1]["kind"]

    def proposed(self) -> list[date]:
        data = self.cleaned_data
        return proposed_days(data["first"], data["last"], count=data["count"], weekday=data["weekday"])

    def series_fields(self) -> dict:
        """What `actions.plan_series` takes, the days and the key aside."""
        data = self.cleaned_data
        label, body = self.bodies[data["body"]]
        years = sorted({data["first"].year, data["last"].year})
        return {
            **body,
            "title": f"{label[:1].upper()}{label[1:]} {'–'.join(map(str, years))}"[:200],
            **{name: data[name] for name in ("starts_at", "ends_at", "place", "online_url")},
        }


def bodies_of(unit: TerritorialUnit) -> dict[str, tuple[str, dict]]:
    """By the value of the choice: its words, and what the event will say about who meets."""
    bodies = {}
    partnerships = LocalPartnership.objects.filter(units=unit, dissolved_on=None).order_by("pk")
    for one in partnerships:
        bodies[f"partnerstvi-{one.pk}"] = (one.name, {"kind": EventKind.LP_MEETING, "partnership": one})
    groups = WorkingGroup.objects.filter(partnership__in=partnerships, dissolved_on=None)
    for one in groups.select_related("partnership"):
        body = {"kind": EventKind.WG_MEETING, "partnership": one.partnership, "group": one}
        bodies[f"skupina-{one.pk}"] = (f"pracovní skupina {one.name}", body)
    return bodies | {key: (label, {"kind": kind}) for key, (kind, label) in WITHOUT_BODY.items()}


class DaysForm(forms.Form):
    """A row for each proposed day: it can be moved or left out. `shown` are the days whose warnings were seen."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=AT_MOST)

    def __init__(self, data=None, *, days=(), unit: TerritorialUnit, today: date):
        super().__init__(data, initial={"number": len(days)})
        self.unit, self.today = unit, today
        for row in range(self._number(days)):
            self.fields[f"day-{row}"] = CzechDateField(
                label=f"Termín {row + 1}", required=False, help_text="", initial=days[row] if days else None
            )
            self.fields[f"keep-{row}"] = forms.BooleanField(
                label=f"Naplánovat termín {row + 1}", required=False, initial=True
            )
        self.warnings = Warnings({})
        if days:
            self._warn(days)

    def _number(self, days) -> int:
        text = str(self.data.get("number", "")) if self.is_bound else str(len(days))
        return min(int(text), AT_MOST) if text.isascii() and text.isdigit() else 0

    def _warn(self, days) -> None:
        self.warnings = warnings_of(days, self.unit, today=self.today)

    def rows(self):
        """(day, whether it is kept, warnings) as fields of the form."""
        for row in range(self.size):
            day = self[f"day-{row}"]
            value = self.cleaned_data.get(f"day-{row}") if self.is_bound else day.initial
            yield day, self[f"keep-{row}"], self.warnings.of(value)

    @property
    def size(self) -> int:
        return sum(name.startswith("day-") for name in self.fields)

    def clean(self):
        data = super().clean()
        days = []
        for row in range(self.size):
            name, day = f"day-{row}", data.get(f"day-{row}")
            if not data.get(f"keep-{row}") or name in self.errors:
                continue
            if day is None:
                self.add_error(name, "Napište datum, nebo termín vynechte.")
            elif day < self.today:
                self.add_error(name, "Tento den už byl. Napište jiný, nebo termín vynechte.")
            elif day.year > self.today.year + 10:
                self.add_error(name, "Zkontrolujte rok.")
            elif day in days:
                self.add_error(name, f"Termín {format_date(day)} je tu dvakrát.")
            else:
                days.append(day)
        if not days and not self.errors:
            raise forms.ValidationError("Nechte aspoň jeden termín.")
        self._warn(days)
        data["days"] = days
        return data

    @property
    def has_unseen_warnings(self) -> bool:
        """Of days typed since the warnings were last shown."""
        seen = set(self.cleaned_data["shown"].split())
        return any(self.warnings.of(day) and day.isoformat() not in seen for day in self.cleaned_data["days"])

    @property
    def shown_days(self) -> str:
        return " ".join(sorted(day.isoformat() for day in self.warnings.by_day))
