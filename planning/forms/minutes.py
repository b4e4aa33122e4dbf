"""The agenda and the minutes as they are typed, on one page: before the meeting only what is to be discussed."""

from datetime import date

from crispy_forms.layout import Column, Row
from django import forms

from agreements.forms.editor import Editor, SectionRowForm, helper_for, rows_of
from agreements.forms.rows import QuietMixin
from agreements.forms.sections import FieldsForm, ReasonForm, RevisionForm
from partnerships.models import AgendaItem, Event, Meeting, User
from partnerships.vocabulary import EventState, Matter
from planning.actions.meetings import ITEM_FIELDS

ITEMS = "items"
MATTERS = [(Matter.OTHER, "jiný bod"), *(choice for choice in Matter.choices if choice[0] != Matter.OTHER)]
WHO = {"list": "nabidka-ucastnici", "autocomplete": "off"}


class PlannedItemForm(SectionRowForm):
    """A point of an agenda; its matter alone makes none when it is the free one."""

    noun = "Bod"
    layout = (
        Row(Column("matter", css_class="col-md-6"), Column("presenter_text", css_class="col-md-6")),
        "title",
    )
    matter = forms.ChoiceField(label="Co se projednává", choices=MATTERS)

    class Meta:
        model = AgendaItem
        fields = ("matter", "title", "presenter_text")
        widgets = {"presenter_text": forms.TextInput(WHO)}
        labels = {"title": "Název bodu"}
        help_texts = {"title": "U věci z nabídky nechte prázdné, pokud stačí její název."}

    def has_changed(self):
        """A row of the page that nobody wrote anything into is no point."""
        matter = self.data.get(self.add_prefix("matter")) or Matter.OTHER
        return bool(set(self.changed_data) - {"matter"}) or matter != Matter.OTHER

    def clean(self):
        data = super().clean()
        data["matter"] = data.get("matter") or Matter.OTHER
        if data["matter"] == Matter.OTHER:
            self.say_empty("title", "Napište název bodu, vyberte věc z nabídky")
        return data


class ItemForm(PlannedItemForm):
    layout = (*PlannedItemForm.layout, "note")

    class Meta(PlannedItemForm.Meta):
        fields = (*PlannedItemForm.Meta.fields, "note")
        widgets = {**PlannedItemForm.Meta.widgets, "note": forms.Textarea({"rows": 4, "maxlength": 50_000})}

    def clean_note(self):
        return _not_longer(self.cleaned_data["note"], 50_000)


class AgendaForm(QuietMixin, FieldsForm, RevisionForm):
    """Before the meeting there is nothing beside the points."""

    class Meta:
        model = Meeting
        fields = ()

    layout = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper_for("revision", *self.layout)

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class MinutesForm(AgendaForm):
    class Meta:
        model = Meeting
        fields = (
            "chaired_by_text",
            "recorded_by_text",
            "verified_by_text",
            "minutes_text",
            "conclusions",
        )
        labels = {"minutes_text": "Úvod zápisu", "conclusions": "Závěry"}
        widgets = {
            "chaired_by_text": forms.TextInput(WHO),
            "recorded_by_text": forms.TextInput(WHO),
            "verified_by_text": forms.TextInput(WHO),
            "minutes_text": forms.Textarea({"rows": 5, "maxlength": 100_000}),
            "conclusions": forms.Textarea({"rows": 4, "maxlength": 20_000}),
        }
        help_texts = {
            "minutes_text": "Zahájení a to, co nepatří k žádnému bodu. Nechte prázdné, když stačí body jednání."
        }

    layout = (
        Row(
            Column("chaired_by_text", css_class="col-md-4"),
            Column("recorded_by_text", css_class="col-md-4"),
            Column("verified_by_text", css_class="col-md-4"),
        ),
        "minutes_text",
    )

    def clean_minutes_text(self):
        return _not_longer(self.cleaned_data["minutes_text"], 100_000)

    def clean_conclusions(self):
        return _not_longer(self.cleaned_data["conclusions"], 20_000)


def _not_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise forms.ValidationError(f"Text je příliš dlouhý, nejvýše {most:_} znaků.".replace("_", " "))
    return text


PlannedItems = rows_of(PlannedItemForm)
Items = rows_of(ItemForm)


class MinutesEditor(Editor):
    """The form of the page with the points in it, as typed (`data`) or as stored."""

    def __init__(self, event: Event, meeting: Meeting, *, today: date, by: User, data=None):
        self.is_before = event.state == EventState.PLANNED and event.starts_on > today
        form, rows = (AgendaForm, PlannedItems) if self.is_before else (MinutesForm, Items)
        stored = values_of(meeting)
        initial = {**stored, "revision": meeting.revision}
        if meeting.pk is None:
            initial["recorded_by_text"] = str(by)
        points = rows(data, prefix=ITEMS, initial=stored[ITEMS] if data is None else None)
        super().__init__(form(data, initial=initial), {ITEMS: points})

    @property
    def revision(self) -> int:
        return self.form.cleaned_data["revision"]


class ReopenMinutesForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "reason"
        ].help_text = "Zůstane v historii události. Například doplnění jména předkladatele."


def values_of(meeting: Meeting) -> dict:
    """What the page holds of stored minutes, as the form says it."""
    rows = meeting.agenda_items.all() if meeting.pk else ()
    points = [{"key": row.key, **{name: getattr(row, name) for name in ITEM_FIELDS}} for row in rows]
    return {**{name: getattr(meeting, name) for name in MinutesForm.Meta.fields}, ITEMS: points}
