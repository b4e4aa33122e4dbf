"""What people choose to found an agreement: what it follows and what it starts from."""

from django import forms

from agreements.models import Agreement, AgreementTemplate
from agreements.vocabulary import AgreementKind

EMPTY, FOLLOWING, COPYING = "prazdny", "navazujici", "z-posledni-verze"


class FoundingForm(forms.Form):
    """`start` says which agreement the new one follows, if any, and whether its last version is copied."""

    start = forms.ChoiceField(label="Z čeho vyjít", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="Druh",
        choices=AgreementKind.choices,
        help_text="Navazující popis je téhož druhu jako ten, na který navazuje.",
    )
    template = forms.ModelChoiceField(
        AgreementTemplate.objects.order_by("code"),
        label="Vzor",
        empty_label=None,
        help_text="Příloha metodiky, podle které je popis sestaven. Určuje nadpisy a pořadí sloupců harmonogramu.",
    )

    def __init__(self, *args, predecessors: list[Agreement], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_choice = {
            f"{way}-{agreement.pk}": (way, agreement)
            for agreement in predecessors
            for way in (COPYING, FOLLOWING)
        }
        labels = {choice: _label(way, agreement) for choice, (way, agreement) in self.by_choice.items()}
        self.fields["start"].choices = [
            *labels.items(),
            (EMPTY, "Prázdný formulář, na žádný popis nenavazuje"),
        ]
        if predecessors:
            self.initial.setdefault("start", next(iter(labels)))
            self.initial.setdefault("kind", predecessors[0].kind)
        else:
            del self.fields["start"]

    def clean(self):
        data = super().clean()
        _, predecessor = self.by_choice.get(data.get("start"), (EMPTY, None))
        if predecessor and data.get("kind") and data["kind"] != predecessor.kind:
            self.add_error(
                "kind", f"Popis, na který navazujete, je druhu „{predecessor.get_kind_display()}“."
            )
        data["predecessor"] = predecessor
        return data

    @property
    def copies(self) -> bool:
        return self.by_choice.get(self.cleaned_data.get("start"), (EMPTY, None))[0] == COPYING


def _label(way: str, agreement: Agreement) -> str:
    days = agreement.in_force
    which = f"na popis z let {days.lower.year}–{agreement.last_day.year}" if days else "na dosavadní popis"
    if agreement.kind == AgreementKind.INCLUSIVE_EDUCATION:
        which += f" ({agreement.get_kind_display()})"
    if way == COPYING:
        return f"Navázat {which} a vyjít z jeho poslední verze"
    return f"Navázat {which}, ale začít s prázdným formulářem"
