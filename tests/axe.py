"""What axe finds on a page. Only the faults leave the browser: the rest of its report is ten times as long."""

from axe_playwright_python.base import AXE_SCRIPT

FAULTS = "axe.run({resultTypes: ['violations']}).then((report) => report.violations)"


def violations(page) -> list[dict]:
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(FAULTS)
