"""What people write at the steps of the life cycle; a step that only needs a click has no fields."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from agreements.days import day_problem
from agreements.forms.fields import NOT_CHOSEN
from agreements.forms.sections import PLAUSIBLE, FieldsForm
from agreements.models import AgreementVersion, Approval, PartnershipOpinion, Signature, Termination
from agreements.vocabulary import OpinionResult, Side
from partnerships.forms import CzechDateField
from partnerships.models import Event, User
from partnerships.vocabulary import EventKind

IN_A_PLACE = re.compile(r"(v|ve|na|u)\s+\S", re.IGNORECASE)


class StepForm(forms.Form):
    """`day_field` names the field with the day the step is about; what is wrong with it is said there."""

    day_field = ""

    def __init__(self, *args, name: str, version: AgreementVersion, user: User, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.name, self.version, self.user, self.today = name, version, user, today
        self.prepare()

    def prepare(self) -> None:
        """What a form offers or has filled in beforehand for this version."""

    def clean(self):
        data = super().clean()
        day = data.get(self.day_field)
        if day and (problem := day_problem(self.name, self.version, day, today=self.today)):
            self.add_error(self.day_field, problem)
        return data


class RowStepForm(StepForm, FieldsForm):
    """A step that writes a row; the columns it can't do without are named in `needed`."""

    needed: tuple[str, ...] = ()

    def prepare(self):
        for name in self.needed:
            self.fields[name].required = True


class ReasonStepForm(StepForm):
    reason = forms.CharField(
        label="Důvod",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dostane ho, kdo je teď na řadě, a zůstane v průběhu popisu.",
    )


class AgreeForm(RowStepForm):
    day_field = "decided_on"
    needed = ("decided_on", "body_text")
    decided_on = CzechDateField(label="Den souhlasu", validators=PLAUSIBLE)

    class Meta:
        model = Approval
        fields = ("decided_on", "body_text")
        labels = {"body_text": "Kdo za ASZ souhlasil"}
        help_texts = {"body_text": "Orgán nebo funkce, jak má stát v záznamu o schválení."}

    def prepare(self):
        super().prepare()
        self.initial["body_text"] = "Odbor pro sociální začleňování (Agentura) MMR ČR"


class OpinionStepForm(RowStepForm):
    day_field = "discussed_on"
    needed = ("result",)
    discussed_on = CzechDateField(label="Projednáno dne", validators=PLAUSIBLE, required=False)

    class Meta:
        model = PartnershipOpinion
        fields = ("meeting", "discussed_on", "result", "mode", "given_by", "text")
        labels = {"meeting": "Jednání ze záznamů"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "meeting": "Pokud je jednání lokálního partnerství už zapsané, datum se vezme z něj.",
            "text": "Jak má stát v dokumentu, s výhradami, pokud zazněly.",
        }

    def prepare(self):
        super().prepare()
        meetings = Event.objects.visible_to(self.user).of_unit(self.version.agreement.unit).held()
        self.fields["meeting"].queryset = meetings.filter(kind=EventKind.LP_MEETING).for_list()
        self.fields["meeting"].label_from_instance = lambda event: f"{event.days}, {event.title}"
        self.fields["meeting"].empty_label = NOT_CHOSEN
        self.fields["result"].choices = [
            ("", NOT_CHOSEN),
            *(choice for choice in OpinionResult.choices if choice[0] != OpinionResult.NOT_STATED),
        ]
        stored = getattr(self.version, "opinion", None)
        if stored is not None:
            self.initial = {name: getattr(stored, name) for name in self.Meta.fields}
            self.initial["meeting"] = stored.meeting_id

    def clean(self):
        meeting = self.cleaned_data.get("meeting")
        if meeting and "discussed_on" not in self.errors:
            self._take_day_of(meeting)
        elif not meeting and "discussed_on" not in self.errors and not self.cleaned_data.get("discussed_on"):
            self.add_error("discussed_on", "Napište den projednání, nebo vyberte jednání ze záznamů.")
        return super().clean()

    def _take_day_of(self, meeting: Event) -> None:
        day = self.cleaned_data.get("discussed_on")
        if day and not meeting.starts_on <= day <= meeting.last_day:
            text = f"Vybrané jednání se konalo {meeting.days}. Opravte datum, nebo výběr."
            self.add_error("discussed_on", text)
        else:
            self.cleaned_data["discussed_on"] = day or meeting.starts_on


class CouncilForm(StepForm):
    day_field = "day"
    day = CzechDateField(label="Předloženo dne", validators=PLAUSIBLE)


class ApproveForm(RowStepForm):
    day_field = "decided_on"
    needed = ("decided_on", "resolution_number")
    decided_on = CzechDateField(label="Datum schválení", validators=PLAUSIBLE)

    class Meta:
        model = Approval
        fields = ("decided_on", "resolution_number")
        help_texts = {"resolution_number": "Přesně jak stojí v usnesení, například ZM/12/2026."}


class RejectForm(ReasonStepForm):
    day_field = "day"
    day = CzechDateField(label="Rozhodnuto dne", validators=PLAUSIBLE)
    field_order = ("day", "reason")


class SignForm(RowStepForm):
    day_field = "signed_on"
    needed = ("signed_on", "place_text", "function_text")
    signed_on = CzechDateField(label="Podepsáno dne", validators=PLAUSIBLE)

    class Meta:
        model = Signature
        fields = ("place_text", "signed_on", "function_text")
        labels = {"place_text": "Místo podpisu", "function_text": "Jméno a funkce"}
        help_texts = {
            "place_text": "I s předložkou, jak má stát před datem: V Praze, Ve Zlíně.",
            "function_text": "Kdo podepsal, jak má stát pod podpisem.",
        }

    def prepare(self):
        super().prepare()
        side = {"sign_unit": Side.UNIT, "sign_asz": Side.ASZ}[self.name]
        self.initial["place_text"] = self.version.agreement.unit.in_place if side == Side.UNIT else "V Praze"

    def clean_place_text(self):
        place = self.cleaned_data["place_text"]
        if not IN_A_PLACE.match(place):
            raise ValidationError("Napište místo i s předložkou v 6. pádě, například V Praze.")
        return place


class TerminateForm(RowStepForm):
    day_field = "ends_on"
    ends_on = CzechDateField(label="Platí naposledy dne", validators=PLAUSIBLE)

    class Meta:
        model = Termination
        fields = ("ends_on", "body_text", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        labels = {"body_text": "Kdo o ukončení rozhodl"}
        help_texts = {
            "ends_on": "Poslední den, kdy popis platí; může být i v budoucnu.",
            "body_text": "Orgán a jeho rozhodnutí, například zastupitelstvo usnesením ZM/12/2026.",
        }


# By the name of the step; `agreements.actions.ACTIONS` takes what the form gives.
FORMS = {
    "submit_for_review": StepForm,
    "withdraw": ReasonStepForm,
    "return_for_rework": ReasonStepForm,
    "agree": AgreeForm,
    "discuss": OpinionStepForm,
    "note_opinion": OpinionStepForm,
    "submit_to_council": CouncilForm,
    "approve": ApproveForm,
    "reject": RejectForm,
    "rework": ReasonStepForm,
    "sign_unit": SignForm,
    "sign_asz": SignForm,
    "terminate": TerminateForm,
    "discard": ReasonStepForm,
}
