import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agreements.models.version import VersionRow
from agreements.vocabulary import (
    DATED_KINDS,
    OPEN_KINDS,
    Anchor,
    Bound,
    OffsetUnit,
    OutputCode,
    ParseStatus,
    Per,
    Precision,
    Purpose,
    Recipient,
    ResponsibilityCode,
    Season,
    Side,
    TermKind,
)
from partnerships.database import words_index
from partnerships.models import User
from partnerships.vocabulary import EventKind, OfficialRole


@pghistory.track()
class Activity(VersionRow):
    """činnost: the first column, spanning its steps."""

    name = models.CharField("činnost", max_length=300, blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "činnost"
        verbose_name_plural = "činnosti"
        default_related_name = "activities"
        indexes = [words_index("activity", "name")]

    def __str__(self):
        return self.name or "(činnost bez názvu)"


@pghistory.track()
class ActivityStep(VersionRow):
    """specifikace činnosti: one row of the timeline's table."""

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name="činnost", related_name="steps")
    specification = models.TextField("specifikace činnosti", blank=True)
    suspected_swap = models.BooleanField(
        "odpovědnosti jsou zřejmě prohozené",
        default=False,
        help_text="Text zůstává, jak je psán; u řádku se zobrazí upozornění.",
    )

    class Meta(VersionRow.Meta):
        verbose_name = "krok činnosti"
        verbose_name_plural = "kroky činnosti"
        default_related_name = "activity_steps"
        indexes = [words_index("step", "specification")]

    def __str__(self):
        return self.specification or "(krok bez popisu)"


@pghistory.track()
class ExpectedOutput(VersionRow):
    """výstup"""

    step = models.ForeignKey(ActivityStep, models.CASCADE, verbose_name="krok", related_name="outputs")
    code = models.CharField("druh výstupu", max_length=30, choices=OutputCode.choices)
    raw_text = models.CharField("jak je psáno", max_length=300, blank=True)
    is_optional = models.BooleanField("případně", default=False)

    class Meta(VersionRow.Meta):
        verbose_name = "výstup"
        verbose_name_plural = "výstupy"
        default_related_name = "expected_outputs"

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        return self.raw_text or self.get_code_display()


