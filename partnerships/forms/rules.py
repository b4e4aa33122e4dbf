import uuid

from django import forms

from partnerships.forms.dates import CzechDateField, PeriodMixin
from partnerships.forms.files import UploadField
from partnerships.models import PartnershipDocument
from partnerships.vocabulary import DocumentKind, QuorumRule


class RulesForm(PeriodMixin, forms.ModelForm):
    approved_on = CzechDateField(label="Schváleno dne", required=False)
    upload = UploadField(label="Soubor", required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PartnershipDocument
        fields = ["kind", "title", "approved_on", "valid_from", "valid_to", "quorum", "quorum_count"]

    field_order = (
        "kind",
        "title",
        "upload",
        "approved_on",
        "valid_from",
        "valid_to",
        "quorum",
        "quorum_count",
        "form_key",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "vyberte druh"), *DocumentKind.choices]
        self.fields["valid_from"].label, self.fields["valid_to"].label = "Platí od", "Platí do"
        self.fields["title"].help_text = "Například Statut a jednací řád lokálního partnerství"
        self.fields["title"].required = False
        quorum = self.fields["quorum"]
        quorum.choices = [("", "dokument o ní nic neříká"), *QuorumRule.choices]
        quorum.label = "Kdy je partnerství usnášeníschopné"
        quorum.help_text = (
            "Kolik členů s hlasem musí být přítomno. Počítá se z obsazených míst v den jednání."
        )
        count = self.fields["quorum_count"]
        count.label, count.min_value = "Stanovený počet přítomných", 1
        count.widget.attrs["min"] = 1
        if self.instance.pk:
            self.fields["upload"].help_text += " Nahraje se místo dosavadního."
            del self.fields["form_key"]
        else:
            self.fields["form_key"].initial = uuid.uuid4

    def clean(self):
        data = super().clean()
        if data.get("quorum") != QuorumRule.COUNT:
            data["quorum_count"] = None
        elif not data.get("quorum_count") and "quorum_count" not in self.errors:
            self.add_error("quorum_count", "Napište, kolik členů musí být přítomno.")
        if data.get("kind") and not data.get("title") and "title" not in self.errors:
            label = DocumentKind(data["kind"]).label
            data["title"] = label[:1].upper() + label[1:]
        return data


class NewerRulesForm(RulesForm):
    """The one that replaces `former`: of the same kind, with its quorum until somebody says otherwise."""

    def __init__(self, *args, former: PartnershipDocument, **kwargs):
        kept = ("kind", "title", "quorum", "quorum_count")
        super().__init__(*args, initial={name: getattr(former, name) for name in kept}, **kwargs)
        self.fields["valid_from"].required = True
        self.fields["valid_from"].help_text = "Dosavadní dokument skončí předchozím dnem."
