"""An activity with its steps, and in each step its outputs, responsibilities and terms: formsets in a formset.

Rows carry their `key`, never a primary key, and stand in the order of the form. How they are added, moved and
taken away is in row_changes.py.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorList
from django.http import QueryDict

from agreements.forms.row_changes import RowChange, asks_for_impossible_rows, total_of, with_change
from agreements.forms.rows import OutputForm, QuietMixin, ResponsibilityForm, StepForm, TermForm
from agreements.forms.sections import RevisionForm
from agreements.models import Activity
from agreements.term_reading import shown
from agreements.validity import Window


class RowFormSet(BaseFormSet):
    """Rows are told apart by their key, so none of them counts as an initial one: an empty row is no fault."""

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].widget = forms.HiddenInput()

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

    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by the name of the field it is said at."""
        found = {"": list(self.non_form_errors())} if self.non_form_errors() else {}
        for form in self.forms:
            if form not in self.deleted_forms:
                found |= faults_of(form)
        return found


def faults_of(form) -> dict[str, list[str]]:
    whole = next((field.html_name for field in form.visible_fields()), "")
    return {
        whole if name == NON_FIELD_ERRORS else form.add_prefix(name): list(errors)
        for name, errors in form.errors.items()
    }


def row_of(form) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}


def rows_formset(form):
    return formset_factory(
        form, RowFormSet, extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


MOST_ROWS = 60  # of one kind in one place
STEPS = "steps"
FULL = "Další řádek sem přidat nejde. Rozdělte obsah do více kroků nebo činností."

PARTS = {
    "outputs": rows_formset(OutputForm),
    "responsibilities": rows_formset(ResponsibilityForm),
    "terms": rows_formset(TermForm),
}


class StepFormSet(RowFormSet):
    """Each of its forms has the formsets of its step in `parts`."""

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
        return [
            form
            for form in self.forms
            if form not in self.deleted_forms
            and (form.has_changed() or any(part.kept() for part in form.parts.values()))
        ]

    def faults(self) -> dict[str, list[str]]:
        found = super().faults()
        for form in self.forms:
            for part in form.parts.values() if form not in self.deleted_forms else ():
                found |= part.faults()
        return found

    def take_focus(self, prefix: str) -> None:
        """The reader goes on in the row of this prefix, or in the field of this name."""
        for form in self._all_forms():
            if form.prefix == prefix:
                form.take_focus()
            for bound in form.visible_fields():
                if bound.html_name == prefix:
                    bound.field.widget.attrs["autofocus"] = True

    def rules(self) -> dict[str, str]:
        """What each term says, by the id of its place on the page."""
        terms = (term for step in self.forms for term in step.parts["terms"].forms)
        return {f"{term.prefix}-pravidlo": term.rule() for term in terms}

    def read_terms(self, activity: str, *, window: Window | None, today: date) -> None:
        """Puts beside each term what its text says, read with what is typed above it."""
        for step in self.forms:
            above = {"activity": activity, "specification": step["specification"].value() or ""}
            for term in step.parts["terms"].forms:
                term.reading = shown(term.typed(), **above, window=window, today=today)

    def seen_keys(self) -> set[UUID]:
        """Of all rows that came, deleted ones too."""
        return {form.cleaned_data["key"] for form in self._all_forms() if form.cleaned_data.get("key")}

    def name_new_rows(self) -> dict[str, str]:
        """Gives each new row the key it is saved under; by the name of the field that carries it."""
        given = {}
        for step in self.kept():
            for form in chain([step], *(part.kept() for part in step.parts.values())):
                if not form.cleaned_data.get("key"):
                    form.cleaned_data["key"] = uuid4()
                    given[form.add_prefix("key")] = str(form.cleaned_data["key"])
        return given

    def keys_from(self, stored: list[dict]) -> dict[str, str]:
        """Those of rows that are stored already just as they came, row by row."""
        found = {}
        for step, row in zip(self.kept(), stored, strict=False):
            found[step.add_prefix("key")] = str(row["key"])
            for name, part in step.parts.items():
                for form, inner in zip(part.kept(), row[name], strict=False):
                    found[form.add_prefix("key")] = str(inner["key"])
        return found

    def _all_forms(self) -> Iterator[forms.Form]:
        yield from self.forms
        for form in self.forms:
            for part in form.parts.values():
                yield from part.forms

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
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


class ActivityForm(QuietMixin, RevisionForm):
    """`new_key` is handed out with an empty form, so that a double click makes one activity.

    `opened` is the revision the page was first shown in; undo goes back to it over all saves in between.
    """

    name = forms.CharField(
        label="Činnost", required=False, max_length=Activity._meta.get_field("name").max_length
    )
    opened = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    new_key = forms.UUIDField(required=False, widget=forms.HiddenInput)


class Changed(NamedTuple):
    """Rows changed in what was sent; `focus` is the button or the row the reader goes on with."""

    data: QueryDict
    focus: str
    refusal: str = ""


def changed_rows(data: QueryDict, change: RowChange) -> Changed:
    changed, focus = with_change(data, change)
    place, total = int(focus.rpartition("-")[2]), total_of(changed, change.prefix)
    if change.verb == "pridat" and change.prefix == STEPS:
        # a new step starts with a row of each kind
        for part in PARTS:
            changed[f"{focus}-{part}-TOTAL_FORMS"] = "1"
            changed[f"{focus}-{part}-INITIAL_FORMS"] = "0"
    grows = change.verb in {"pridat", "kopie"}
    if asks_for_impossible_rows(changed) or (grows and total == total_of(data, change.prefix)):
        return Changed(data.copy(), "", FULL)
    if change.verb in {"nahoru", "dolu"}:
        ends = {"nahoru": 0, "dolu": total - 1}
        verb = change.verb if place != ends[change.verb] else ("dolu" if place == 0 else "nahoru")
        return Changed(changed, f"{verb} {change.prefix} {place}")
    return Changed(changed, f"vratit {change.prefix} {place}" if change.verb == "smazat" else focus)