@pghistory.track()
class Responsibility(VersionRow):
    """odpovědnost, kept by side; the template says in which column it is printed."""

    step = models.ForeignKey(
        ActivityStep, models.CASCADE, verbose_name="krok", related_name="responsibilities"
    )
    side = models.CharField("strana", max_length=10, choices=Side.choices)
    code = models.CharField("odpovědnost", max_length=30, choices=ResponsibilityCode.choices)
    raw_text = models.CharField("jak je psáno", max_length=300, blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "odpovědnost"
        verbose_name_plural = "odpovědnosti"
        default_related_name = "responsibilities"

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        if self.raw_text:
            return self.raw_text
        return "-" if self.code == ResponsibilityCode.EXPLICIT_DASH else self.get_code_display()


@pghistory.track()
class ScheduleTerm(VersionRow):
    """One reading of the deadline column; a cell may hold several (domain.md 2.2).

    `raw_text` is printed and never rewritten by a reading. An interval is [date_from, date_to], due at its end.
    """

    step = models.ForeignKey(ActivityStep, models.CASCADE, verbose_name="krok", related_name="terms")
    raw_text = models.CharField("termín, jak je psán", max_length=500, blank=True)
    # empty: not understood yet; nothing is guessed
    kind = models.CharField("druh termínu", max_length=20, choices=TermKind.choices, blank=True)
    event_kind = models.CharField(
        "co se počítá",
        max_length=20,
        choices=EventKind.choices,
        blank=True,
        help_text="Která událost termín plní.",
    )
    subject = models.CharField("předmět", max_length=300, blank=True)
    count = models.PositiveSmallIntegerField("kolikrát", null=True, blank=True)
    bound = models.CharField("mez", max_length=20, choices=Bound.choices, blank=True)
    per = models.CharField("za", max_length=20, choices=Per.choices, blank=True)
    every = models.PositiveSmallIntegerField(
        "po kolika", default=1, db_default=1, help_text="2 u „jednou za dva roky“, jinak 1."
    )
    # a count of every year that has its day in it: „zpráva každoročně do 31. 3.“
    by_month = models.PositiveSmallIntegerField("každý rok do – měsíc", null=True, blank=True)
    by_day = models.PositiveSmallIntegerField("každý rok do – den", null=True, blank=True)
    offset_count = models.PositiveSmallIntegerField("do kolika", null=True, blank=True)
    offset_unit = models.CharField(
        "čeho", max_length=10, choices=OffsetUnit.choices, blank=True, default="", db_default=""
    )
    offset_from = models.CharField(
        "odkdy", max_length=10, choices=Anchor.choices, blank=True, default="", db_default=""
    )
    date_from = models.DateField("od", null=True, blank=True)
    date_to = models.DateField("do", null=True, blank=True)
    precision = models.CharField("přesnost", max_length=20, choices=Precision.choices, blank=True)
    season = models.CharField("roční období", max_length=20, choices=Season.choices, blank=True)
    counts_working_groups = models.BooleanField("počítají se i pracovní skupiny", default=False)
    required_roles = ArrayField(
        models.CharField(max_length=20, choices=OfficialRole.choices),
        verbose_name="kdo musí být přítomen",
        default=list,
        blank=True,
    )
    recipient = models.CharField("komu", max_length=20, choices=Recipient.choices, blank=True)
    purpose = models.CharField("k čemu", max_length=20, choices=Purpose.choices, blank=True)
    trigger_text = models.CharField("podmínka", max_length=300, blank=True)
    target_participants = models.PositiveIntegerField("předpokládaný počet osob", null=True, blank=True)
    target_events = models.PositiveIntegerField("předpokládaný počet akcí", null=True, blank=True)
    is_estimate = models.BooleanField("odhad", default=False)
    period_assumed = models.BooleanField("doba není v textu, je doplněna", default=False)
    parse_status = models.CharField(
        "čtení", max_length=20, choices=ParseStatus.choices, default=ParseStatus.PARSED
    )
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="potvrdil/a", related_name="+"
    )

    class Meta(VersionRow.Meta):
        verbose_name = "termín"
        verbose_name_plural = "termíny"
        default_related_name = "schedule_terms"
        indexes = [words_index("term", "raw_text", "subject")]
        # a comparison with NULL is no refusal, so each column that has to be there is asked for by name
        constraints = [
            *VersionRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind__in=[TermKind.FREQUENCY, TermKind.QUOTA])
                | Q(count__isnull=False, count__gte=1),
                name="schedule_term_counted_kind_has_count",
                violation_error_message="U opakovaného termínu napište, kolikrát.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(DATED_KINDS)) | Q(date_to__isnull=False),
                name="schedule_term_dated_kind_has_date",
                violation_error_message="U termínu k datu vyplňte, do kdy.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(OPEN_KINDS)) | Q(count__isnull=True),
                name="schedule_term_open_kind_counts_nothing",
                violation_error_message="Termín podle potřeby nemá počet.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TermKind.RELATIVE)
                | Q(offset_count__isnull=False) & ~Q(offset_unit="") & ~Q(offset_from=""),
                name="schedule_term_relative_kind_has_offset",
                violation_error_message="Napište, do kolika dnů nebo měsíců a od čeho se počítají.",
            ),
            models.CheckConstraint(
                condition=Q(every__gte=1),
                name="schedule_term_every_is_one_or_more",
                violation_error_message="Napište, po kolika letech nebo měsících; nejméně 1.",
            ),
            models.CheckConstraint(
                condition=Q(by_month=None, by_day=None)
                | Q(
                    by_month__isnull=False,
                    by_day__isnull=False,
                    by_month__range=(1, 12),
                    by_day__range=(1, 31),
                ),
                name="schedule_term_yearly_day_is_whole",
                violation_error_message="Ke každoročnímu datu patří den i měsíc.",
            ),
            models.CheckConstraint(
                condition=Q(date_from=None) | Q(date_to=None) | Q(date_to__gte=F("date_from")),
                name="schedule_term_interval_in_order",
                violation_error_message="Konec termínu je dřív než začátek.",
            ),
        ]

    def __str__(self):
        return self.raw_text or self.get_kind_display()
