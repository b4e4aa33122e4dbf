"""Which worker takes which tests and when: the longest first, so that at the end no worker waits for another."""

from collections.abc import Iterable

from xdist.scheduler import LoadScopeScheduling

# They share one site and what has been seen of it (tests/isolation/conftest.py).
TOGETHER = "tests/isolation/"
# What a test takes, roughly; by what its address begins with.
SECONDS = {
    TOGETHER: 0.5,
    "tests/newcomer/": 40,
    "tests/config/test_backup": 5,
    "tests/config/test_migrations": 40,
    "tests/reporting/test_faults": 9,
    "tests/test_accessibility": 15,
    "tests/test_agreement_life": 25,
    "tests/test_who_sees_what": 0.3,
    "": 0.1,
}
IN_BROWSER = 3


class LongestFirst(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]

    def _assign_work_unit(self, node) -> None:
        longest = max(self.workqueue, key=lambda scope: expected_seconds(self.workqueue[scope]))
        self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)


def expected_seconds(nodeids: Iterable[str]) -> float:
    return sum(map(seconds_of, nodeids))


def seconds_of(nodeid: str) -> float:
    """The first that fits: the table ends with what fits all."""
    kind = next(seconds for beginning, seconds in SECONDS.items() if nodeid.startswith(beginning))
    return max(kind, IN_BROWSER) if "[chromium" in nodeid else kind
