from django import forms

from planning.corrections import asks_for_reason, is_counted
from planning.forms.events import EventForm


class CorrectionForm(EventForm):
    """An event that is known already; a change of what is counted says why."""

    reason = forms.CharField(
        label="Důvod opravy",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="Povinný, když opravujete datum, stav, rozsah nebo počet účastníků. Zůstane v historii události.",
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        self.event = event
        if not is_counted(event):
            del self.fields["reason"]

    def clean(self):
        data = super().clean()
        is_asked = "reason" in self.fields and not self.errors and not data["reason"]
        if is_asked and (question := asks_for_reason(self.event, self.event_fields())):
            self.add_error("reason", question)
        return data
