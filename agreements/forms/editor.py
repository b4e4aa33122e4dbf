"""A section as it is typed: the form of its own fields and the formsets of its rows, asked and shown together."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorList
from django.utils.html import format_html

from agreements.forms.row_changes import MOST_ROWS
from agreements.forms.rows import QuietMixin, RowForm
from agreements.forms.sections import FieldsForm, RevisionForm
from agreements.models import AgreementVersion

BESIDE_ROW = frozenset({"DELETE"})


def helper_for(*layout) -> FormHelper:
    """The template owns the form tag and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = True
    if layout:
        helper.layout = Layout(*layout)
        helper.render_unmentioned_fields = False
    return helper


def add_help(field: forms.Field, text: str) -> None:
    field.help_text = format_html(
        '{} <details class="field-help"><summary>Nápověda<span class="visually-hidden">: {}</span></summary>'
        "{}</details>",
        field.help_text,
        field.label,
        text,
    )


class SectionForm(QuietMixin, FieldsForm, RevisionForm):
    """`opened` is the revision the page was first shown in; undo goes back to it over all saves in between."""

    opened = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    layout: tuple = ()

    class Meta:
        model = AgreementVersion
        fields = ()

    def __init__(self, *args, version: AgreementVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        self.own = [name for name in self.fields if name in self._meta.fields]
        for name in self.own:
            self.fields[name].required = False
        self.helper = helper_for("revision", "opened", *(self.layout or self.own))

    def values(self) -> dict:
        """Columns of the version; a choice left empty is the column's own default."""
        columns = {name: AgreementVersion._meta.get_field(name) for name in self.own if name in self.fields}
        return {
            name: columns[name].get_default()
            if columns[name].choices and not self.cleaned_data[name]
            else self.cleaned_data[name]
            for name in columns
        }


class SectionRowForm(RowForm):
    """A row of a section; `parts` are the formsets of the rows inside it."""

    noun = "Řádek"
    layout: tuple = ()
    inside: dict[str, type[BaseFormSet]] = {}

    def __init__(self, *args, offers=None, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.offers = offers
        self.parts: dict[str, RowSet] = {}
        if offers is not None:
            offers.give(self)
        self.helper = helper_for("key", *self.layout)

    def has_changed(self):
        return super().has_changed() or any(part.kept() for part in self.parts.values())

    def is_deleted(self) -> bool:
        """Whether the row waits to be deleted by the next save."""
        return bool(self.is_bound and self.data.get(self.add_prefix("DELETE")))

    def key_from(self, row: dict) -> dict[str, str]:
        return {} if self.cleaned_data.get("key") else {self.add_prefix("key"): str(row["key"])}

    def say_empty(self, name: str, text: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, f"{text}, nebo řádek smažte.")

    def values(self) -> dict:
        own = {name: value for name, value in self.cleaned_data.items() if name not in BESIDE_ROW}
        return {**own, **{name: part.rows() for name, part in self.parts.items()}}


class RowSet(BaseFormSet):
    """Rows are told apart by their key, so none of them counts as an initial one: an empty row is no fault."""

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].widget = forms.HiddenInput()
        data, initial = (self.data if self.is_bound else None), form.initial or {}
        form.parts = {
            name: rows(
                data,
                prefix=f"{form.prefix}-{name}",
                initial=initial.get(name, []),
                form_kwargs={"offers": form.offers},
            )
            for name, rows in form.inside.items()
        }

    @property
    def noun(self) -> str:
        return self.form.noun

    def is_valid(self) -> bool:
        """Every part is asked, so that all faults are shown at once; those of deleted rows do not count."""
        parts = [part.is_valid() or form.is_deleted() for form in self.forms for part in form.parts.values()]
        return super().is_valid() and all(parts)

    def kept(self) -> list[SectionRowForm]:
        return [form for form in self.forms if not form.is_deleted() and form.has_changed()]

    def rows(self) -> list[dict]:
        return [form.values() for form in self.kept()]

    def keys_from(self, stored: list[dict]) -> dict[str, str]:
        """Those of rows that came without one and are stored already just as they came, row by row."""
        found = {}
        for form, row in zip(self.kept(), stored, strict=False):
            found |= form.key_from(row)
            for name, part in form.parts.items():
                found |= part.keys_from(row[name])
        return found

    def all_forms(self) -> Iterator[SectionRowForm]:
        for form in self.forms:
            yield form
            for part in form.parts.values():
                yield from part.all_forms()

    def stay_quiet(self) -> None:
        for form in self.all_forms():
            form.stay_quiet()
        self._errors = [form.errors for form in self.forms]
        self._non_form_errors = ErrorList()
        for form in self.forms:
            for part in form.parts.values():
                part.stay_quiet()


def rows_of(form: type[SectionRowForm], most: int = MOST_ROWS) -> type[RowSet]:
    """An honest person adds rows one by one, so a number beyond the most is nobody's work."""
    return formset_factory(form, RowSet, extra=0, can_delete=True, max_num=most, absolute_max=most)


class Editor:
    """`initial` are the section's stored values; `rows` the formsets by their name in them."""

    def __init__(self, form: QuietMixin, rows: dict[str, RowSet]):
        self.form, self.rows = form, rows

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def values(self) -> dict:
        return {**self.form.values(), **{name: rows.rows() for name, rows in self.rows.items()}}

    def all_forms(self) -> Iterator[SectionRowForm]:
        for rows in self.rows.values():
            yield from rows.all_forms()

    def seen(self) -> set[UUID]:
        """Keys of all rows that came, deleted ones too."""
        sent = [form.cleaned_data.get("key") for form in self.all_forms() if hasattr(form, "cleaned_data")]
        return {key for key in sent if key}

    def give_keys(self) -> dict[str, UUID]:
        """Hands a key to each new row that will be saved, so that the page knows it from then on."""
        given = {}
        for form in self.all_forms():
            if form.has_changed() and not form.is_deleted() and not form.cleaned_data.get("key"):
                form.cleaned_data["key"] = uuid4()
                given[form.add_prefix("key")] = form.cleaned_data["key"]
        return given

    def keys_from(self, stored: dict) -> dict[str, str]:
        """What give_keys said when the same was saved, for an answer that got lost on the way."""
        found = [rows.keys_from(stored[name]) for name, rows in self.rows.items()]
        return {name: key for keys in found for name, key in keys.items()}

    def errors(self) -> dict[str, list[str]]:
        """By the name of the field, as the browser knows it."""
        found = {}
        for form in [self.form, *self.all_forms()]:
            if not getattr(form, "is_deleted", bool)():
                for name, texts in form.errors.items():
                    found[form.add_prefix(name) if name in form.fields else ""] = list(texts)
        for rows in self.rows.values():
            found |= {rows.prefix: list(rows.non_form_errors())} if rows.non_form_errors() else {}
        return found

    def stay_quiet(self) -> None:
        self.form.stay_quiet()
        for rows in self.rows.values():
            rows.stay_quiet()

    def defaults_of(self, prefix: str) -> dict[str, str]:
        """What a row just added says before anybody types into it, and that no rows are inside it yet."""
        form = next((form for form in self.all_forms() if form.prefix == prefix), None)
        if form is None:
            return {}
        known = {bound.html_name: bound.initial for bound in form}
        counters = {
            f"{part.prefix}-{counter}": "0"
            for part in form.parts.values()
            for counter in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        return counters | {name: value for name, value in known.items() if value not in (None, "", False)}

    def focus(self, prefix: str) -> None:
        """The person goes on in the row that a button has just changed."""
        for form in self.all_forms():
            if form.prefix == prefix and not form.is_deleted():
                form.take_focus()

    def explain(self, fields: dict[str, str], notes: dict[str, str]) -> None:
        """Help that opens beside each field; a role has the note of the form's header."""
        for name, text in fields.items():
            if name in self.form.fields:
                add_help(self.form.fields[name], text)
        for form in self.all_forms():
            if note := notes.get(f"role:{form.prefix}"):
                add_help(form.fields["name_text"], note)

    def said(self) -> str:
        """All that was typed, as plain text to be copied."""
        lines = []
        for form in [self.form, *self.all_forms()]:
            for bound in form:
                value = bound.value()
                if value and not bound.is_hidden and not isinstance(value, bool):
                    choices = dict(getattr(bound.field.widget, "choices", ()))
                    lines.append(f"{bound.label}: {choices.get(value, value)}")
        return "\n".join(map(str, lines))
