"""The kinds of rows that are found: whose, by which words, in what order, and how a found one is said.

`fields` are read in the same query that finds the row; `said` gets them back as a dictionary.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    Approval,
    FileReference,
    ScheduleTerm,
)
from agreements.vocabulary import AgreementKind
from partnerships.czech import format_date
from partnerships.models import (
    Decision,
    Document,
    Event,
    FollowUpTask,
    LocalPartnership,
    Organisation,
    Person,
    TerritorialUnit,
    User,
    WorkingGroup,
)
from partnerships.vocabulary import EventState, OrganisationType, TaskState
from reporting.search.matching import Way, through
from reporting.search.question import WORD, Term


class Said(NamedTuple):
    """A found row in words; `notes` stand under its title."""

    title: str
    notes: tuple[str, ...]
    url: str


class Kind(NamedTuple):
    slug: str
    heading: str
    rows: Callable[[User], QuerySet]
    fields: dict[str, str | BaseExpression]
    order: tuple
    said: Callable[[dict], Said]
    headline: str | BaseExpression | None = None  # rows whose headline begins with the question come first
    ways: tuple[Way, ...] = ()


def _day(text: str | None) -> str:
    return format_date(date.fromisoformat(text)) if text else ""


def _said(title: str, notes: tuple, name: str, *args, anchor: str = "") -> Said:
    url = reverse(name, args=args)
    return Said(title, tuple(filter(None, notes)), f"{url}#{anchor}" if anchor else url)


# --- Units and what they agreed -----------------------------------------------------------------------------


def _unit(row: dict) -> Said:
    unit = TerritorialUnit(name=row["name"], unit_type=row["unit_type"])
    title = unit.full_name[:1].upper() + unit.full_name[1:]
    return _said(title, (f"IČO {row['ico']}", row["region"]), "partnerships:unit", row["pk"])


def _agreements_called(term: Term) -> QuerySet:
    """By the words every one of them is called by."""
    called = [
        kind
        for kind in AgreementKind
        if any(term.begins(word) for word in WORD.findall(f"popis spolupráce {kind.label}"))
    ]
    return Agreement.objects.order_by().filter(kind__in=called).values("pk")


def _numbers(model, field: str) -> ArraySubquery:
    rows = model.objects.filter(version__agreement=OuterRef("pk")).exclude(**{field: ""})
    return ArraySubquery(rows.order_by("version", "side").values(field))


def _agreement(row: dict) -> Said:
    agreement = Agreement(unit=TerritorialUnit(name=row["unit"]), kind=row["kind"])
    notes = [f"č. j. {number}" for number in row["references"]]
    notes += [f"spis. zn. {mark}" for mark in row["marks"]]
    notes += [f"usnesení {number}" for number in row["resolutions"]]
    return _said(str(agreement), (", ".join(dict.fromkeys(notes)),), "agreements:detail", row["pk"])


def _steps(user: User) -> QuerySet:
    """Of the version in force, else of the newest: a row that went through revisions is found once."""
    versions = AgreementVersion.objects.visible_to(user).current_of_each()
    return ActivityStep.objects.filter(version__in=versions.values("pk"))


def _step(row: dict) -> Said:
    title = row["specification"] or row["activity"] or "(krok bez popisu)"
    about = row["activity"] if row["specification"] else ""
    whose = f"{row['unit']}, {AgreementKind(row['agreement_kind']).label}"
    notes = (about, "; ".join(filter(None, row["terms"])), whose)
    return _said(title, notes, "agreements:detail", row["agreement"], anchor=f"krok-{row['key']}")


# --- What happened and what follows -------------------------------------------------------------------------


def _event(row: dict) -> Said:
    state = "" if row["state"] == EventState.HELD else EventState(row["state"]).label
    return _said(
        row["title"], (_day(row["day"]), state, row["place"], row["unit"]), "planning:event", row["pk"]
    )


def _decision(row: dict) -> Said:
    title = f"{Decision(number=row['number'], year=row['year']).label} {row['text']}"
    notes = (row["event_title"], _day(row["day"]), row["body"] or row["unit"])
    return _said(title, notes, "planning:event", row["event"], anchor="usneseni")


def _task(row: dict) -> Said:
    due = f"do {_day(row['due_on'])}" if row["due_on"] else ""
    who = str(Person(first_name=row["first_name"] or "", last_name=row["last_name"] or "")).strip()
    notes = (who or row["person_text"], due, TaskState(row["state"]).label, row["unit"])
    if row["event"]:
        return _said(row["text"], notes, "planning:event", row["event"], anchor="ukoly")
    return _said(row["text"], notes, "planning:task_list", row["unit_pk"])


# --- People, bodies, files ----------------------------------------------------------------------------------


def _person(row: dict) -> Said:
    names = ("title_before", "first_name", "last_name", "title_after")
    person = Person(**{name: row[name] for name in names})
    notes = (row["position_text"], row["organisation"], row["email"], row["phone"])
    return _said(person.full_name, notes, "partnerships:person", row["pk"])


def _organisation(row: dict) -> Said:
    ico = f"IČO {row['ico']}" if row["ico"] else ""
    notes = (OrganisationType(row["organisation_type"]).label, ico, row["email"])
    return _said(row["name"], notes, "partnerships:organisation", row["pk"])


def _document(row: dict) -> Said:
    return _said(
        row["original_name"], (_day(row["uploaded_at"][:10]), row["unit"]), "partnerships:document", row["pk"]
    )


def _partnership(row: dict) -> Said:
    return _said(row["name"], (", ".join(row["units"]),), "partnerships:partnership", row["pk"])


def _group(row: dict) -> Said:
    return _said(
        row["name"],
        (row["partnership"],),
        "partnerships:partnership",
        row["partnership_pk"],
        anchor=f"skupina-{row['pk']}",
    )


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _text(field: str) -> Cast:
    return Cast(field, TextField())


OPEN_FIRST = Case(When(state=TaskState.OPEN, then=0), default=1, output_field=IntegerField())


KINDS = (
    Kind(
        "celky",
        "Územní celky",
        TerritorialUnit.objects.visible_to,
        {**_same("name", "unit_type", "ico"), "region": "region__name"},
        ("name_sort", "pk"),
        _unit,
        headline="name",
    ),
    Kind(
        "popisy",
        "Popisy spolupráce",
        Agreement.objects.visible_to,
        {
            "kind": "kind",
            "unit": "unit__name",
            "references": _numbers(FileReference, "reference_number"),
            "marks": _numbers(FileReference, "file_mark"),
            "resolutions": _numbers(Approval, "resolution_number"),
        },
        ("unit__name_sort", "-pk"),
        _agreement,
        headline="unit__name",
        ways=(
            _agreements_called,
            through(TerritorialUnit, "agreements__pk"),
            through(Approval, "version__agreement"),
            through(FileReference, "version__agreement"),
        ),
    ),
    Kind(
        "harmonogram",
        "Řádky harmonogramu",
        _steps,
        {
            **_same("key", "specification"),
            "activity": "activity__name",
            "agreement": "version__agreement_id",
            "agreement_kind": "version__agreement__kind",
            "unit": "version__agreement__unit__name",
            "terms": ArraySubquery(ScheduleTerm.objects.filter(step=OuterRef("pk")).values("raw_text")),
        },
        ("version__agreement__unit__name_sort", "version", "activity__position", "position", "pk"),
        _step,
        ways=(
            through(ActivityStep),
            through(Activity, "steps__pk"),
            through(ScheduleTerm, "step"),
        ),
    ),
    Kind(
        "udalosti",
        "Události",
        Event.objects.visible_to,
        {**_same("title", "state", "place"), "day": "starts_on", "unit": "unit__name"},
        ("-starts_on", "-pk"),
        _event,
        headline="title",
    ),
    Kind(
        "usneseni",
        "Usnesení",
        Decision.objects.visible_to,
        {
            **_same("number", "year", "text"),
            "event": "event_id",
            "event_title": "event__title",
            "day": "event__starts_on",
            "body": "group__name",
            "unit": "unit__name",
        },
        ("-year", "-number", "-pk"),
        _decision,
        headline=Concat(_text("number"), Value("/", TextField()), _text("year")),
    ),
    Kind(
        "ukoly",
        "Úkoly",
        FollowUpTask.objects.visible_to,
        {
            **_same("text", "state", "due_on", "person_text"),
            "first_name": "person__first_name",
            "last_name": "person__last_name",
            "event": "event_id",
            "unit": "unit__name",
            "unit_pk": "unit_id",
        },
        (OPEN_FIRST, F("due_on").asc(nulls_last=True), "-pk"),
        _task,
        headline="text",
        ways=(through(FollowUpTask), through(Person, "tasks__pk")),
    ),
    Kind(
        "osoby",
        "Osoby",
        lambda user: Person.objects.visible_to(user).listed(),
        {
            **_same("title_before", "first_name", "last_name", "title_after"),
            **_same("position_text", "email", "phone"),
            "organisation": "organisation__name",
        },
        ("name_sort", "first_name", "pk"),
        _person,
        headline=Concat("last_name", Value(" "), "first_name"),
        ways=(through(Person), through(Organisation, "people__pk")),
    ),
    Kind(
        "organizace",
        "Organizace",
        lambda user: Organisation.objects.visible_to(user).listed(),
        _same("name", "organisation_type", "ico", "email"),
        ("name_sort", "pk"),
        _organisation,
        headline="name",
    ),
    Kind(
        "partnerstvi",
        "Lokální partnerství",
        LocalPartnership.objects.visible_to,
        {
            "name": "name",
            "units": ArraySubquery(
                TerritorialUnit.objects.filter(partnerships=OuterRef("pk"))
                .order_by("name_sort")
                .values("name")
            ),
        },
        ("name_sort", "pk"),
        _partnership,
        headline="name",
    ),
    Kind(
        "skupiny",
        "Pracovní skupiny",
        WorkingGroup.objects.visible_to,
        {"name": "name", "partnership": "partnership__name", "partnership_pk": "partnership_id"},
        ("name_sort", "pk"),
        _group,
        headline="name",
    ),
    Kind(
        "dokumenty",
        "Dokumenty",
        Document.objects.visible_to,
        {**_same("original_name", "uploaded_at"), "unit": "unit__name"},
        ("-uploaded_at", "-pk"),
        _document,
    ),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
