"""Each of the 58 irregularities has its test: a row of a table, or a function named by its number."""

import importlib
import re
from collections import Counter

RANGES = {
    "every_agreement": range(1, 11),
    "chomutov": range(11, 25),
    "jihlava": range(25, 37),
    "ceska_kamenice": range(37, 48),
    "portfolio": range(48, 59),
}


def numbers_of(name: str) -> Counter:
    module = importlib.import_module(f"tests.agreements.test_traps_{name}")
    in_names = (
        int(number)
        for function in vars(module)
        if function.startswith("test_trap_")
        for number in re.findall(r"_(\d+)(?=_)", function)
    )
    return Counter([*in_names, *(param.values[0].number for param in module.TRAPS)])


def test_all_58_traps_are_covered_each_where_it_belongs():
    for name, numbers in RANGES.items():
        assert sorted(numbers_of(name)) == list(numbers), name
    assert [number for numbers in RANGES.values() for number in numbers] == list(range(1, 59))
