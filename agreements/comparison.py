"""What I typed beside what somebody else saved, field by field, where they differ."""

from dataclasses import dataclass
from itertools import chain

from agreements.adoption import adoption_lines


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stored: str


def compare_adoption(mine: dict, stored: dict) -> list[Difference]:
    return differences(adoption_lines(mine), adoption_lines(stored))


def differences(mine: dict[str, str], stored: dict[str, str]) -> list[Difference]:
    labels = dict.fromkeys(chain(mine, stored))
    return [
        Difference(label, mine.get(label, ""), stored.get(label, ""))
        for label in labels
        if mine.get(label, "") != stored.get(label, "")
    ]
