"""What people type about the adoption: both approvals and signatures, the partnership's opinion, a stated start."""

from collections.abc import Iterable
from datetime import date

from django import forms

from agreements.adoption import PARTS
from agreements.forms.sections import PLAUSIBLE, FieldsForm, ReasonForm, RevisionForm
from agreements.models import PartnershipOpinion
from partnerships.forms import CzechDateField

IN_FUTURE = "Toto datum teprve přijde. Zapište skutečné datum, nebo nechte pole prázdné."


class PartForm(FieldsForm):
    """A part left empty is no row. `past` are dates of what has happened already."""

    past: tuple[str, ...] = ()
    note = ""  # what to know before filling the part in
    prefilled: frozenset[str] = frozenset()  # filled in beforehand, so alone they make no row

    def __init__(self, *args, name: str, today: date, **kwargs):
        super().__init__(*args, prefix=name, **kwargs)
        self.name, self.today = name, today
        for field in self.fields.values():
            field.required = False

    @property
    def label(self) -> str:
        return PARTS[self.name].label

    def clean(self):
        data = super().clean()
        for name in self.past:
            if data.get(name) and data[name] > self.today:
                self.add_error(name, IN_FUTURE)
        return data

    def is_filled(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name not in self.prefilled)

    def values(self) -> dict | None:
        return dict(self.cleaned_data) if self.is_filled() else None


class ApprovalForm(PartForm):
    past = ("decided_on",)
    decided_on = CzechDateField(label="Datum schválení", validators=PLAUSIBLE)

    class Meta:
        model = PARTS["approval_unit"].model
        fields = PARTS["approval_unit"].fields
        help_texts = {"body_text": "Který orgán rozhodl."}


class SignatureForm(PartForm):
    past = ("signed_on",)
    signed_on = CzechDateField(label="Podepsáno dne", validators=PLAUSIBLE)

    class Meta:
        model = PARTS["signature_unit"].model
        fields = PARTS["signature_unit"].fields
        labels = {"place_text": "Místo", "function_text": "Jméno a funkce"}
        help_texts = {
            "place_text": "I s předložkou, například V Praze.",
            "function_text": "Jak stojí pod podpisem.",
        }


class OpinionForm(PartForm):
    past = ("discussed_on",)
    prefilled = frozenset({"given_by"})
    discussed_on = CzechDateField(label="Projednáno dne", validators=PLAUSIBLE)

    class Meta:
        model = PartnershipOpinion
        fields = PARTS["opinion"].fields
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": "Jak stojí v dokumentu."}

    def clean(self):
        data = super().clean()
        if self.is_filled() and not data.get("result"):
            self.add_error("result", "Vyberte výsledek projednání.")
        return data


class StartForm(PartForm):
    note = (
        "Platnost se počítá od schválení územním celkem. Vyplňte jen tehdy, když datum schválení neznáte nebo popis "
        "platí od jiného dne."
    )
    starts_on = CzechDateField(label="Platí od", validators=PLAUSIBLE)

    class Meta:
        model = PARTS["start"].model
        fields = PARTS["start"].fields
        labels = {"reason": "Proč od tohoto dne"}

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and not data.get("reason"):
            self.add_error("reason", "Napište, proč popis platí od tohoto dne.")
        if data.get("reason") and not data.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", "Napište den, nebo smažte i odůvodnění.")
        return data


class FileReferenceForm(PartForm):
    class Meta:
        model = PARTS["reference_unit"].model
        fields = PARTS["reference_unit"].fields
        help_texts = {
            "reference_number": "Jak ho přidělila spisová služba, například MUVT/123/2026.",
            "file_mark": "Pokud ji spis má.",
        }


FORMS = {
    "approval_unit": ApprovalForm,
    "approval_asz": ApprovalForm,
    "signature_unit": SignatureForm,
    "signature_asz": SignatureForm,
    "opinion": OpinionForm,
    "start": StartForm,
    "reference_unit": FileReferenceForm,
    "reference_asz": FileReferenceForm,
}


GROUPS = (
    ("Schválení", ("approval_unit", "approval_asz")),
    ("Podpisy", ("signature_unit", "signature_asz")),
    ("Projednání a začátek platnosti", ("opinion", "start")),
    ("Č. j. a spisová značka", ("reference_unit", "reference_asz")),
)


class PartsForm(RevisionForm):
    """The parts this person may complete, each a form of its own."""

    def __init__(
        self,
        data=None,
        *,
        today: date,
        stored: dict[str, dict | None],
        revision: int,
        allowed: Iterable[str],
    ):
        super().__init__(data, initial={"revision": revision})
        self.parts = {
            name: form(data, name=name, today=today, initial=stored[name])
            for name, form in FORMS.items()
            if name in allowed
        }

    def is_valid(self) -> bool:
        # every part is asked, so that all faults are shown at once
        return all([super().is_valid(), *(part.is_valid() for part in self.parts.values())])

    def values(self) -> dict[str, dict | None]:
        return {name: part.values() for name, part in self.parts.items()}

    @property
    def groups(self) -> list[tuple[str, list[PartForm]]]:
        """Under the headings of the page, without those that have nothing for this person."""
        groups = (
            (heading, [self.parts[name] for name in names if name in self.parts]) for heading, names in GROUPS
        )
        return [(heading, parts) for heading, parts in groups if parts]


class AdoptionForm(ReasonForm, PartsForm):
    """The reason of the whole change and the parts."""
