from django import forms

from planning.corrections import asks_for_reason, standing_of
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
        self.standing = standing_of([event])[event.pk]
        if not self.standing.is_counted:
            del self.fields["reason"]

    def clean(self):
        data = super().clean()
        is_asked = "reason" in self.fields and not self.errors and not data["reason"]
        if is_asked and (question := asks_for_reason(self.event, self.event_fields(), self.standing)):
            self.add_error("reason", question)
        return data
