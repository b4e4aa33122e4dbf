"""„Moje obce“: every unit a person of the Agency may see with its agreements, as one queryset.

The page, its filters, its order and the workbook all read this queryset. A unit without an agreement has one
row, a unit with agreements of two kinds has two.
"""

from datetime import date

from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from agreements.lifecycle import EFFECTIVE, UNDER_WAY, State
from agreements.models import (
    Agreement,
    AgreementVersion,
    ReviewMark,
    ScheduleTerm,
    Signature,
    VersionStepLog,
)
from agreements.turns import TURNS
from agreements.vocabulary import Side
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import JobState
from planning.models import Fulfilment, FulfilmentState, Occurrence
from reporting.lifecycle import ReportState
from reporting.models import FulfilmentReport


class OnTurn(TextChoices):
    UNIT = "UNIT", "územní celek"
    ASZ = "ASZ", "ASZ"
    BOTH = "BOTH", "územní celek i ASZ"
    NOBODY = "NOBODY", "nikdo"


class ReportStatus(TextChoices):
    """In the order of its making; by it the column is sorted."""

    NOT_DUE = "0", "nepodává se"
    MISSING = "1", "zatím není"
    FAILED = "2", "příprava souboru selhala"
    MAKING = "3", "připravuje se"
    DRAFT = "4", "rozpracovaná"
    SUBMITTED = "5", "předložená"


ON_TURN = {(Side.UNIT,): OnTurn.UNIT, (Side.ASZ,): OnTurn.ASZ, (Side.UNIT, Side.ASZ): OnTurn.BOTH}


def portfolio_of(user: User, *, today: date) -> QuerySet[TerritorialUnit]:
    units = TerritorialUnit.objects.visible_to(user).select_related("region")
    rows = units.annotate(agreement_id=F("agreements__pk"), kind=F("agreements__kind"))
    going_on = _going_on().filter(unit=OuterRef("pk"))
    newest = Agreement.objects.filter(unit=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    # a unit whose agreements are all over keeps the last of them, one that never had any its empty row
    last = Q(agreement_id=None) | Q(agreement_id=Subquery(newest))
    rows = rows.filter(Q(agreement_id__in=_going_on().values("pk")) | ~Exists(going_on) & last)
    return _with_work(_with_deadline(_with_versions(rows), today=today), user, today=today)


def _going_on() -> QuerySet[Agreement]:
    """Not those that were put aside, nor those that another one has followed."""
    versions = AgreementVersion.objects.order_by()
    alive = versions.filter(agreement=OuterRef("pk")).exclude(state=State.ARCHIVED)
    followed = versions.filter(agreement__predecessor=OuterRef("pk"), state__in=EFFECTIVE)
    return Agreement.objects.filter(Exists(alive), ~Exists(followed)).order_by()


def _with_versions(rows):
    """`current` is the version in force, else the newest; `live` the one that is worked on, else the current."""
    current = _first_version(frozenset({State.IN_FORCE}), UNDER_WAY, EFFECTIVE)
    live = _first_version(UNDER_WAY, frozenset({State.IN_FORCE}), EFFECTIVE)
    signed = Signature.objects.filter(version=OuterRef("live_id"), signed_on__isnull=False)
    return rows.annotate(
        current_state=Subquery(current.values("state")[:1]),
        live_id=Subquery(live.values("pk")[:1]),
        live_state=Subquery(live.values("state")[:1]),
        live_number=Subquery(live.values("number")[:1]),
        is_signed_by_unit=Exists(signed.filter(side=Side.UNIT)),
        is_signed_by_asz=Exists(signed.filter(side=Side.ASZ)),
        on_turn=_on_turn(),
        since=Subquery(_since()),
    )


def _first_version(*ranks: frozenset[State]):
    rank = Case(
        *(When(state__in=states, then=place) for place, states in enumerate(ranks)),
        default=len(ranks),
        output_field=IntegerField(),
    )
    return AgreementVersion.objects.filter(agreement=OuterRef("agreement_id")).order_by(rank, "-number")


def _on_turn():
    """turns.turn_of in SQL; a unit without an agreement is the one to found it."""
    signing = Q(live_state=State.APPROVED)
    by_state = [
        When(live_state=state, then=Value(ON_TURN[turn.sides])) for state, turn in TURNS.items() if turn.sides
    ]
    return Case(
        When(agreement_id=None, then=Value(OnTurn.UNIT)),
        When(signing & Q(is_signed_by_unit=True, is_signed_by_asz=False), then=Value(OnTurn.ASZ)),
        When(signing & Q(is_signed_by_unit=False, is_signed_by_asz=True), then=Value(OnTurn.UNIT)),
        *by_state,
        default=Value(OnTurn.NOBODY),
        output_field=CharField(),
    )


def _since():
    steps = VersionStepLog.objects.filter(version=OuterRef("live_id")).order_by()
    return steps.values("version").annotate(last=Max("at")).values("last")


# --- What comes next ----------------------------------------------------------------------------------------


def _with_deadline(rows, *, today: date):
    """The nearest term not fulfilled yet, or the end of the agreement."""
    last_day = ExpressionWrapper(RangeEndsWith("agreements__in_force") - 1, output_field=DateField())
    confirmed = Fulfilment.objects.filter(commitment=OuterRef("commitment"), state=FulfilmentState.CONFIRMED)
    due = (
        Occurrence.objects.filter(commitment__agreement=OuterRef("agreement_id"), due_on__gte=today)
        .exclude(Exists(confirmed))
        .order_by("due_on", "pk")
    )
    what = ScheduleTerm.objects.filter(
        key=OuterRef("commitment__key"),
        version__agreement=OuterRef("commitment__agreement"),
        version__state=State.IN_FORCE,
    ).values("step__specification")[:1]
    return rows.annotate(
        starts_on=RangeStartsWith("agreements__in_force"),
        last_day=last_day,
        due_on=Subquery(due.values("due_on")[:1]),
        due_what=Subquery(due.annotate(what=Subquery(what)).values("what")[:1]),
        ends_on=Case(When(last_day__gte=today, then=F("last_day")), output_field=DateField()),
        deadline=Least("due_on", "ends_on"),
    )


# --- The report, the comments, the last look ----------------------------------------------------------------


def _with_work(rows, user: User, *, today: date):
    year = today.year - 1
    reports = FulfilmentReport.objects.filter(agreement=OuterRef("agreement_id"), year=year)
    newest = reports.order_by("-number")
    threads = Agreement.objects.filter(pk=OuterRef("agreement_id")).order_by().with_open_threads(user)
    marks = ReviewMark.objects.filter(agreement=OuterRef("agreement_id"), user=user)
    return rows.annotate(
        report_state=Subquery(newest.values("state")[:1]),
        report_job=Subquery(newest.values("job__state")[:1]),
        report_status=_report_status(year),
        open_threads=Coalesce(Subquery(threads.values("open_threads")), 0),
        reviewed_at=Subquery(marks.values("at")[:1]),
    )


def _report_status(year: int):
    runs = Q(starts_on__year__lte=year, last_day__year__gte=year)
    return Case(
        When(report_state=ReportState.SUBMITTED, then=Value(ReportStatus.SUBMITTED)),
        When(report_job__in=[JobState.QUEUED, JobState.RUNNING], then=Value(ReportStatus.MAKING)),
        When(report_job=JobState.FAILED, then=Value(ReportStatus.FAILED)),
        When(report_state=ReportState.DRAFT, then=Value(ReportStatus.DRAFT)),
        When(runs, then=Value(ReportStatus.MISSING)),
        default=Value(ReportStatus.NOT_DUE),
        output_field=CharField(),
    )
