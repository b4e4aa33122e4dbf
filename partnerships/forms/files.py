from django import forms

from partnerships.documents import ACCEPT, ACCEPTED_TEXT, RefusedFile, checked_type
from partnerships.uploads import LostFile, ResumedFile

LOST = "Soubor se nenahrál celý, nebo už ho na serveru nemáme. Vyberte ho a nahrajte znovu."


class UploadInput(forms.ClearableFileInput):
    """With a script the file goes in parts before the form; the form then carries its key."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if isinstance(value, ResumedFile):
            context["widget"]["attrs"] |= {"data-key": str(value.key), "data-file": value.name}
        return context


class UploadField(forms.FileField):
    """A file that may be stored, told by its content; pages take it by `partnerships.uploads.files_of`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"{ACCEPTED_TEXT}, nejvýše 20 MB.")
        super().__init__(widget=UploadInput({"accept": ACCEPT, "data-in-parts": True}), **kwargs)

    def bound_data(self, data, initial):
        """What came in parts need not be sent again with the corrected form."""
        return data if isinstance(data, ResumedFile) else initial

    def to_python(self, data):
        if isinstance(data, LostFile):
            raise forms.ValidationError(LOST)
        return super().to_python(data)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            try:
                checked_type(upload)
            except RefusedFile as problem:
                raise forms.ValidationError(str(problem)) from problem
        return upload
