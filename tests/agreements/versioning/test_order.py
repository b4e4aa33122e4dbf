"""Which rows were moved."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from agreements.versioning.order import moved

ORDERS = some.integers(0, 6).flatmap(
    lambda size: some.tuples(some.permutations(range(size)), some.permutations(range(size)))
)


def test_one_row_moved_up_is_one_move():
    assert moved([1, 2, 3, 4, 5], [5, 1, 2, 3, 4]) == {5}
    assert moved([1, 2, 3, 4, 5], [2, 3, 4, 1, 5]) == {1}
    assert moved([1, 2, 3], [1, 2, 3]) == frozenset()
    assert len(moved([1, 2], [2, 1])) == 1


@given(ORDERS)
def test_no_fewer_rows_could_be_moved(orders):
    old, new = orders

    def without(rows, gone):
        return [row for row in rows if row not in gone]

    found = moved(old, new)

    assert without(old, found) == without(new, found)
    assert not any(
        without(old, fewer) == without(new, fewer)
        for size in range(len(found))
        for fewer in combinations(old, size)
    )


@given(ORDERS)
def test_answer_is_the_same_in_both_directions(orders):
    old, new = orders
    assert moved(old, new) == moved(new, old)
