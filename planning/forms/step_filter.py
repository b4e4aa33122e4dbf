"""The timeline of a year or of the whole term narrowed by whose the step is, its theme and how it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.choices import flatten_choices

from agreements.vocabulary import Side
from partnerships.czech import NBSP
from partnerships.vocabulary import OfficialRole
from planning.results import StepResult, YearResult
from planning.themes import Theme, steps_about
from planning.vocabulary import StepStatus

BY_COOPERATION = "spoluprace"
NOBODY = " -–—"  # how the documents write that a side does nothing


class StepFilterForm(forms.Form):
    """Of one year or of several; a step is shown in all of them where each choice fits it in at least one.

    What they do not have is refused in words and narrows nothing; `where` says in Czech what they are.
    """

    strana = forms.ChoiceField(label="Odpovídá", required=False)
    kdo = forms.ChoiceField(label="Role, odpovědnost nebo osoba", required=False)
    tema = forms.ChoiceField(label="Téma", required=False)
    stav = forms.ChoiceField(label="Stav", required=False)
    cleared = ""  # what the address keeps when the choice is taken back

    def __init__(self, data, *, results: Sequence[YearResult], themes: tuple[Theme, ...], where: str):
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.steps = [step for result in results for step in result.steps]
        self.themes = {theme.code: theme for theme in themes}
        statuses = {step.status for step in self.steps}
        self._offer("strana", "obě strany", Side.choices, where)
        self._offer("kdo", "všichni", _people(self.steps), where)
        self._offer("tema", "všechna témata", [(theme.code, theme.name) for theme in themes], where)
        found = [(one.value, one.label) for one in StepStatus if one in statuses]
        self._offer("stav", "všechny stavy", found, where)

    def _offer(self, name: str, nothing: str, choices: list, where: str) -> None:
        field = self.fields[name]
        field.choices = [("", nothing), *choices]
        field.error_messages["invalid_choice"] = (
            f"Tato možnost {where} není, podle tohoto pole se proto nevybírá."
        )

    @cached_property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data[name] for name in FITS if self.cleaned_data.get(name)}

    @property
    def said(self) -> str:
        """„Odpovídá – územní celek; Stav – nesplněno“: on paper there are no fields."""
        return "; ".join(
            f"{self.fields[name].label} – {dict(flatten_choices(self.fields[name].choices))[value]}"
            for name, value in self.chosen.items()
        )

    @property
    def asked(self) -> dict[str, str]:
        """Also what this year lacks: another may have it."""
        return {name: self.data[name] for name in FITS if self.data[name]}

    @property
    def query(self) -> str:
        """For links to other years; a year that lacks the value says so itself."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @cached_property
    def kept(self) -> frozenset[UUID]:
        """Keys of the steps that are left."""
        keys = {step.step_key for step in self.steps}
        for name, value in self.chosen.items():
            keys &= FITS[name](self, value)
        return frozenset(keys)

    def narrow(self, result: YearResult) -> YearResult:
        return replace(result, steps=tuple(step for step in result.steps if step.step_key in self.kept))


class TermFilterForm(StepFilterForm):
    """Of the whole term; it keeps how the years are counted."""

    roky = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, by_cooperation: bool, **given):
        super().__init__({**data.dict(), "roky": BY_COOPERATION}, where="v celé době spolupráce", **given)
        self.fields["stav"].help_text = f"Vybere kroky, které tak stojí aspoň v{NBSP}jednom roce."
        if by_cooperation:
            self.cleared = f"?{urlencode({'roky': BY_COOPERATION})}"
        else:
            del self.fields["roky"]

    @property
    def query_by_cooperation(self) -> str:
        return f"?{urlencode({'roky': BY_COOPERATION, **self.asked})}"


# --- What fits a choice -----------------------------------------------------------------------------------


def _of_side(form: StepFilterForm, side: str) -> set[UUID]:
    return {step.step_key for step in form.steps if _is_of_side(step, side)}


def _of_somebody(form: StepFilterForm, who: str) -> set[UUID]:
    return {step.step_key for step in form.steps if who in dict(_people_of(step))}


def _about(form: StepFilterForm, code: str) -> set[UUID]:
    return steps_about(form.themes[code], form.steps)


def _standing(form: StepFilterForm, status: str) -> set[UUID]:
    return {step.step_key for step in form.steps if step.status == status}


FITS = {"strana": _of_side, "kdo": _of_somebody, "tema": _about, "stav": _standing}


# --- What there is to choose from -------------------------------------------------------------------------


def _is_of_side(step: StepResult, side: str) -> bool:
    return bool(_said(step.unit_responsibility if side == Side.UNIT else step.asz_responsibility))


def _said(responsibility: tuple[str, ...]) -> list[str]:
    return [text for text in responsibility if text.strip(NOBODY)]


def _people(steps: Iterable[StepResult]) -> list:
    """In groups, each in the order of the vocabulary or of the timeline."""
    found = {value: label for step in steps for value, label in _people_of(step)}
    groups = (
        ("Role, která má být přítomna", "role"),
        ("Odpovědnost podle harmonogramu", "text"),
        ("Osoba z vysvětlení odchylky", "osoba"),
    )
    offered = [
        (name, [(value, label) for value, label in found.items() if value.startswith(f"{prefix}:")])
        for name, prefix in groups
    ]
    return [(name, choices) for name, choices in offered if choices]


def _people_of(step: StepResult) -> list[tuple[str, str]]:
    roles = {role for term in step.terms for role in term.required_roles}
    texts = dict.fromkeys(_said((*step.unit_responsibility, *step.asz_responsibility)))
    people = [step.deviation.responsible] if step.deviation and step.deviation.responsible else []
    return [
        *((f"role:{role.value}", role.label) for role in OfficialRole if role in roles),
        *((f"text:{text}", text) for text in texts),
        *((f"osoba:{name}", name) for name in people),
    ]
