"""An activity with its steps, and in each step its outputs, responsibilities and terms: formsets in a formset.

Rows carry their `key`, never a primary key. Added rows come from the server: the same form with one more row.
"""

import re
from itertools import chain
from uuid import UUID

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorList

from agreements.forms.rows import OutputForm, QuietMixin, ResponsibilityForm, StepForm, TermForm
from agreements.forms.sections import RevisionForm
from agreements.models import Activity

MOST_STEPS = 40
MOST_ROWS = 20  # of one kind in one step
MOST_ROWS_AT_ONCE = 300
STEPS = "steps"


class RowFormSet(BaseFormSet):
    """Rows are told apart by their key, so none of them counts as an initial one: an empty row is no fault."""

    deletion_label = "Smazat tento řádek"

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = self.deletion_label
        if "ORDER" in form.fields:
            form.fields["ORDER"].label = "Pořadí"

    def stay_quiet(self) -> None:
        for form in self.forms:
            form.stay_quiet()
        self._errors = [form.errors for form in self.forms]
        self._non_form_errors = ErrorList()

    def kept(self) -> list[forms.Form]:
        """Filled rows without the deleted ones."""
        return [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]

    def rows(self) -> list[dict]:
        return [row_of(form) for form in self.kept()]


def row_of(form) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name not in {"DELETE", "ORDER"}}


def rows_formset(form, **options):
    return formset_factory(
        form, RowFormSet, extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS, **options
    )


PARTS = {
    "outputs": rows_formset(OutputForm),
    "responsibilities": rows_formset(ResponsibilityForm),
    "terms": rows_formset(TermForm),
}


class StepFormSet(RowFormSet):
    """Each of its forms has the formsets of its step in `parts`."""

    deletion_label = "Smazat tento krok"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        data = self.data if self.is_bound else None
        initial = form.initial or {}
        form.parts = {
            part: formset(data, prefix=f"{form.prefix}-{part}", initial=initial.get(part, []))
            for part, formset in PARTS.items()
        }

    def stay_quiet(self) -> None:
        super().stay_quiet()
        for form in self.forms:
            for part in form.parts.values():
                part.stay_quiet()

    def is_valid(self) -> bool:
        steps_are_valid = super().is_valid()
        # every part is asked, so that all faults are shown at once and rows of a deleted step count as seen
        parts_are_valid = [
            part.is_valid() or self._should_delete_form(form)
            for form in self.forms
            for part in form.parts.values()
        ]
        return steps_are_valid and all(parts_are_valid)

    def kept(self) -> list[forms.Form]:
        """A new step with nothing but outputs is a step too; an empty one is none."""
        filled = [
            form
            for form in self.forms
            if form not in self.deleted_forms
            and (form.has_changed() or any(part.kept() for part in form.parts.values()))
        ]
        return sorted(filled, key=self._place)

    def _place(self, form) -> tuple:
        order = form.cleaned_data.get("ORDER")
        return (order is None, order)

    def focus_added(self, prefix: str) -> None:
        """The reader goes on in the row just added to the formset of this prefix."""
        for formset in (self, *(part for form in self.forms for part in form.parts.values())):
            if formset.prefix == prefix and formset.forms:
                formset.forms[-1].take_focus()

    def seen_keys(self) -> set[UUID]:
        """Of all rows that came, deleted ones too."""
        parts = [part for form in self.forms for part in form.parts.values()]
        forms_sent = chain(self.forms, *(part.forms for part in parts))
        return {form.cleaned_data["key"] for form in forms_sent if form.cleaned_data.get("key")}

    def rows(self) -> list[dict]:
        return [
            {**row_of(form), **{part: formset.rows() for part, formset in form.parts.items()}}
            for form in self.kept()
        ]


Steps = formset_factory(
    StepForm,
    StepFormSet,
    extra=0,
    can_delete=True,
    can_order=True,
    max_num=MOST_STEPS,
    absolute_max=MOST_STEPS,
)


class ActivityForm(QuietMixin, RevisionForm):
    """`new_key` is handed out with an empty form, so that a double click makes one activity."""

    name = forms.CharField(
        label="Činnost", required=False, max_length=Activity._meta.get_field("name").max_length
    )
    new_key = forms.UUIDField(required=False, widget=forms.HiddenInput)


def with_row(data, prefix: str):
    """The submitted data with one more empty row in the formset; a new step starts with a row of each kind."""
    data = data.copy()
    total = _total(data, prefix)
    data[f"{prefix}-TOTAL_FORMS"] = total + 1
    if prefix == STEPS:
        for part in PARTS:
            data[f"{prefix}-{total}-{part}-TOTAL_FORMS"] = 1
            data[f"{prefix}-{total}-{part}-INITIAL_FORMS"] = 0
    return data


def is_row_prefix(prefix: str) -> bool:
    return bool(re.fullmatch(rf"{STEPS}(-\d{{1,2}}-({'|'.join(PARTS)}))?", prefix))


def asks_for_impossible_rows(data) -> bool:
    """More rows than any agreement has (building their forms would hold the server up), or fewer than none."""
    totals = [name for name in data if name.endswith("-TOTAL_FORMS")]
    if any(data[name].startswith("-") for name in totals):
        return True
    return sum(_total(data, name.removesuffix("-TOTAL_FORMS")) for name in totals) > MOST_ROWS_AT_ONCE


def _total(data, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "0")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0
