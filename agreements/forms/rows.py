"""The rows of an activity: a step, and in it an output, a responsibility, a term."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from agreements.forms.sections import PLAUSIBLE, FieldsForm
from agreements.models import ActivityStep, ExpectedOutput, Responsibility, ScheduleTerm
from agreements.queries import row_fields
from agreements.term_faults import BY_DAY, OFFSET, faults_of_term
from agreements.term_reading import Shown, completed
from agreements.term_rules import rule_sentence
from agreements.vocabulary import OutputCode, ResponsibilityCode, TermKind
from partnerships.forms import CzechDateField
from partnerships.vocabulary import OfficialRole

NOT_READ = "nepřečteno – nastavte ručně"
# fields of a term that few terms need, in its „Další údaje“
FURTHER = frozenset(
    {
        "every",
        *BY_DAY,
        *OFFSET,
        "subject",
        "required_roles",
        "recipient",
        "purpose",
        "trigger_text",
        "target_participants",
        "target_events",
        "precision",
        "season",
    }
)


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


class CellField(forms.CharField):
    """A cell of the timeline, a few lines of text; too much of it is said, not cut off while it is pasted."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class TermForm(RowForm):
    """`reading` is that of the text as it is typed, beside the fields it could fill; see StepFormSet.read_terms."""

    prefilled = frozenset({"every"})
    reading = Shown()
    raw_text = CellField(
        label="Termín, jak je psán",
        required=False,
        max_length=ScheduleTerm._meta.get_field("raw_text").max_length,
    )
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
        self.fields["kind"].choices = [
            (value, label if value else NOT_READ) for value, label in self.fields["kind"].choices
        ]

    def rule(self) -> str:
        """What the fields say as they are now, checked or not."""
        return rule_sentence(self.typed())

    def typed(self) -> dict:
        """The columns as they are now; what cannot be understood counts as empty."""
        values = {name: self._typed(name) for name in self._meta.fields}
        return completed({name: value for name, value in values.items() if value is not None})

    def _typed(self, name: str):
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    @property
    def asks_for_more(self) -> bool:
        """Whether what this term needs stands among its further fields."""
        names = {"kind", "every", *OFFSET, *BY_DAY}
        values = {name: self._typed(name) for name in names}
        needed = values["kind"] == TermKind.RELATIVE or values["every"] not in (None, 1)
        return needed or any(values[name] for name in BY_DAY) or bool(set(self.errors) & FURTHER)

    def clean(self):
        data = completed(super().clean())
        for name, text in faults_of_term(data).items():
            if name not in self.errors:
                self.add_error(name, text)
        return data


class StepForm(RowForm):
    class Meta:
        model = ActivityStep
        fields = ("specification", "suspected_swap")
        widgets = {"specification": forms.Textarea(attrs={"rows": 2})}
