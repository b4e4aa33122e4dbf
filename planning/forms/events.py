import uuid
from datetime import date, time

from django import forms

from agreements.vocabulary import OutputCode
from partnerships.czech import counted, format_date, format_time
from partnerships.forms import CzechDateField, CzechTimeField, UploadField
from partnerships.models import Event, LocalPartnership, TerritorialUnit, WorkingGroup
from partnerships.vocabulary import MEETING_KINDS, TRAINING_KINDS, EventKind, EventState, MeetingMode
from planning.candidates import Candidate
from planning.forms.bodies import GONE, BodyField
from planning.forms.days import check_days, check_times

OF_PARTNERSHIP = frozenset({EventKind.LP_MEETING, EventKind.LP_DISCUSSION})
# The one file people have at hand when they record an event of the kind.
FIRST_OUTPUT = {
    **dict.fromkeys(MEETING_KINDS, OutputCode.MEETING_MINUTES),
    **dict.fromkeys(OF_PARTNERSHIP, OutputCode.LP_MEETING_RECORD),
    EventKind.WG_MEETING: OutputCode.MEETING_RECORD,
    **dict.fromkeys(TRAINING_KINDS, OutputCode.ATTENDANCE_SHEET),
    EventKind.INDIVIDUAL_SUPPORT: OutputCode.FEEDBACK,
    EventKind.CONSULTATION: OutputCode.CONSULTATION_RECORD,
    EventKind.RESEARCH: OutputCode.RESEARCH_REPORT,
}
NO_PARTNERSHIP = "Územní celek zatím nemá lokální partnerství. Nejdřív ho založte."
NO_GROUP = "Lokální partnerství zatím nemá pracovní skupinu. Nejdřív ji přidejte."
WITHOUT_A_PLACE = ("place", "online_url", "mode", "starts_at", "ends_at")
STATES = [(EventState.HELD, "uskutečnilo se"), (EventState.PLANNED, "teprve se uskuteční")]


def as_text(value) -> str:
    if value is None or value == "":
        return "(nevyplněno)"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, time):
        return format_time(value)
    labels = {**dict(EventState.choices), **dict(MeetingMode.choices)}
    return str(labels.get(value, value)) if isinstance(value, str) else str(value)


class FulfilmentForm(forms.Form):
    """Which commitments the event fulfils, chosen among those its kind fits; addressed by the term's key."""

    commitments = forms.MultipleChoiceField(
        label="Co tím plníte",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tento závazek v den události neplatil. Vyberte ze seznamu znovu."},
    )

    def __init__(self, *args, candidates: list[Candidate], chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.commitment.key): one.commitment for one in candidates}
        field = self.fields["commitments"]
        field.choices = [(str(one.commitment.key), one.label) for one in candidates]
        field.initial = [str(key) for key in chosen]
        # what was chosen for another day is refused, not dropped in silence
        if not candidates and "commitments" not in self.data:
            del self.fields["commitments"]

    def chosen_commitments(self) -> list:
        return [self.by_key[key] for key in self.cleaned_data.get("commitments", [])]


