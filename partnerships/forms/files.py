from django import forms

from partnerships.documents import ACCEPT, ACCEPTED_TEXT, RefusedFile, checked_type


class UploadField(forms.FileField):
    """A file that may be stored, told by its content."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"{ACCEPTED_TEXT}, nejvýše 20 MB.")
        super().__init__(widget=forms.ClearableFileInput({"accept": ACCEPT}), **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            try:
                checked_type(upload)
            except RefusedFile as problem:
                raise forms.ValidationError(str(problem)) from problem
        return upload
