from django import forms

from partnerships.documents import RefusedFile
from planning.excel.archive import checked_workbook


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="Sešit Excelu",
        allow_empty_file=True,  # said by our own words
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        error_messages={"required": "Vyberte sešit, který chcete nahrát."},
        help_text="Soubor .xlsx stažený na této stránce, nejvýše 20 MB.",
    )

    def clean_workbook(self):
        upload = self.cleaned_data["workbook"]
        try:
            upload.checked = checked_workbook(upload)
        except RefusedFile as problem:
            raise forms.ValidationError(str(problem)) from problem
        return upload


class ConfirmForm(forms.Form):
    """`fingerprint` is that of the changes the person saw."""

    fingerprint = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)
