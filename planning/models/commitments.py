import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.models import Agreement, OfVisibleAgreement
from agreements.vocabulary import OutputCode
from partnerships.models import Document, Event, User


class Commitment(models.Model):
    """One promise across versions: the agreement and the stable key of a ScheduleTerm; no content of its own."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, verbose_name="popis spolupráce", related_name="commitments"
    )
    key = models.UUIDField("klíč termínu")

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "závazek"
        verbose_name_plural = "závazky"
        ordering = ["agreement", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="commitment_unique_key")]

    def __str__(self):
        return f"Závazek {self.key}"


class OfVisibleCommitment(models.QuerySet):
    def visible_to(self, user):
        return self.filter(commitment__in=Commitment.objects.visible_to(user))


@pghistory.track()
class Occurrence(models.Model):
    """What a commitment expects in one calendar year, written when its version comes into force (domain.md 2.3).

    `expected` is null where nothing is owed by a date (on demand, conditional, without a term), never 0 for
    that. `share` is the exact figure before rounding. A due date stands in the row of the year that holds it.
    Without a share it is owed once and stays owed after its year; with `counts_from` it holds also what the year
    asked for before a revision made one day of it.
    """

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, verbose_name="závazek", related_name="occurrences"
    )
    year = models.PositiveSmallIntegerField("rok")
    due_on = models.DateField("termín", null=True, blank=True)
    # what is asked in other days than those of the year counts since this one, not since New Year
    counts_from = models.DateField("počítá se od", null=True, blank=True)
    expected = models.PositiveSmallIntegerField("očekáváno", null=True, blank=True)
    share = models.DecimalField("poměrně", max_digits=9, decimal_places=4, null=True, blank=True)
    override = models.PositiveSmallIntegerField("očekáváno podle rozhodnutí", null=True, blank=True)
    override_reason = models.CharField("důvod", max_length=500, blank=True)
    override_at = models.DateTimeField("rozhodnuto", null=True, blank=True)
    override_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="rozhodl/a", related_name="+"
    )

    objects = OfVisibleCommitment.as_manager()

    class Meta:
        verbose_name = "očekávané plnění"
        verbose_name_plural = "očekávaná plnění"
        ordering = ["commitment", "year"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "year"], name="occurrence_one_per_year"),
            models.CheckConstraint(
                condition=Q(
                    override__isnull=True,
                    override_reason="",
                    override_at__isnull=True,
                    override_by__isnull=True,
                )
                | Q(override__isnull=False, override_at__isnull=False, override_by__isnull=False)
                & ~Q(override_reason=""),
                name="occurrence_override_has_reason_and_author",
                violation_error_message="Změnu očekávaného počtu je třeba zdůvodnit.",
            ),
        ]

    def __str__(self):
        return f"{self.commitment}, {self.year}"

    @property
    def required(self) -> int | None:
        """What is really expected: the override where a person decided, else the computed figure."""
        return self.expected if self.override is None else self.override


class Rounding(models.TextChoices):
    HALF_UP = "HALF_UP", "zaokrouhlit, polovinu nahoru"
    CEIL = "CEIL", "zaokrouhlit vždy nahoru"
    NOMINAL = "NOMINAL", "celý počet i za neúplný rok"


class YearBasis(models.TextChoices):
    CALENDAR_YEAR = "CALENDAR_YEAR", "kalendářní rok"
    COOPERATION_YEAR = "COOPERATION_YEAR", "rok spolupráce"


@pghistory.track()
class CountingRule(models.Model):
    """How an agreement's expectations are counted, where a person decided otherwise than usual (domain.md 2.3)."""

    agreement = models.OneToOneField(
        Agreement, models.PROTECT, verbose_name="popis spolupráce", related_name="counting"
    )
    rounding = models.CharField(
        "neúplný rok", max_length=10, choices=Rounding.choices, default=Rounding.HALF_UP
    )
    year_basis = models.CharField(
        "„ročně“ znamená", max_length=20, choices=YearBasis.choices, default=YearBasis.CALENDAR_YEAR
    )
    reason = models.CharField("důvod", max_length=500)
    decided_at = models.DateTimeField("rozhodnuto")
    decided_by = models.ForeignKey(User, models.PROTECT, verbose_name="rozhodl/a", related_name="+")

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "pravidlo počítání"
        verbose_name_plural = "pravidla počítání"

    def __str__(self):
        return f"{self.agreement}: {self.get_rounding_display()}"


