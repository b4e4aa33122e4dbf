"""What the picture of a timeline says, against situations put together by hand."""

from datetime import date

import pytest

from agreements.models import ScheduleTerm
from agreements.vocabulary import OutputCode, Per, TermKind
from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState
from planning.judging import NOT_READ
from planning.models import FulfilmentState
from planning.periods import calendar_year
from planning.picture import Band, MarkKind
from planning.seen import EACH_QUARTER, Part, picture_of, picture_of_year
from planning.whole_term import cooperation_year_results, whole_term
from planning.year import year_result
from tests.agreements.revising import agreement_from
from tests.agreements.revising import in_force as hold
from tests.planning.situations import AFTER, agreement_with, draft, event_for, in_force, step
from tests.planning.terms import DOCUMENT, MEETINGS, held
from tests.planning.versions import DAY_BEFORE, FIRST_OF_JULY, fresh, revised, term, without_terms

pytestmark = pytest.mark.django_db

MAY = {"date_from": date(2023, 5, 1), "date_to": date(2023, 5, 31), "raw_text": "květen 2023"}
DONE, EARLY, LATE, INCOMPLETE, PLANNED, MISSING, DUE = MarkKind


def picture(agreement, year=2023, today=AFTER):
    return picture_of_year(year_result(agreement, year, today=today), today=today)


def whole(agreement, today=AFTER):
    parts = tuple(
        Part(str(one.year), calendar_year(one.year), one) for one in whole_term(agreement, today=today)
    )
    return picture_of("Celá doba", parts, today=today, months=EACH_QUARTER)


def marks(shown):
    return [(mark.kind, mark.on, mark.number) for mark in shown.marks]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def only_cell(shown):
    [row] = shown.rows
    [cell] = row.cells
    return cell


# --- One year ---------------------------------------------------------------------------------------------


def test_what_was_held_and_what_is_missing_at_the_end_of_a_year():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2023, 2, 10), date(2023, 6, 1), date(2023, 11, 30)])

    shown = picture(agreement)

    assert marks(shown) == [
        (DONE, date(2023, 2, 10), None),
        (DONE, date(2023, 6, 1), None),
        (DONE, date(2023, 11, 30), None),
        (MISSING, date(2023, 12, 31), 1),
    ]
    assert plain(only_cell(shown).count) == "3 ze 4"
    assert only_cell(shown).bands == (Band(date(2023, 1, 1), date(2023, 12, 31)),)


def test_while_the_year_runs_the_rest_is_only_coming():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2023, 2, 10)])

    assert marks(picture(agreement, today=date(2023, 6, 1))) == [
        (DONE, date(2023, 2, 10), None),
        (DUE, date(2023, 12, 31), 3),
    ]


def test_band_of_a_year_the_agreement_begins_in_begins_with_it():
    agreement = agreement_with(**MEETINGS)

    assert only_cell(picture(agreement, 2022)).bands == (Band(date(2022, 5, 1), date(2022, 12, 31)),)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2023, 4, 30), EARLY),
        (date(2023, 5, 1), DONE),
        (date(2023, 5, 31), DONE),
        (date(2023, 6, 1), LATE),
    ],
)
def test_what_is_due_once_was_done_in_advance_in_time_or_late(day, kind):
    agreement = agreement_with(**DOCUMENT, **MAY)
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=day)

    shown = picture(agreement)

    assert marks(shown) == [(kind, day, None)]
    assert only_cell(shown).bands == (Band(date(2023, 5, 1), date(2023, 5, 31)),)


def test_what_was_due_once_and_not_done_is_missing_on_its_day():
    assert marks(picture(agreement_with(**DOCUMENT, **MAY))) == [(MISSING, date(2023, 5, 31), 1)]


def test_cancelled_meeting_is_not_drawn_and_its_place_stays_empty():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2023, 2, 10)])
    Event.objects.update(state=EventState.CANCELLED, cancelled_reason="Chřipka.")

    assert marks(picture(agreement)) == [(MISSING, date(2023, 12, 31), 4)]


def test_planned_meeting_and_one_that_lacks_its_record_do_not_look_done():
    agreement = agreement_with([OutputCode.MEETING_RECORD], **MEETINGS)
    planned = event_for(agreement, starts_on=date(2023, 11, 30))
    Event.objects.filter(pk=planned.pk).update(state=EventState.PLANNED)
    event_for(agreement, starts_on=date(2023, 3, 1))
    event_for(agreement, starts_on=date(2023, 4, 1), state=FulfilmentState.PROPOSED)

    shown = picture(agreement, today=date(2023, 5, 1))

    assert marks(shown) == [
        (INCOMPLETE, date(2023, 3, 1), None),
        (INCOMPLETE, date(2023, 4, 1), None),
        (PLANNED, date(2023, 11, 30), None),
        (DUE, date(2023, 12, 31), 4),
    ]
    assert "(chybí: Záznam z jednání)" in next(iter(shown.marks)).text


def test_on_demand_nothing_is_ever_missing():
    agreement = agreement_with(kind=TermKind.ON_DEMAND, event_kind=EventKind.CONSULTATION, count=None)
    event_for(agreement, kind=EventKind.CONSULTATION, starts_on=date(2023, 3, 1))

    shown = picture(agreement)

    assert marks(shown) == [(DONE, date(2023, 3, 1), None)]
    assert only_cell(shown).count == "1×"
    assert only_cell(shown).bands == (Band(date(2023, 1, 1), date(2023, 12, 31), is_open=True),)


