"""Who × page of uploads in parts; see tests/access.py."""

from tests.access import SIGNED_IN, Page, Who

UPLOADER = Who(frozenset({"manager"}), frozenset())  # what one person uploads is nobody else's to see


def upload(w):
    return [w.upload.key]


PAGES: dict[str, Page] = {
    "partnerships:upload_start": Page(post=SIGNED_IN),
    "partnerships:upload": Page(upload, get=UPLOADER, post=UPLOADER, picture=False),
    "partnerships:upload_cancel": Page(upload, post=UPLOADER),
}
HINTS: dict[str, dict[str, str]] = {}
