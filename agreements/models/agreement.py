import re
from datetime import date, timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from agreements.lifecycle import EFFECTIVE, UNDER_WAY, State
from agreements.vocabulary import AgreementKind
from partnerships.models import OfVisibleUnit, TerritorialUnit


class AgreementTemplate(models.Model):
    """A printed form of the methodology (annex 5, annex 6): headings, prompts, columns, footnotes as data.

    `sections` is the order of Section codes; `headings` and `prompts` are keyed by them, `headings` also by the
    fields and roles („role:MANAGER“) of the header's rows: one without a heading is not part of the form.
    `columns` lists the timeline's columns from left to right as {"code", "heading"}. `footnotes` maps a meaning
    to {"number", "mark", "text"}; `mark` is the key of the heading it stands at. The numbers differ from form to
    form (domain.md 1.3).
    """

    code = models.CharField("příloha č.", max_length=20, unique=True)
    name = models.CharField("název", max_length=200)
    sections = models.JSONField("pořadí oddílů")
    headings = models.JSONField("nadpisy")
    prompts = models.JSONField("pokyny", default=dict, blank=True)
    columns = models.JSONField("sloupce harmonogramu")
    footnotes = models.JSONField("poznámky pod čarou", default=dict, blank=True)

    class Meta:
        verbose_name = "vzor popisu spolupráce"
        verbose_name_plural = "vzory popisu spolupráce"
        ordering = ["code"]

    def __str__(self):
        return self.name


class SupportingProject(models.Model):
    """The ESF project that pays for the agency's support and asks for the training hours (domain.md 1.4)."""

    name = models.CharField("název", max_length=200)
    reg_no_raw = models.CharField("registrační číslo, jak je psáno", max_length=60)
    reg_no = models.CharField("registrační číslo", max_length=60, unique=True, editable=False)
    programme = models.CharField("program", max_length=200)
    end_date = models.DateField("datum ukončení", null=True, blank=True)

    class Meta:
        verbose_name = "podpůrný projekt"
        verbose_name_plural = "podpůrné projekty"
        ordering = ["reg_no"]

    def __str__(self):
        return f"{self.name} ({self.reg_no})"

    def save(self, *args, **kwargs):
        # the documents print a stray dot: 0.0./0.0 (domain.md 8.1)
        self.reg_no = re.sub(r"\.(?=/)", "", self.reg_no_raw.replace(" ", ""))
        super().save(*args, **kwargs)


class Memorandum(models.Model):
    """Its date, the council's decision and the signatures are separate and in no fixed order (domain.md 7.3)."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="memoranda"
    )
    dated_on = models.DateField("ze dne", null=True, blank=True)
    approved_on = models.DateField("schváleno zastupitelstvem dne", null=True, blank=True)
    signed_on = models.DateField("podepsáno dne", null=True, blank=True)
    reference_text = models.CharField("odkaz, jak je psán", max_length=300, blank=True)
    revision = models.PositiveIntegerField("revize", default=0, db_default=0, editable=False)

    objects = OfVisibleUnit.as_manager()

    class Meta:
        verbose_name = "memorandum o spolupráci"
        verbose_name_plural = "memoranda o spolupráci"
        ordering = ["unit", "pk"]

    def __str__(self):
        return self.reference_text or "Memorandum o spolupráci"


class AgreementQuerySet(OfVisibleUnit):
    def with_current_version(self):
        """Annotates pk, number and state of the version in force, else of the newest one."""
        versions = self.model._meta.get_field("versions").related_model.objects
        ranked = versions.filter(agreement=models.OuterRef("pk")).current_first()
        return self.annotate(
            **{
                annotation: models.Subquery(ranked.values(name)[:1])
                for annotation, name in (
                    ("current_version_id", "pk"),
                    ("current_number", "number"),
                    ("current_state", "state"),
                )
            }
        )

    def with_open_threads(self, user):
        """Annotates the number of open comments that the person may see."""
        threads = self.model._meta.get_field("comment_threads").related_model.objects
        open_ones = threads.visible_to(user).open().filter(agreement=models.OuterRef("pk")).order_by()
        number = open_ones.values("agreement").annotate(number=models.Count("pk")).values("number")
        return self.annotate(open_threads=Coalesce(models.Subquery(number), 0))

    def _has(self, *states):
        versions = self.model._meta.get_field("versions").related_model.objects
        return models.Exists(versions.filter(agreement=models.OuterRef("pk"), state__in=states))

    def not_followed(self):
        """Those that hold or held and no other has come after; `holds` says whether a version is in force."""
        followers = self.model.objects.filter(predecessor=models.OuterRef("pk"))
        followed = followers.filter(versions__state__in=sorted(EFFECTIVE))
        return self.annotate(holds=self._has(State.IN_FORCE)).filter(
            self._has(*EFFECTIVE), ~models.Exists(followed)
        )

    def for_list(self, *, on):
        """With the unit, the current version and whether the agreement is over by the day."""
        is_over = models.ExpressionWrapper(
            Q(in_force__endswith__lte=on), output_field=models.BooleanField(null=True)
        )
        return (
            self.with_current_version()
            .annotate(is_over=is_over, is_being_revised=self._has(State.IN_FORCE) & self._has(*UNDER_WAY))
            .select_related("unit")
            .order_by("unit__name_sort", "kind", "pk")
        )


@pghistory.track()
class Agreement(models.Model):
    """A popis spolupráce of a unit for one cooperation period; what it says is in its versions."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="agreements"
    )
    kind = models.CharField("druh", max_length=30, choices=AgreementKind.choices)
    memorandum = models.ForeignKey(
        Memorandum,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="memorandum",
        related_name="agreements",
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="předchozí popis",
        related_name="successors",
    )
    in_force = DateRangeField(
        "platí v době", null=True, blank=True, editable=False, help_text="Prázdné, dokud nejsou známa data."
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "popis spolupráce"
        verbose_name_plural = "popisy spolupráce"
        ordering = ["unit", "kind", "pk"]
        constraints = [
            ExclusionConstraint(
                name="agreement_one_of_a_kind_in_force",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
                violation_error_message="V této době už platí jiný popis spolupráce téhož druhu.",
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None) | ~Q(predecessor=F("id")),
                name="agreement_is_not_its_own_predecessor",
                violation_error_message="Popis spolupráce nemůže navazovat sám na sebe.",
            ),
        ]

    def __str__(self):
        return f"Popis spolupráce – {self.unit}, {self.get_kind_display()}"

    @property
    def last_day(self) -> date | None:
        return self.in_force.upper - timedelta(days=1) if self.in_force else None


class OfVisibleAgreement(models.QuerySet):
    """For rows with an `agreement`: seen by whoever sees it."""

    def visible_to(self, user):
        return self.filter(agreement__in=Agreement.objects.visible_to(user))
