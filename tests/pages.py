"""The who × page table of the whole site, put together from each app's part."""

from importlib import import_module
from pathlib import Path

from tests.access import Page

APPS = ("partnerships", "agreements", "planning", "reporting")
PAGES: dict[str, Page] = {
    name: page
    for app in APPS
    if (Path(__file__).parent / app / "pages.py").exists()
    for name, page in import_module(f"tests.{app}.pages").PAGES.items()
}
