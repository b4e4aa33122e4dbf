"""Comparing whole trees."""

import os
from collections import Counter

from hypothesis import given, settings

from agreements.chapters import compare_versions
from agreements.models import Activity, ActivityStep, ScheduleTerm
from agreements.versioning.differences import RowState, walk
from agreements.vocabulary import Section
from tests.agreements.versioning.trees import key, trees, version

some_trees = settings(max_examples=1000 if os.environ.get("HARD") else 40, deadline=None)
MIRRORED = {RowState.ADDED: RowState.REMOVED, RowState.REMOVED: RowState.ADDED}


def facts(comparison, *, mirrored=False) -> Counter:
    """Everything a comparison says about rows, in no order."""
    return Counter(
        fact(row, mirrored=mirrored) for chapter in comparison.chapters for row in walk(chapter.groups)
    )


def fact(row, *, mirrored) -> tuple:
    sides = [
        (parent_of(one).key if one and parent_of(one) else None, one.key if one else None)
        for one in (row.old, row.new)
    ]
    fields = [(field.name, field.old, field.new) for field in row.changed_fields]
    if not mirrored:
        return (row.model, tuple(sides), row.state, row.is_moved, row.is_guess, tuple(fields))
    turned = tuple((name, new, old) for name, old, new in fields)
    state = MIRRORED.get(row.state, row.state)
    return (row.model, tuple(sides[::-1]), state, row.is_moved, row.is_guess, turned)


def parent_of(row):
    return getattr(row, "step", None) or getattr(row, "activity", None)


def rows_of(comparison, model) -> dict:
    return {
        row.key: row for chapter in comparison.chapters for row in walk(chapter.groups) if row.model is model
    }


@some_trees
@given(trees())
def test_version_does_not_differ_from_itself(one):
    assert not compare_versions(one, one).is_changed


@some_trees
@given(trees(), trees())
def test_comparison_read_backwards_is_the_comparison_the_other_way_round(one, other):
    there, back = compare_versions(one, other), compare_versions(other, one)

    assert facts(there, mirrored=True) == facts(back)


@some_trees
@given(trees(), trees(agreement_pk=2))
def test_guesses_are_the_same_in_both_directions(one, other):
    there, back = compare_versions(one, other), compare_versions(other, one)

    assert facts(there, mirrored=True) == facts(back)


@some_trees
@given(trees(), trees())
def test_every_row_of_both_versions_is_there_once_and_the_new_order_is_kept(one, other):
    comparison = compare_versions(one, other)

    for model, accessor in ((Activity, "activities"), (ActivityStep, "activity_steps")):
        found = [row for chapter in comparison.chapters for row in walk(chapter.groups) if row.model is model]
        olds, news = getattr(one, accessor).all(), getattr(other, accessor).all()
        assert Counter(row.key for row in found) == Counter({row.key for row in [*olds, *news]})
    shown = [
        (activity.key, step.key)
        for group in comparison.chapter(Section.TIMELINE).groups
        for activity in group.rows
        for step in activity.below(ActivityStep)
        if step.new is not None
    ]
    order = {row.key: at for at, row in enumerate(other.activities.all())}
    assert shown == sorted(
        ((step.activity.key, step.key) for step in other.activity_steps.all()),
        key=lambda pair: (
            order[pair[0]],
            next(s.position for s in other.activity_steps.all() if s.key == pair[1]),
        ),
    )


# --- Worked examples ----------------------------------------------------------------------------------------

NOTHING = [(None, "", "")]


def tree(steps: dict[int, tuple[int, str, str]], activities=(1, 2)):
    """Steps by number: the activity, the specification and the term."""
    order = [*steps, *(number for number in range(100, 106) if number not in steps)]
    places = [steps.get(number, (None, "", "")) for number in range(100, 106)]
    return version(list(activities), ["Partnerství", "Plán"][: len(activities)], order, places)


def test_step_under_another_activity_has_changed_its_parent():
    old = tree({100: (1, "Jednání", "4x ročně"), 101: (1, "Zápis", "")})
    new = tree({100: (2, "Jednání", "4x ročně"), 101: (1, "Zápis", "")})

    steps = rows_of(compare_versions(old, new), ActivityStep)

    assert steps[key(100)].state == RowState.MOVED
    assert steps[key(100)].old_parent.key == key(1)
    assert steps[key(101)].state == RowState.SAME


def test_step_outlives_its_deleted_activity():
    old = tree({100: (1, "Jednání", "4x ročně"), 101: (1, "Zápis", "")})
    new = tree({100: (2, "Jednání", "4x ročně")}, activities=(2,))

    comparison = compare_versions(old, new)

    gone, kept = rows_of(comparison, Activity)[key(1)], rows_of(comparison, Activity)[key(2)]
    assert gone.state == RowState.REMOVED
    assert [step.key for step in gone.below(ActivityStep)] == [key(101)]
    assert [(step.key, step.old_parent.key) for step in kept.below(ActivityStep)] == [(key(100), key(1))]


def test_deleted_row_stays_where_it_was():
    old = tree({number: (1, f"Krok {number}", "") for number in (100, 101, 102)})
    new = tree({number: (1, f"Krok {number}", "") for number in (100, 102)})

    [activity, _] = compare_versions(old, new).chapter(Section.TIMELINE).groups[0].rows

    assert [(step.key, step.state) for step in activity.below(ActivityStep)] == [
        (key(100), RowState.SAME),
        (key(101), RowState.REMOVED),
        (key(102), RowState.SAME),
    ]


def test_changed_term_is_told_in_words():
    old, new = tree({100: (1, "Jednání", "4x ročně")}), tree({100: (1, "Jednání", "Zpráva 1x ročně")})

    term = rows_of(compare_versions(old, new), ScheduleTerm)[key(200)]

    assert [(field.label, field.old, field.new) for field in term.changed_fields] == [
        ("termín, jak je psán", "4x ročně", "Zpráva 1x ročně")
    ]


def test_rows_of_one_agreement_are_never_matched_by_text():
    old, new = tree({100: (1, "Jednání partnerství", "")}), tree({101: (1, "Jednání partnerství", "")})

    steps = rows_of(compare_versions(old, new), ActivityStep)

    assert {row.state for row in steps.values()} == {RowState.ADDED, RowState.REMOVED}


def test_rows_of_two_agreements_are_matched_by_text_as_a_guess():
    old = tree({100: (1, "Jednání o spolupráci", ""), 102: (1, "Výzkumná činnost", "")})
    new = version(
        [3, 4], ["Partnerství", "Vzdělávání"], range(100, 106),
        [(None, "", ""), (3, "JEDNÁNÍ o spolupráci obce", ""), *4 * [(None, "", "")]], agreement_pk=2,
    )  # fmt: skip

    comparison = compare_versions(old, new)

    guessed = rows_of(comparison, ActivityStep)[key(100)]
    assert (guessed.is_guess, guessed.state, guessed.new.key) == (True, RowState.CHANGED, key(101))
    assert rows_of(comparison, ActivityStep)[key(102)].state == RowState.REMOVED
    assert rows_of(comparison, Activity)[key(1)].is_guess
    assert rows_of(comparison, Activity)[key(4)].state == RowState.ADDED
