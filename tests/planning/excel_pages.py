"""Who × page of workbooks that go out and come back; see tests/access.py."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from partnerships.spreadsheet import CONTENT_TYPE
from tests.access import READ, READERS, RECORD, RECORDERS, Page, Who

# whose upload it is; who may not record learns that first, another recorder that there is no such file
UPLOADER = Who(frozenset({"manager"}), READERS - RECORDERS)


class SentAgain(SimpleUploadedFile):
    """The same whole file however many times it is sent."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


def some_workbook() -> SentAgain:
    stream = BytesIO()
    Workbook().save(stream)
    return SentAgain("sesit.xlsx", stream.getvalue(), CONTENT_TYPE)


def kept(world):
    return [world.agreement.pk, world.upload.key]


PAGES: dict[str, Page] = {
    "planning:workbook": Page(lambda w: [w.agreement.pk], get=READ, post=RECORD),
    "planning:workbook_empty": Page(lambda w: [w.agreement.pk], get=READ, picture=False),
    "planning:workbook_year": Page(lambda w: [w.agreement.pk, 2023], get=READ, picture=False),
    "planning:workbook_version": Page(lambda w: [w.version.pk], get=READ, picture=False),
    "planning:workbook_import": Page(kept, get=UPLOADER, post=UPLOADER),
    "planning:workbook_discard": Page(kept, post=UPLOADER),
}
HINTS = {"planning:workbook": {"workbook": some_workbook()}}