class EventForm(FulfilmentForm):
    """One form for all kinds: fields that a kind has no use for are left out."""

    starts_on = CzechDateField(label="Datum")
    ends_on = CzechDateField(
        label="Do dne",
        required=False,
        help_text="Jen když trvá víc dní. Konec je pak konec posledního z nich.",
    )
    starts_at = CzechTimeField(label="Začátek", required=False)
    ends_at = CzechTimeField(label="Konec", required=False, help_text="Nevíte-li, nechte prázdné.")
    state = forms.ChoiceField(label="Stav", choices=STATES, initial=EventState.HELD, widget=forms.RadioSelect)
    partnership = BodyField(LocalPartnership.objects.none(), label="Lokální partnerství")
    group = BodyField(WorkingGroup.objects.none(), label="Pracovní skupina")
    place = forms.CharField(label="Místo", required=False, max_length=200)
    online_url = forms.URLField(
        label="Odkaz pro připojení",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Jen když se lze připojit na dálku. Dostanou ho pozvaní.",
    )
    hours_in_person = forms.DecimalField(
        label="Hodin prezenčně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    hours_distance = forms.DecimalField(
        label="Hodin distančně", required=False, min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    participant_count = forms.IntegerField(
        label="Počet účastníků",
        required=False,
        min_value=0,
        max_value=100_000,
        help_text="Vyplňte, jen když účast nezapíšete jmenovitě.",
    )
    upload = UploadField(required=False)
    title = forms.CharField(
        label="Název",
        required=False,
        max_length=200,
        help_text="Když ho nevyplníte, složí se z druhu a data.",
    )
    mode = forms.ChoiceField(label="Forma", required=False, choices=[("", "neuvedeno"), *MeetingMode.choices])
    summary = forms.CharField(
        label="Obsah a závěry", required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    about_year = forms.IntegerField(
        label="Týká se roku",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Jen když událost patří k jinému roku, než kdy se koná, například projednání loňské zprávy.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = (
        "starts_on",
        "ends_on",
        "starts_at",
        "ends_at",
        "state",
        "partnership",
        "group",
        "place",
        "online_url",
        "hours_in_person",
        "hours_distance",
        "participant_count",
        "upload",
        "commitments",
    )
    OF_EVENT = (
        "starts_on",
        "ends_on",
        "starts_at",
        "ends_at",
        "state",
        "partnership",
        "group",
        "place",
        "online_url",
        "hours_in_person",
        "hours_distance",
        "participant_count",
        "title",
        "mode",
        "summary",
        "about_year",
    )

    def __init__(self, *args, unit, kind, today, event=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.kind, self.today, self.event = unit, kind, today, event
        self.missing_body = ""
        self._keep_fields_of_the_kind(is_new=event is None, recorded_by=event.unit if event else unit)
        if event is None:
            self.fields["form_key"].initial = uuid.uuid4
            self.fields["form_key"].required = True
            del self.fields["revision"]
        else:
            del self.fields["form_key"]
            self.fields["revision"].required = True
            self.fields["revision"].initial = event.revision
            for name in set(self.OF_EVENT) & set(self.fields):
                self.fields[name].initial = getattr(event, name)

    def _keep_fields_of_the_kind(self, *, is_new: bool, recorded_by: TerritorialUnit) -> None:
        # an event of one unit changed by another one of its partnership stays among partnerships of both
        partnerships = LocalPartnership.objects.filter(units=self.unit).filter(units=recorded_by)
        if self.kind in OF_PARTNERSHIP:
            self._offer("partnership", partnerships)
        else:
            del self.fields["partnership"]
        if self.kind == EventKind.WG_MEETING:
            groups = WorkingGroup.objects.filter(partnership__in=partnerships)
            self._offer("group", groups.select_related("partnership"))
        else:
            del self.fields["group"]
        if self.kind not in TRAINING_KINDS:
            del self.fields["hours_in_person"], self.fields["hours_distance"]
        if self.kind in {EventKind.DOCUMENT, EventKind.RESEARCH}:
            del self.fields["ends_on"]  # it is done on the day it is finished
        if self.kind in {EventKind.DOCUMENT, EventKind.RESEARCH, EventKind.PETITION, EventKind.CAMPAIGN}:
            for name in WITHOUT_A_PLACE:
                del self.fields[name]
        if is_new and self.kind in FIRST_OUTPUT:
            self.fields["upload"].label = f"{FIRST_OUTPUT[self.kind].label} (soubor)"
        else:
            del self.fields["upload"]

    def _offer(self, name, rows) -> None:
        if not self.fields[name].offer(rows):
            self.missing_body = NO_GROUP if name == "group" else NO_PARTNERSHIP

    def clean(self):
        data = super().clean()
        if data.get("ends_on") == data.get("starts_on"):
            data["ends_on"] = None
        check_days(self, data, today=self.today)
        check_times(self, data)
        self._check_body(data)
        if data.get("upload") and data.get("state") == EventState.PLANNED:
            self.add_error("upload", "Doklad nahrajte, až se událost uskuteční.")
        return data

    def _check_body(self, data: dict) -> None:
        """It was there on the day; what is written down already may stay."""
        last = data.get("ends_on") or data.get("starts_on")
        for name in GONE:
            body = data.get(name)
            if not (last and body and body.dissolved_on and body.dissolved_on <= last):
                continue
            if self.event and (getattr(self.event, name), self.event.last_day) == (body, last):
                continue
            self.add_error(name, GONE[name].format(body, format_date(body.dissolved_on)))

    def event_fields(self) -> dict:
        """What the actions take, files and commitments aside; a group brings its partnership."""
        fields = {name: self.cleaned_data[name] for name in self.OF_EVENT if name in self.fields}
        if fields.get("group"):
            fields["partnership"] = fields["group"].partnership
        return fields

    def differences_from(self, event: Event) -> list[tuple[str, str, str]]:
        """(label, typed here, saved by somebody else) of fields that are not the same."""
        return [
            (self.fields[name].label, as_text(mine), as_text(getattr(event, name)))
            for name, mine in self.event_fields().items()
            if name in self.fields and mine != getattr(event, name)
        ]

    @property
    def first_output(self) -> OutputCode | None:
        return FIRST_OUTPUT.get(self.kind)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Důvod zrušení",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Například chybný zápis.",
    )
    tell_invited = forms.BooleanField(label="Dát vědět pozvaným", required=False, initial=True)

    def __init__(self, *args, expecting: int, **kwargs):
        """`expecting` says how many people have an invitation to it."""
        super().__init__(*args, **kwargs)
        if expecting:
            text = f"Pozvánku má {counted(expecting, 'osoba')}. Dostanou e-mail a jednání zmizí z jejich kalendáře."
            self.fields["tell_invited"].help_text = text
        else:
            del self.fields["tell_invited"]
