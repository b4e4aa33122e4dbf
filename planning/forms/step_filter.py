"""The timeline of a year narrowed by whose the step is, its theme and how it stands."""

from urllib.parse import urlencode

from django import forms

from agreements.vocabulary import Side
from partnerships.vocabulary import OfficialRole
from planning.results import StepResult, YearResult
from planning.themes import Theme, steps_of_theme

NOBODY = " -–—"  # how the documents write that a side does nothing


class StepFilterForm(forms.Form):
    """What the year does not have is refused in words and narrows nothing."""

    strana = forms.ChoiceField(label="Odpovídá", required=False)
    kdo = forms.ChoiceField(label="Role, odpovědnost nebo osoba", required=False)
    tema = forms.ChoiceField(label="Téma", required=False)
    stav = forms.ChoiceField(label="Stav", required=False)

    def __init__(self, data, *, result: YearResult, themes: tuple[Theme, ...]):
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.result = result
        self.themes = {theme.code: theme for theme in themes}
        self._offer("strana", "obě strany", Side.choices)
        self._offer("kdo", "všichni", _people(result))
        self._offer("tema", "všechna témata", [(theme.code, theme.name) for theme in themes])
        self._offer("stav", "všechny stavy", [(one.value, one.label) for one in result.counts])

    def _offer(self, name: str, nothing: str, choices: list) -> None:
        field = self.fields[name]
        field.choices = [("", nothing), *choices]
        field.error_messages["invalid_choice"] = (
            f"Tato možnost v roce {self.result.year} není, podle tohoto pole se proto nevybírá."
        )

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """For links to other years; a year that lacks the value says so itself."""
        kept = {name: value for name, value in self.data.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def steps(self) -> tuple[StepResult, ...]:
        chosen, steps = self.chosen, self.result.steps
        if "tema" in chosen:
            steps = steps_of_theme(self.result, self.themes[chosen["tema"]])
        if "strana" in chosen:
            steps = tuple(step for step in steps if _is_of_side(step, chosen["strana"]))
        if "kdo" in chosen:
            steps = tuple(step for step in steps if chosen["kdo"] in dict(_people_of(step)))
        if "stav" in chosen:
            steps = tuple(step for step in steps if step.status == chosen["stav"])
        return steps


def _is_of_side(step: StepResult, side: str) -> bool:
    return bool(_said(step.unit_responsibility if side == Side.UNIT else step.asz_responsibility))


def _said(responsibility: tuple[str, ...]) -> list[str]:
    return [text for text in responsibility if text.strip(NOBODY)]


def _people(result: YearResult) -> list:
    """In groups, each in the order of the vocabulary or of the timeline."""
    found = {value: label for step in result.steps for value, label in _people_of(step)}
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
