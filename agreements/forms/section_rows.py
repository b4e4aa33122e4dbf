"""Rows of the sections: official wording first, and what was typed stays as it was typed."""

from crispy_forms.layout import Column, Row
from django import forms

from agreements.forms.editor import RowSet, SectionRowForm, rows_of
from agreements.forms.fields import CzechDecimalField, OfferedField, year
from agreements.forms.sections import PLAUSIBLE
from agreements.models import (
    FocusArea,
    FocusGoal,
    LegacyStrategyUse,
    LinkedStrategy,
    PlannedMeasure,
    StatedGroup,
    StatedMatter,
    StatedSeat,
)
from partnerships.forms import CzechDateField
from partnerships.models import ThematicArea
from partnerships.vocabulary import GroupStatus, Matter, OrganisationType


def text(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def offering(name: str) -> forms.TextInput:
    """A text with suggestions; the page holds their list once."""
    return forms.TextInput(attrs={"list": f"nabidka-{name}"})


class GoalForm(SectionRowForm):
    noun = "Cíl"
    layout = (
        "statement",
        Row(Column("direction", css_class="col-md-6"), Column("target_type", css_class="col-md-6")),
        Row(
            Column("baseline_value", css_class="col-6 col-md-3"),
            Column("baseline_on", css_class="col-6 col-md-3"),
            Column("target_value", css_class="col-6 col-md-3"),
            Column("measured_in", css_class="col-6 col-md-3"),
        ),
    )
    baseline_value = CzechDecimalField(label="Výchozí hodnota", max_digits=14, decimal_places=2)
    target_value = CzechDecimalField(label="Cílová hodnota", max_digits=14, decimal_places=2)
    baseline_on = CzechDateField(label="Ke dni", help_text="", validators=PLAUSIBLE)

    class Meta:
        model = FocusGoal
        fields = (
            "statement", "direction", "target_type", "baseline_value", "baseline_on", "target_value", "measured_in",
        )  # fmt: skip
        widgets = {"statement": text(), "measured_in": offering("jednotka")}

    def clean(self):
        data = super().clean()
        self.say_empty("statement", "Napište znění cíle")
        return data


class AreaForm(SectionRowForm):
    noun = "Oblast"
    layout = (
        Row(Column("local_label", css_class="col-md-8"), Column("tier", css_class="col-md-4")),
        "thematic_area",
        "description",
        "linkage",
        "note_text",
    )
    thematic_area = OfferedField(
        ThematicArea,
        label="Téma z číselníku",
        help_text="Podle něj se oblasti počítají napříč územními celky.",
    )

    class Meta:
        model = FocusArea
        fields = ("local_label", "tier", "thematic_area", "description", "linkage", "note_text")
        widgets = {
            "local_label": offering("temata"),
            "description": text(),
            "linkage": text(),
            "note_text": text(),
        }
        help_texts = {
            "local_label": "Nechte prázdné, když stačí název tématu z číselníku.",
            "note_text": "Vysvětlivka, která se tiskne pod čarou.",
        }

    def clean(self):
        data = super().clean()
        if not data.get("local_label") and data.get("thematic_area"):
            data["local_label"] = str(data["thematic_area"])
        self.say_empty("local_label", "Napište název oblasti nebo vyberte téma z číselníku")
        return data


class GroupForm(SectionRowForm):
    noun = "Pracovní skupina"
    layout = (
        Row(Column("name", css_class="col-md-7"), Column("status", css_class="col-md-5")),
        "is_cross_cutting",
    )

    class Meta:
        model = StatedGroup
        fields = ("name", "status", "is_cross_cutting")
        widgets = {"name": offering("skupiny")}

    def clean(self):
        data = super().clean()
        data["status"] = data.get("status") or GroupStatus.ESTABLISHED
        self.say_empty("name", "Napište název skupiny")
        return data


class SeatForm(SectionRowForm):
    noun = "Člen"
    layout = (
        Row(
            Column("text", css_class="col-md-5"),
            Column("organisation_type", css_class="col-md-4"),
            Column("listed_among", css_class="col-md-3"),
        ),
    )

    class Meta:
        model = StatedSeat
        fields = ("text", "organisation_type", "listed_among")
        widgets = {"listed_among": offering("uvedeni")}
        help_texts = {
            "text": "Nechte prázdné, když stačí druh organizace.",
            "listed_among": "Nadpis v dokumentu.",
        }

    def clean(self):
        data = super().clean()
        kind = data.get("organisation_type")
        if kind and not data.get("text"):
            data["text"] = OrganisationType(kind).label
        data["organisation_type"] = kind or OrganisationType.OTHER
        self.say_empty("text", "Napište člena nebo vyberte druh organizace")
        return data


class MatterForm(SectionRowForm):
    noun = "Věc"
    layout = (Row(Column("matter", css_class="col-md-6"), Column("text", css_class="col-md-6")),)

    class Meta:
        model = StatedMatter
        fields = ("matter", "text")
        help_texts = {"text": "Nechte prázdné, když stačí úřední znění."}

    def clean(self):
        data = super().clean()
        if data.get("matter") and not data.get("text") and data["matter"] != Matter.OTHER:
            data["text"] = Matter(data["matter"]).label
        data["matter"] = data.get("matter") or Matter.OTHER
        self.say_empty("text", "Vyberte věc z nabídky nebo ji napište")
        return data


class LegacyStrategyForm(SectionRowForm):
    noun = "Dokument"
    layout = (
        "title",
        Row(
            Column("from_year", css_class="col-6 col-md-3"),
            Column("to_year", css_class="col-6 col-md-3"),
            Column("is_revised", css_class="col-12 col-md-6"),
        ),
    )
    from_year = year("Od roku")
    to_year = year("Do roku")
    is_revised = forms.NullBooleanField(
        label="Byl revidován",
        widget=forms.Select(choices=[("", "není uvedeno"), ("True", "ano"), ("False", "ne")]),
    )

    class Meta:
        model = LegacyStrategyUse
        fields = ("title", "from_year", "to_year", "is_revised")

    def clean(self):
        data = super().clean()
        self.say_empty("title", "Napište název dokumentu")
        _check_years(self, data)
        return data


class StrategyForm(SectionRowForm):
    noun = "Dokument"
    layout = (
        "title",
        Row(
            Column("owner_level", css_class="col-12 col-md-6"),
            Column("period_text", css_class="col-12 col-md-6"),
            Column("from_year", css_class="col-6 col-md-3"),
            Column("to_year", css_class="col-6 col-md-3"),
        ),
    )
    from_year = year("Od roku")
    to_year = year("Do roku")

    class Meta:
        model = LinkedStrategy
        fields = ("title", "owner_level", "period_text", "from_year", "to_year")
        labels = {"owner_level": "Čí je dokument"}

    def clean(self):
        data = super().clean()
        self.say_empty("title", "Napište název dokumentu")
        _check_years(self, data)
        return data


class MeasureForm(SectionRowForm):
    noun = "Opatření"
    layout = (
        "text",
        Row(Column("thematic_area", css_class="col-md-6"), Column("funding_source", css_class="col-md-6")),
    )
    thematic_area = OfferedField(ThematicArea, label="Téma z číselníku")

    class Meta:
        model = PlannedMeasure
        fields = ("text", "thematic_area", "funding_source")
        widgets = {"text": text(), "funding_source": offering("financovani")}

    def clean(self):
        data = super().clean()
        self.say_empty("text", "Napište opatření")
        return data


def _check_years(form, data: dict) -> None:
    if data.get("from_year") and data.get("to_year") and data["to_year"] < data["from_year"]:
        form.add_error("to_year", "Konec je dřív než začátek. Opravte jeden z roků.")


AreaForm.inside = {"goals": rows_of(GoalForm, most=20)}
ROW_SETS: dict[str, type[RowSet]] = {
    "areas": rows_of(AreaForm),
    "groups": rows_of(GroupForm),
    "seats": rows_of(SeatForm),
    "matters": rows_of(MatterForm),
    "legacy": rows_of(LegacyStrategyForm),
    "linked": rows_of(StrategyForm),
    "measures": rows_of(MeasureForm),
}
