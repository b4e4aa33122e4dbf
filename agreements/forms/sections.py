"""What all forms of a draft have in common."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from agreements.forms.fields import name_blank_choices

MISTYPED_YEAR = "Zkontrolujte rok, měl by být mezi 2000 a 2099."
# a slip of the finger, not a contradiction of the document: the page of the year 202 does not exist
PLAUSIBLE = (
    MinValueValidator(date(2000, 1, 1), MISTYPED_YEAR),
    MaxValueValidator(date(2099, 12, 31), MISTYPED_YEAR),
)


class FieldsForm(forms.ModelForm):
    """Fields of a model to be checked one by one; no row is made of them here.

    The model's own constraints would cost a query each; their rules are said at the fields they concern.
    """

    def __init__(self, *args, **kwargs):
        """A number too large for its column is said at its field; Django would ask only in _post_clean."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and name in self._meta.fields:
                column = self._meta.model._meta.get_field(name)
                field.validators = [*field.validators, *column.validators]
        name_blank_choices(self)

    def _post_clean(self):
        pass


class RevisionForm(forms.Form):
    """`revision` says which state of the section the person saw."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Důvod",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zůstane zapsán v průběhu popisu spolupráce.",
    )
