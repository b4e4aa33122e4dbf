import uuid
from datetime import date, timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from agreements.lifecycle import EDITABLE, EFFECTIVE, State, state_label
from agreements.models import tree
from agreements.models.agreement import Agreement, AgreementTemplate, OfVisibleAgreement, SupportingProject
from agreements.models.freezing import FrozenRow, FrozenVersion
from agreements.vocabulary import HoursScope, Origin, RegionalContactStatus
from partnerships.json_rows import as_json, from_json

# Relations loaded together with the tree: many rows to a version, and pages read them.
BESIDE = ("approvals", "signatures", "file_references", "section_revisions", "step_log")
ADOPTED = ("approvals", "signatures")  # what the days of a version follow from


def _current_first() -> tuple:
    rank = models.Case(
        models.When(state__in=[State.IN_FORCE, State.TERMINATED], then=0),
        models.When(state=State.ARCHIVED, then=2),
        default=1,
    )
    return rank, "-number"


class AgreementVersionQuerySet(OfVisibleAgreement):
    loads_tree = loads_days = False

    def with_tree(self):
        """Versions with everything that hangs on them, in two queries whatever their number and size."""
        queryset = self.select_related(
            "agreement__unit",
            "agreement__memorandum",
            "template",
            "project",
            "opinion",
            "stated_start",
            "termination",
        )
        queryset.loads_tree = True
        return queryset

    def with_days(self):
        """Versions with all that their days follow from (validity.py), in one query."""
        of_version = {"version": models.OuterRef("pk")}
        rows = {name: self.model._meta.get_field(name).related_model.objects for name in ADOPTED}
        queryset = self.select_related("stated_start", "termination").annotate(
            **{
                f"{name}_as_json": as_json(own.filter(**of_version).order_by("side"))
                for name, own in rows.items()
            }
        )
        queryset.loads_days = True
        return queryset

    def _clone(self):
        queryset = super()._clone()
        queryset.loads_tree, queryset.loads_days = self.loads_tree, self.loads_days
        return queryset

    def _fetch_all(self):
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if is_fresh and self.loads_tree and self._result_cache:
            tree.fill(self._result_cache, VersionRow, BESIDE)
        if is_fresh and self.loads_days:
            for version in self._result_cache:
                _take_days(version)

    def in_force(self):
        return self.filter(state=State.IN_FORCE)

    def effective(self):
        """In force now or once; what they promised in their days stands."""
        return self.filter(state__in=EFFECTIVE)

    def held_on(self, day):
        """Effective versions, first the one that holds on the day: the newest begun by then, else the first."""
        return self.effective().held_first(day)

    def held_first(self, day):
        not_begun = models.When(in_effect__startswith__gt=day, then=F("number"))
        return self.order_by(models.Case(not_begun, default=-F("number")))

    def current_first(self):
        """The version that holds or held to the end, then from the newest to the oldest, discarded ones last."""
        return self.order_by(*_current_first())

    def current_of_each(self):
        """The first of them of each agreement."""
        return self.order_by("agreement_id", *_current_first()).distinct("agreement_id")


def _take_days(version: "AgreementVersion") -> None:
    for name in ADOPTED:
        relation = version._meta.get_field(name)
        rows = from_json(relation.related_model, getattr(version, f"{name}_as_json"))
        for row in rows:
            row.version = version
        tree.remember(version, name, rows)