class FulfilmentState(models.TextChoices):
    PROPOSED = "PROPOSED", "navrženo"
    CONFIRMED = "CONFIRMED", "potvrzeno"


@pghistory.track()
class Fulfilment(models.Model):
    """An event fulfils a commitment; it counts once for each (unique), and only when a person confirmed it."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name="událost", related_name="fulfilments")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name="závazek", related_name="fulfilments"
    )
    state = models.CharField("stav", max_length=20, choices=FulfilmentState.choices)
    confirmed_at = models.DateTimeField("potvrzeno", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="potvrdil/a", related_name="+"
    )

    objects = OfVisibleCommitment.as_manager()

    class Meta:
        verbose_name = "plnění závazku"
        verbose_name_plural = "plnění závazků"
        ordering = ["commitment", "event"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "commitment"],
                name="fulfilment_counts_once",
                violation_error_message="Událost už tento závazek plní.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FulfilmentState.CONFIRMED, confirmed_at__isnull=False, confirmed_by__isnull=False
                )
                | Q(state=FulfilmentState.PROPOSED, confirmed_at__isnull=True, confirmed_by__isnull=True),
                name="fulfilment_confirmed_has_author",
            ),
        ]

    def __str__(self):
        return f"{self.event} → {self.commitment}"


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            Q(event__in=Event.objects.visible_to(user))
            | Q(commitment__in=Commitment.objects.visible_to(user))
        )


@pghistory.track()
class Evidence(models.Model):
    """A document that proves an expected output, of an event or directly of a commitment."""

    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, verbose_name="událost", related_name="evidence"
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, verbose_name="závazek", related_name="evidence"
    )
    output = models.CharField("dokládá", max_length=30, choices=OutputCode.choices)
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="dokument", related_name="evidence")
    delivered_on = models.DateField(
        "odevzdáno dne", help_text="Den, kdy výstup vznikl, ne kdy byl nahrán.", default=timezone.localdate
    )
    # what the Agency took as proof is not changed behind its back: see EventReopening
    accepted_at = models.DateTimeField("uznáno", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="uznal/a", related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "doklad"
        verbose_name_plural = "doklady"
        ordering = ["output", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False) ^ Q(commitment__isnull=False),
                name="evidence_of_event_or_commitment",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="evidence_accepted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["event", "commitment", "output", "document"],
                nulls_distinct=False,
                name="evidence_attached_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="accepted_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__accepted_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="accepted_is_not_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__accepted_at__isnull=False)
                & (
                    pgtrigger.Q(old__document__df=pgtrigger.F("new__document"))
                    | pgtrigger.Q(old__event__df=pgtrigger.F("new__event"))
                    | pgtrigger.Q(old__commitment__df=pgtrigger.F("new__commitment"))
                    | pgtrigger.Q(old__output__df=pgtrigger.F("new__output"))
                    | pgtrigger.Q(old__delivered_on__df=pgtrigger.F("new__delivered_on"))
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_output_display()}: {self.document}"


@pghistory.track()
class DeviationComment(models.Model):
    """Why a step was late, partial or not done in a year, and what will be done about it (domain.md 5, § 12)."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, verbose_name="popis spolupráce", related_name="deviation_comments"
    )
    step_key = models.UUIDField("klíč kroku")
    year = models.PositiveSmallIntegerField("rok")
    reason = models.TextField("důvod")
    remedy = models.TextField("přijaté opatření", blank=True)
    responsible = models.CharField("odpovídá", max_length=200, blank=True)
    due_text = models.CharField("do kdy", max_length=100, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, verbose_name="zapsal/a", related_name="+")

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "vysvětlení odchylky"
        verbose_name_plural = "vysvětlení odchylek"
        ordering = ["agreement", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "step_key", "year"], name="deviation_comment_one_per_step_and_year"
            )
        ]

    def __str__(self):
        return self.reason[:80]
