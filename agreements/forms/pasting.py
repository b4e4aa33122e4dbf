"""A table pasted from Excel or Word, what its columns are, and what of it is taken."""

from django import forms

from agreements.pasting.grid import Grid, NoTable, grid_of_text
from agreements.pasting.headings import COLUMNS
from agreements.pasting.html import grid_of_html
from agreements.pasting.preview import Preview
from agreements.pasting.shown import ShownActivity

APPEND, REPLACE = "pridat", "nahradit"
CONTENT = {"activity", "specification", "term"}  # one of them at least makes a timeline


class PasteForm(forms.Form):
    """`html` is what the browser found in the clipboard; without JavaScript the cells come parted by tabs."""

    text = forms.CharField(
        label="Tabulka",
        help_text="Klikněte do pole a vložte zkopírovanou tabulku: Ctrl+V, na telefonu podržet prst a Vložit.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Vložte sem tabulku zkopírovanou z Excelu nebo z Wordu."},
        strip=False,
    )
    html = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    grid: Grid

    def clean(self):
        data = super().clean()
        if data.get("text") is not None:
            try:
                self.grid = grid_of_html(data.get("html") or "") or grid_of_text(data["text"])
            except NoTable as problem:
                self.add_error("text", str(problem))
        return data


class ColumnsForm(forms.Form):
    """A select for each column of the table; named by its place, which only the server gives."""

    has_headings = forms.BooleanField(
        label="První řádek je hlavička", required=False, help_text="Hlavička se nevkládá."
    )

    def __init__(self, data=None, *, preview: Preview):
        initial = {"has_headings": bool(preview.columns.first)}
        super().__init__(data, initial=initial)
        if preview.columns.are_said:
            del self.fields["has_headings"]
        self.names = [f"sloupec-{place}" for place in range(len(preview.columns.codes))]
        for place, (name, code) in enumerate(zip(self.names, preview.columns.codes, strict=True), start=1):
            self.fields[name] = forms.ChoiceField(
                label=f"{place}. sloupec", choices=list(COLUMNS.items()), required=False, initial=code
            )
        self.examples = preview.examples()

    @property
    def columns(self) -> list[tuple]:
        return [(self[name], example) for name, example in zip(self.names, self.examples, strict=True)]

    def clean(self):
        data = super().clean()
        if not self.errors and not CONTENT & set(self.codes):
            raise forms.ValidationError("Vyberte aspoň jeden sloupec s činností, specifikací nebo termínem.")
        return data

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data[name] for name in self.names)


class TakeForm(forms.Form):
    """Which activities are taken, and where they go."""

    mode = forms.ChoiceField(
        label="Kam vložit",
        choices=[
            (APPEND, "Přidat za činnosti, které v harmonogramu už jsou"),
            (REPLACE, "Nahradit celý harmonogram"),
        ],
        widget=forms.RadioSelect,
        initial=APPEND,
    )
    agreed = forms.BooleanField(label="Ano, dosavadní činnosti smazat", required=False)

    def __init__(self, data=None, *, activities: list[ShownActivity], has_activities: bool):
        super().__init__(data)
        self.has_activities = has_activities
        if not has_activities:
            del self.fields["mode"], self.fields["agreed"]
        self.names = {one.number: f"cinnost-{one.number}" for one in activities if one.is_fit}
        for one in activities:
            if one.is_fit:
                label = f"Vložit činnost {one.name or 'bez názvu'}"
                self.fields[self.names[one.number]] = forms.BooleanField(
                    label=label, required=False, initial=True
                )

    @property
    def replaces(self) -> bool:
        return self.cleaned_data.get("mode") == REPLACE

    @property
    def taken(self) -> list[int]:
        return [number for number, name in self.names.items() if self.cleaned_data.get(name)]

    def clean(self):
        data = super().clean()
        if not self.taken:
            raise forms.ValidationError("Vyberte aspoň jednu činnost, kterou chcete vložit.")
        if self.replaces and not data.get("agreed"):
            self.add_error("agreed", "Potvrďte, že se dosavadní činnosti mají smazat.")
        return data
