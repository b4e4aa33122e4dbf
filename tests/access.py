"""Who × page: the notation of the table. Each app lists its pages in tests/<app>/pages.py.

Every URL of the site must stand in one of them (tests/test_who_sees_what.py walks the resolver). The people and
things are those of tests/world.py: a unit with everything, and strangers to it.
"""

from collections.abc import Callable
from typing import NamedTuple

STRANGERS = frozenset({"other_manager", "other_consultant", "site_admin"})
NOT_SIGNED_IN = frozenset({"anonymous", "inactive"})
READERS = frozenset(
    {
        "manager",
        "deputy",
        "representative",
        "reader",
        "consultant",
        "regional_head",
        "director",
        "analyst",
    }
)
EDITORS = frozenset({"manager", "deputy"})
RECORDERS = EDITORS | {"consultant"}
SUBMITTERS = EDITORS | {"representative"}
EVERYONE = READERS | STRANGERS | NOT_SIGNED_IN


class Who(NamedTuple):
    """Who gets the page; a reader who is not among them gets 403, a stranger 404, the rest the login page."""

    allowed: frozenset[str]
    readers: frozenset[str] = READERS

    def status(self, who: str) -> int:
        """200 stands for „the page or the step“; a form sent empty may also answer with a redirect."""
        if who in self.allowed:
            return 200
        if who in NOT_SIGNED_IN:
            return 302
        return 403 if who in self.readers else 404


READ = Who(READERS)  # whoever may see the unit
EDIT = Who(EDITORS)  # the unit's manager or deputy
RECORD = Who(RECORDERS)  # and the assigned consultant
SUBMIT = Who(SUBMITTERS)  # and the authorised representative
COMMENT = Who(SUBMITTERS | {"consultant", "regional_head", "director"})  # and the Agency's heads
REVIEW = Who(frozenset({"representative", "consultant", "regional_head", "director"}))
SIGNED_IN = Who(EVERYONE - NOT_SIGNED_IN)  # a page of one's own: lists, the start page
SITE_ADMIN = Who(frozenset({"site_admin"}), EVERYONE - NOT_SIGNED_IN)  # the others get 403
AGENCY = Who(  # a page of one's own for the people of the Agency; the others get 403
    frozenset({"consultant", "other_consultant", "regional_head", "director", "analyst"}),
    EVERYONE - NOT_SIGNED_IN,
)
ASSIGN = Who(frozenset({"site_admin", "regional_head"}), EVERYONE - NOT_SIGNED_IN)
PUBLIC = Who(EVERYONE)


class Page(NamedTuple):
    """`args` takes the world and gives the URL's arguments; None for a method says it must answer 405."""

    args: Callable[[object], list] = lambda world: []
    get: Who | None = None
    post: Who | None = None
    picture: bool = True  # taken by `make pictures` as each role that gets the page
