"""T-06, T-05 without a request: rows are reached through who asks, and each column says whether a form writes it."""

import ast

import pytest
from django import forms

from agreements import models as agreements
from partnerships import models as partnerships
from planning import models as planning
from reporting import models as reporting
from tests.isolation.addresses import modules_of
from tests.isolation.not_by_form import NOT_BY_FORM
from tests.test_architecture import APPS, BY_PERSON, EVERYBODYS, MODELS, REPO, rows_reached

NEAR_THE_PERSON = ("forms", "templatetags", "views")
NEAR_MODULES = ("access.py", "queries.py", "context_processors.py", "middleware.py", "start.py")
# What is narrowed by a row the view fetched for the person, never by what was sent.
NARROWED = {
    (
        "partnerships/forms/accounts.py",
        "TerritorialUnit.order_by",
    ): "the administration's filter of all accounts",
    ("partnerships/forms/accounts.py", "Membership.active"): "a condition on accounts already chosen",
    ("partnerships/forms/people.py", "Person.filter"): "of the units given, and the agency's own people",
    ("partnerships/forms/people.py", "Person.listed"): "of the units given, and the agency's own people",
    ("partnerships/forms/seats.py", "Person.filter"): "of the units given, and who sits there already",
    ("partnerships/forms/seats.py", "Organisation.filter"): "of the partnership's units",
    ("partnerships/forms/seats.py", "Organisation.listed"): "of the partnership's units",
    ("planning/forms/attendance.py", "Seat.filter"): "of the event's own body, and who was there",
    ("planning/forms/decisions.py", "WorkingGroup.filter"): "whose decisions the person already sees",
    ("planning/forms/tasks.py", "Person.filter"): "whose tasks the person already sees",
    ("planning/forms/series.py", "LocalPartnership.filter"): "of the unit the series is planned for",
    ("planning/forms/series.py", "WorkingGroup.filter"): "of the unit the series is planned for",
    ("planning/forms/excel/event_form.py", "LocalPartnership.filter"): "of the unit whose sheet it is",
    ("planning/forms/excel/event_form.py", "WorkingGroup.filter"): "of the unit whose sheet it is",
    ("planning/forms/plan.py", "LocalPartnership.filter"): "of the unit the year is planned for",
    ("planning/forms/plan.py", "Event.of_unit"): "only the number of the newest",
    ("planning/forms/events.py", "LocalPartnership.filter"): "of the unit the event is recorded for",
    ("planning/forms/events.py", "WorkingGroup.filter"): "of the unit the event is recorded for",
    ("agreements/queries.py", "SectionRevision.filter"): "of the version given",
    ("agreements/queries.py", "SectionSnapshot.filter"): "of the version given",
    ("agreements/queries.py", "AgreementVersion.filter"): "the version given, read anew",
    ("partnerships/views/invitations.py", "Invitation.opened_by"): "by the secret of a mailed link",
}


def reached_near_the_person():
    for app in APPS:
        for path in sorted((REPO / app).rglob("*.py")):
            if set(NEAR_THE_PERSON) & set(path.parts) or path.name in (*NEAR_MODULES, "forms.py", "views.py"):
                for model, method, line in rows_reached(ast.parse(path.read_text())):
                    yield str(path.relative_to(REPO)), f"{model}.{method}", line


def test_rows_near_a_person_are_reached_through_who_asks():
    for path, reached, line in reached_near_the_person():
        model, _, method = reached.partition(".")
        known = (
            method in {*BY_PERSON, "none"} or model in EVERYBODYS - {"User"} or (path, reached) in NARROWED
        )
        known = known or (model, method) == ("User", "none")
        assert known, f"{path}:{line} {reached}"


def test_no_form_offers_all_rows():
    found = [
        place
        for place in reached_near_the_person()
        if place[1].endswith(".all") and place[1].split(".")[0] not in EVERYBODYS - {"User"}
    ]
    assert found == []


def test_exceptions_are_still_needed():
    reached = {(path, what) for path, what, _ in reached_near_the_person()}
    assert set(NARROWED) - reached == set()


# --- Which columns a form writes --------------------------------------------------------------------------

# Forms that are no ModelForm, with the model whose columns of the same name their action writes.
PLAIN = {
    "partnerships.forms.seats.SeatForm": partnerships.Seat,
    "partnerships.forms.people.NewPersonMixin": partnerships.Person,
    "partnerships.forms.accounts.AccessForm": partnerships.Membership,
    "planning.forms.events.EventForm": partnerships.Event,
    "planning.forms.attendance_rows.RowForm": partnerships.Attendance,
    "planning.forms.tasks.FinishForm": partnerships.FollowUpTask,
    "planning.forms.circulation.CommentForm": partnerships.MinutesComment,
    "planning.forms.circulation.SettleForm": partnerships.MinutesComment,
    "planning.forms.evidence.EvidenceForm": planning.Evidence,
    "planning.forms.evidence.DeviationForm": planning.DeviationComment,
    "agreements.forms.timeline.ActivityForm": agreements.Activity,
    "agreements.forms.comments.ReplyForm": agreements.Comment,
    "agreements.forms.comments.ThreadForm": agreements.CommentThread,
    "reporting.forms.PublicTextForm": reporting.PublicText,
}
CONTROL = {"revision", "key", "form_key"}  # they address and count, they are no content


def forms_by_model() -> dict:
    found = {}
    for app in APPS:
        for module in modules_of(app):
            for one in vars(module).values():
                if isinstance(one, type) and issubclass(one, forms.BaseForm):
                    meta = getattr(one, "_meta", None)
                    model = getattr(meta, "model", None) or PLAIN.get(f"{one.__module__}.{one.__qualname__}")
                    if model and one.__module__.startswith(APPS_DOT):
                        found.setdefault(model, set()).update(
                            {*one.base_fields, *getattr(one, "SEAT_FIELDS", ())}
                        )
    return found


APPS_DOT = tuple(f"{app}." for app in APPS)
WRITTEN = forms_by_model()


def columns(model) -> set[str]:
    return {
        field.name
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not (field.primary_key or field.generated)
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_says_whether_a_form_writes_it(model):
    by_form = WRITTEN.get(model, set()) & columns(model) - CONTROL
    never = set(NOT_BY_FORM.get(model._meta.label, "").split())

    assert columns(model) - by_form - never == set(), "a new column: may a form write it? Else not_by_form.py"
    assert by_form & never == set(), "a form writes what the table says none does"
    assert never - columns(model) == set(), "no such column any more"
