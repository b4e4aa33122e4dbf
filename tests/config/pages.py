"""Who × page of config; see tests/access.py."""

from tests.access import PUBLIC, Page

PAGES = {
    "alive": Page(get=PUBLIC, picture=False),
    "ready": Page(get=PUBLIC, picture=False),
}
