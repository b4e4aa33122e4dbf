from django import forms

from planning.models import CountingRule, Occurrence


class CountingForm(forms.ModelForm):
    """`seen` is the fingerprint of the preview the person confirms."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = CountingRule
        fields = ["rounding", "year_basis", "reason"]
        widgets = {
            "rounding": forms.RadioSelect,
            "year_basis": forms.RadioSelect,
            "reason": forms.Textarea({"rows": 2}),
        }
        labels = {"year_basis": "Co znamená „ročně“"}
        help_texts = {
            "rounding": "Co s počtem v roce, ve kterém spolupráce trvá jen část dnů.",
            "year_basis": (
                "Týká se termínů „ročně“. Zpráva pro zastupitelstvo je vždy za kalendářní rok. Co text sám říká "
                "(„za kalendářní rok“, „za rok spolupráce“), platí bez ohledu na toto nastavení."
            ),
            "reason": "Například dohoda obou stran. Zůstane v historii.",
        }

    def __init__(self, *args, rule: CountingRule, **kwargs):
        initial = {"rounding": rule.rounding, "year_basis": rule.year_basis}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["reason"].error_messages["required"] = "Napište, proč se počítání mění."

    def wished(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ExpectationForm(forms.Form):
    """`seen` is the state of the number the form was opened with."""

    number = forms.IntegerField(
        label="Očekává se podle rozhodnutí",
        min_value=0,
        max_value=999,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text="Kolikrát; 0 znamená, že se v tomto roce nic neočekává.",
        error_messages={
            "required": "Napište, kolikrát se má plnit.",
            "invalid": "Napište celé číslo.",
            "min_value": "Počet nemůže být záporný.",
            "max_value": "Napište nejvýše 999.",
        },
    )
    reason = forms.CharField(
        label="Důvod",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="Uvidí ho každý, kdo vidí plnění; stojí i ve zprávě.",
        error_messages={"required": "Napište, proč platí jiný počet než vypočtený."},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, row: Occurrence, seen: str, **kwargs):
        initial = {"number": row.override, "reason": row.override_reason, "seen": seen}
        super().__init__(*args, initial=initial, **kwargs)
