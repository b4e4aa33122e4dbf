"""python -m tests.changed [APP]: the tests to run for one app, or for what has changed since origin/main."""

import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
APPS = ("config", "partnerships", "agreements", "planning", "reporting")
DOCUMENTS = (".md", ".txt")


def git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=REPO, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def changed_files() -> list[str] | None:
    """None when there is nothing to compare with."""
    base = git("merge-base", "origin/main", "HEAD")
    return git("diff", "--name-only", base[0]) + git("ls-files", "-o", "--exclude-standard") if base else None


def apps_of(files: list[str]) -> set[str]:
    """A file that belongs to no app may concern each of them."""
    found = set()
    for file in files:
        owner = next((part for part in Path(file).parts if part in APPS), None)
        if owner:
            found.add(owner)
        elif not file.endswith(DOCUMENTS):
            return set(APPS)
    return found


def folders(apps: set[str]) -> list[str]:
    """The tests of the whole (architecture, pages) come along each time."""
    of_whole = sorted(f"tests/{path.name}" for path in (REPO / "tests").glob("test_*.py"))
    return of_whole + [f"tests/{app}" for app in APPS if app in apps and (REPO / "tests" / app).is_dir()]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(f"tests/{sys.argv[1]}")  # noqa: T201 the Makefile reads it
    else:
        files = changed_files()
        print(*folders(set(APPS) if files is None else apps_of(files)))  # noqa: T201
