"""The rows of an activity: a step, and in it an output, a responsibility, a term."""

from calendar import monthrange

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from agreements.forms.sections import PLAUSIBLE, FieldsForm
from agreements.models import ActivityStep, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.queries import row_fields
from agreements.term_rules import rule_sentence
from agreements.vocabulary import (
    DATED_KINDS,
    OPEN_KINDS,
    OutputCode,
    Precision,
    ResponsibilityCode,
    TermKind,
)
from partnerships.forms import CzechDateField
from partnerships.vocabulary import OfficialRole

PRECISION = {TermKind.DATE: Precision.DAY, TermKind.MONTH: Precision.MONTH, TermKind.SEASON: Precision.SEASON}
MESSAGES = {
    constraint.name: str(constraint.violation_error_message) for constraint in ScheduleTerm._meta.constraints
}


class QuietMixin:
    """A form shown again with what was typed in it, before anybody asked for it to be checked."""

    def stay_quiet(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data = {}


class RowForm(QuietMixin, FieldsForm):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    prefilled = frozenset()  # filled in beforehand, so they alone make no row

    def has_changed(self):
        return bool(set(self.changed_data) - self.prefilled)

    def is_deleted(self) -> bool:
        """Taken away in the form, and still there to be taken back."""
        return bool(self.is_bound and self.data.get(self.add_prefix("DELETE")))

    def take_focus(self) -> None:
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True


class OutputForm(RowForm):
    class Meta:
        model = ExpectedOutput
        fields = ("code", "raw_text", "is_optional")
        help_texts = {"raw_text": "Nechte prázdné, když stačí výstup z nabídky."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean(self):
        data = super().clean()
        data["code"] = data.get("code") or OutputCode.OTHER
        if data["code"] == OutputCode.OTHER and not data.get("raw_text"):
            self.add_error("raw_text", "Vyberte výstup z nabídky, nebo napište jeho název.")
        return data


class ResponsibilityForm(RowForm):
    prefilled = frozenset({"side"})

    class Meta:
        model = Responsibility
        fields = ("side", "code", "raw_text")
        help_texts = {"raw_text": "Nechte prázdné, když stačí odpovědnost z nabídky."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean(self):
        data = super().clean()
        data["code"] = data.get("code") or ResponsibilityCode.OTHER
        if data["code"] == ResponsibilityCode.OTHER and not data.get("raw_text"):
            self.add_error("raw_text", "Vyberte odpovědnost z nabídky, nebo ji napište.")
        return data


class TermForm(RowForm):
    prefilled = frozenset({"every"})
    date_from = CzechDateField(label="Od", required=False, help_text="", validators=PLAUSIBLE)
    date_to = CzechDateField(
        label="Do",
        required=False,
        help_text="U měsíce stačí kterýkoli jeho den, platí poslední.",
        validators=PLAUSIBLE,
    )
    required_roles = forms.MultipleChoiceField(
        label="Kdo musí být přítomen",
        choices=OfficialRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ScheduleTerm
        fields = [name for name in row_fields(ScheduleTerm) if name != "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["every"].required = False

    def rule(self) -> str:
        """What the fields say as they are now, checked or not."""
        return rule_sentence(
            {name: self._typed(name) for name in ("kind", "event_kind", "count", "bound", "per", "date_to")}
        )

    def _typed(self, name: str):
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if (
            kind in {TermKind.FREQUENCY, TermKind.QUOTA}
            and not data.get("count")
            and "count" not in self.errors
        ):
            self.add_error("count", MESSAGES["schedule_term_counted_kind_has_count"])
        if kind in OPEN_KINDS and data.get("count") is not None:
            self.add_error("count", MESSAGES["schedule_term_open_kind_counts_nothing"])
        if kind in DATED_KINDS and not data.get("date_to") and "date_to" not in self.errors:
            self.add_error("date_to", MESSAGES["schedule_term_dated_kind_has_date"])
        if kind == TermKind.MONTH and data.get("date_to"):
            last = data["date_to"]
            data["date_from"] = last.replace(day=1)
            data["date_to"] = last.replace(day=monthrange(last.year, last.month)[1])
        if data.get("date_from") and data.get("date_to") and data["date_from"] > data["date_to"]:
            self.add_error("date_to", MESSAGES["schedule_term_interval_in_order"])
        data["every"] = data.get("every") or 1
        data["precision"] = data.get("precision") or PRECISION.get(kind, "")
        return data


class StepForm(RowForm):
    class Meta:
        model = ActivityStep
        fields = ("specification", "suspected_swap")
        widgets = {"specification": forms.Textarea(attrs={"rows": 2})}