@pghistory.track()
class AgreementVersion(models.Model):
    """One version of what was agreed. Every text that came from a document is kept as it is printed.

    State stands in `state` and `in_effect`; everything else here is content. Approvals, signatures, the
    partnership's opinion and a stated start are rows beside the version (adoption.py). `in_effect` are the days
    on which this version is the one that holds: from its coming into force to the day before the next one.
    """

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, verbose_name="popis spolupráce", related_name="versions"
    )
    number = models.PositiveSmallIntegerField("číslo verze")
    state = models.CharField(
        "stav", max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    in_effect = DateRangeField(
        "uplatňuje se v době",
        null=True,
        blank=True,
        editable=False,
        help_text="Prázdné, dokud nejsou známa data.",
    )
    origin = models.CharField("původ", max_length=10, choices=Origin.choices, default=Origin.HERE)
    template = models.ForeignKey(
        AgreementTemplate, models.PROTECT, verbose_name="vzor", related_name="versions"
    )
    # header
    annex_text = models.CharField("označení přílohy", max_length=200, blank=True, default="", db_default="")
    unit_text = models.CharField("územní celek", max_length=200, blank=True)
    seat_text = models.CharField("sídlo", max_length=300, blank=True)
    ico_text = models.CharField("IČ", max_length=20, blank=True)
    memorandum_text = models.CharField("vztah k memorandu", max_length=500, blank=True)
    # supporting project and training
    project = models.ForeignKey(
        SupportingProject,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="podpůrný projekt",
        related_name="versions",
    )
    project_text = models.TextField("závazek k projektu", blank=True)
    guarantee_text = models.TextField("garance podpory", blank=True)
    hours_total = models.PositiveSmallIntegerField("hodin vzdělávání celkem", null=True, blank=True)
    hours_distance_max = models.PositiveSmallIntegerField("nejvýše hodin distančně", null=True, blank=True)
    hours_scope = models.CharField(
        "rozsah hodin", max_length=20, choices=HoursScope.choices, default=HoursScope.PER_UNIT
    )
    # validity
    validity_text = models.CharField("doba platnosti", max_length=500, blank=True)
    stated_from_year = models.PositiveSmallIntegerField("od roku", null=True, blank=True)
    stated_to_year = models.PositiveSmallIntegerField("do roku", null=True, blank=True)
    stated_years = models.PositiveSmallIntegerField("počet let", null=True, blank=True)
    valid_to = models.DateField("platí do (výslovně)", null=True, blank=True)
    is_transitional = models.BooleanField("přechodné období", default=False)
    # focus
    focus_text = models.TextField("úvod k obsahovému zaměření", blank=True)
    # partnership as the document describes it
    partnership_text = models.TextField("vymezení lokálního partnerství", blank=True)
    founder_text = models.CharField("zřizovatel", max_length=200, blank=True)
    founded_text = models.CharField("kdy bylo zřízeno", max_length=300, blank=True)
    rules_text = models.CharField("statut a jednací řád", max_length=300, blank=True)
    groups_text = models.CharField("úvod k pracovním skupinám", max_length=500, blank=True)
    members_text = models.CharField("úvod ke složení", max_length=500, blank=True)
    competences_text = models.TextField("kompetence", blank=True)
    # older strategies
    is_transition_from_kpsvl = models.BooleanField("přechod z KPSVL na KPSV 2021+", default=False)
    # plan
    plan_character = models.TextField("charakter a rozsah plánu", blank=True)
    plan_main_goal = models.TextField("hlavní cíl", blank=True)
    plan_content = models.TextField("obsah plánu", blank=True)
    plan_areas = models.TextField("tematické a průřezové oblasti", blank=True)
    plan_depth = models.TextField("hloubka řešení", blank=True)
    plan_target_groups = models.TextField("cílová skupina", blank=True)
    plan_synergy_text = models.TextField("synergie s dalšími dokumenty", blank=True)
    plan_from_year = models.PositiveSmallIntegerField("plán od roku", null=True, blank=True)
    plan_to_year = models.PositiveSmallIntegerField("plán do roku", null=True, blank=True)
    plan_is_medium_term = models.BooleanField("střednědobý", default=False)
    plan_specified_later = models.BooleanField("bude upřesněn později", default=False)
    # regional contact
    regional_contact_status = models.CharField(
        "kontakt za kraj",
        max_length=20,
        choices=RegionalContactStatus.choices,
        default=RegionalContactStatus.NOT_STATED,
    )
    regional_contact_text = models.CharField("kontaktní osoba za kraj", max_length=300, blank=True)
    # timeline frame
    timeline_text = models.CharField("období harmonogramu", max_length=200, blank=True)
    timeline_from = models.DateField("harmonogram od", null=True, blank=True)
    timeline_to = models.DateField("harmonogram do", null=True, blank=True)

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "verze popisu spolupráce"
        verbose_name_plural = "verze popisu spolupráce"
        ordering = ["agreement", "-number"]
        triggers = [FrozenVersion()]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_unique_number"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state=State.IN_FORCE),
                name="version_one_in_force",
                violation_error_message="Platná může být jen jedna verze popisu spolupráce.",
            ),
            models.CheckConstraint(
                condition=Q(in_effect=None) | Q(state__in=sorted(EFFECTIVE)),
                name="version_in_effect_only_when_it_holds",
            ),
            ExclusionConstraint(
                name="version_one_in_effect",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("in_effect", RangeOperators.OVERLAPS),
                ],
                violation_error_message="V těchto dnech už platí jiná verze téhož popisu spolupráce.",
            ),
            models.CheckConstraint(
                condition=Q(timeline_from=None)
                | Q(timeline_to=None)
                | Q(timeline_to__gte=F("timeline_from")),
                name="version_timeline_ends_after_it_starts",
                violation_error_message="Období harmonogramu končí dřív, než začíná.",
            ),
            models.CheckConstraint(
                condition=Q(stated_from_year=None)
                | Q(stated_to_year=None)
                | Q(stated_to_year__gte=F("stated_from_year")),
                name="version_stated_years_in_order",
                violation_error_message="Konečný rok platnosti je dřív než počáteční.",
            ),
        ]

    def __str__(self):
        return f"{self.agreement}, verze {self.number}"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def last_day(self) -> date | None:
        """The last day the version is or was the one that holds."""
        return self.in_effect.upper - timedelta(days=1) if self.in_effect else None

    @property
    def state_label(self) -> str:
        """Names the unit's own body: „předloženo valné hromadě“."""
        return state_label(self.state, self.agreement.unit.body)


class VersionRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(version__in=AgreementVersion.objects.visible_to(user))

    def open_to_change(self):
        return self.filter(version__state__in=EDITABLE)


class VersionRow(models.Model):
    """A row of the tree. `key` stays the same through revisions, so rows are compared and addressed by it."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, verbose_name="verze")
    key = models.UUIDField("klíč", default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField("pořadí")

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        triggers = [FrozenRow()]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="%(class)s_unique_key")]
