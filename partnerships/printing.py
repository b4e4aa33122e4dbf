"""HTML to a tagged PDF. Nothing is fetched but our own static files, and nothing from another host ever."""

import gc
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from django.conf import settings
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# The reserved top-level domain can't be looked up, should the fetcher ever be left out.
STATIC_BASE = "http://static.invalid/"
ROOTS = {"print": settings.BASE_DIR / "static" / "print", "fonts": settings.FONTS_DIR}
CONTENT_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}


class OwnStaticFiles(URLFetcher):
    """Answers for files of ROOTS and refuses everything else, whatever the protocol."""

    def __init__(self):
        # what is refused is left out; only our own missing file stops the print, see fetch
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=False)

    def fetch(self, url, headers=None):
        path = own_file(url)
        if path is None and url.startswith(STATIC_BASE):
            # without its font or style the report would come out wrong rather than fail
            raise FatalURLFetchingError(f"static file missing: {url[:200]}")
        if path is None:
            raise ValueError(f"not one of our static files: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": CONTENT_TYPES[path.suffix]})

    def open(self, *args, **kwargs):
        raise ValueError("no connection is opened for a print")


def own_file(url: str) -> Path | None:
    """The file behind an address below STATIC_BASE; None for any other address, also one that climbs out."""
    if not url.startswith(STATIC_BASE):
        return None
    folder, _, name = unquote(urlsplit(url).path).lstrip("/").partition("/")
    root = ROOTS.get(folder)
    if root is None:
        return None
    path = (root / name).resolve()
    if path.is_relative_to(root.resolve()) and path.is_file() and path.suffix in CONTENT_TYPES:
        return path
    return None


def print_pdf(html: str) -> bytes:
    """A PDF/UA-1 of the document, Czech, with embedded fonts; run it in a worker, never in a request."""
    document = weasyprint.HTML(string=html, base_url=STATIC_BASE, url_fetcher=OwnStaticFiles())
    with relaxed_garbage_collection():
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


@contextmanager
def relaxed_garbage_collection():
    """A long layout makes millions of objects that live to its end; looking through them costs a fifth of it."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