def test_quota_is_asked_all_the_time_and_missing_only_at_the_end():
    agreement = agreement_with(kind=TermKind.QUOTA, event_kind=EventKind.RESEARCH, count=1)
    all_the_time = (Band(date(2022, 5, 1), date(2026, 8, 31)),)

    running, last = picture(agreement), picture(agreement, 2026, today=date(2026, 9, 1))

    assert (marks(running), only_cell(running).bands) == ([], all_the_time)
    assert (marks(last), only_cell(last).bands) == ([(MISSING, date(2026, 8, 31), 1)], all_the_time)


def test_target_is_counted_instead_of_the_term():
    agreement = agreement_with(
        **DOCUMENT | {"event_kind": EventKind.WORKSHOP}, date_to=date(2026, 8, 31), target_events=20
    )
    event_for(agreement, kind=EventKind.WORKSHOP, starts_on=date(2023, 3, 1))

    shown = picture(agreement)

    assert marks(shown) == [(DONE, date(2023, 3, 1), None)], "of twenty; not in advance"
    assert plain(only_cell(shown).count) == "1 ze 20"


def test_once_in_two_years_is_asked_over_both_and_told_where_it_was_done():
    """From 1. 5. 2022 the first two years end on 30. 4. 2024."""
    agreement = agreement_with(**MEETINGS | {"count": 1}, every=2, per=Per.YEAR_UNSPECIFIED)
    held(agreement, [date(2023, 3, 10)])
    both_years = Band(date(2022, 5, 1), date(2024, 4, 30))

    later = picture(agreement, 2024)

    assert marks(later) == [(DONE, date(2023, 3, 10), None)]
    assert both_years in only_cell(later).bands
    assert plain(only_cell(later).count) == "1 z 1"
    assert marks(whole(agreement)).count((DONE, date(2023, 3, 10), None)) == 1


def test_meeting_about_the_year_held_after_it_stands_behind_its_end():
    agreement = agreement_with(**MEETINGS | {"count": 1})
    event_for(agreement, starts_on=date(2024, 1, 15), about_year=2023)

    assert marks(picture(agreement)) == [(DONE, date(2024, 1, 15), None)]
    assert marks(picture(agreement, 2024)) == [(DUE, date(2024, 12, 31), 1)]


def test_unread_term_says_so_and_draws_nothing():
    agreement = agreement_with(kind="", event_kind="", count=None, per="", raw_text="jak se dohodneme")

    shown = picture(agreement)

    assert marks(shown) == []
    assert shown.rows[0].note == NOT_READ
    assert only_cell(shown).bands == ()


def test_step_without_a_term_has_a_row():
    version = draft()
    step(version, specification="Bez termínu")
    shown = picture(in_force(version))

    assert [(row.step, row.lanes, row.cells) for row in shown.rows] == [("Bez termínu", 1, (None,))]


def test_columns_are_the_months_of_a_year():
    [group] = picture(agreement_with(**MEETINGS)).groups

    assert (group.label, len(group.columns)) == ("2023", 12)
    assert [column.label for column in group.columns[:2]] == ["leden", "únor"]
    assert group.columns[1].last == date(2023, 2, 28)


# --- More years, more versions ----------------------------------------------------------------------------


def test_debt_carried_from_year_to_year_is_told_once():
    agreement = agreement_with(**DOCUMENT, date_to=date(2022, 9, 30))

    assert marks(whole(agreement)) == [(MISSING, date(2022, 9, 30), 1)]


def test_debt_paid_late_is_no_longer_missing():
    agreement = agreement_with(**DOCUMENT, date_to=date(2022, 9, 30))
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2023, 2, 1))

    assert marks(whole(agreement)) == [(LATE, date(2023, 2, 1), None)]
    assert marks(picture(agreement, 2022)) == [(MISSING, date(2022, 9, 30), 1)], "as that year ended"


def test_whole_term_has_quarters_of_each_year_and_its_count():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2022, 6, 1), date(2023, 6, 1)])

    shown = whole(agreement)

    assert [group.label for group in shown.groups] == ["2022", "2023", "2024", "2025", "2026"]
    assert [column.label for column in shown.groups[0].columns] == ["I.", "II.", "III.", "IV."]
    assert [plain(cell.count) for cell in shown.rows[0].cells] == [
        "1 ze 3",
        "1 ze 4",
        "0 ze 4",
        "0 ze 4",
        "0 ze 3",
    ]


def test_cooperation_years_begin_with_the_agreement():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2023, 4, 30), date(2023, 5, 1)])
    years = cooperation_year_results(agreement, today=AFTER)
    parts = tuple(Part(f"{one.number}. rok", one.days, one.result) for one in years)

    shown = picture_of("Roky spolupráce", parts, today=AFTER, months=EACH_QUARTER)

    assert [group.first for group in shown.groups[:2]] == [date(2022, 5, 1), date(2023, 5, 1)]
    assert shown.groups[0].columns[0].last == date(2022, 7, 31)
    assert shown.last == date(2026, 8, 31)
    assert [plain(cell.count) for cell in shown.rows[0].cells][:2] == ["1 ze 4", "1 ze 4"]


def test_version_that_came_during_the_year_has_its_line():
    first = agreement_from(date(2023, 1, 1))
    term(first)
    hold(first)
    revised(first, changing=without_terms)

    shown = picture(fresh(first), 2024, today=date(2025, 2, 1))

    assert shown.changes == ((FIRST_OF_JULY, "verze\N{NO-BREAK SPACE}2"),)
    assert [cell.bands for cell in shown.rows[0].cells] == [(Band(date(2024, 1, 1), DAY_BEFORE),)]


def test_what_a_revision_left_out_stays_in_the_years_that_had_it():
    first = agreement_from(date(2023, 1, 1))
    term(first)
    hold(first)
    revised(first, changing=lambda version: ScheduleTerm.objects.filter(version=version).delete())

    shown = whole(fresh(first), today=date(2025, 2, 1))

    assert [cell is not None for cell in shown.rows[0].cells] == [True, True, False, False, False]
