"""What is owed, kept ready for lists over hundreds of agreements: a copy of what the engine says, never a source.

The rows are written by planning.actions.debts alone. Triggers of the database leave a mark at the agreement
whenever something that decides has changed (migration 0005).
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agreements.models import Agreement, OfVisibleAgreement
from partnerships.models import Event
from planning.models.commitments import Commitment, OfVisibleCommitment
from planning.vocabulary import OwedBy


class Debt(models.Model):
    """What is left of a commitment: of a year, or of what is due once (then `year` is the one it is judged in)."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, verbose_name="závazek", related_name="debts", editable=False
    )
    year = models.PositiveSmallIntegerField("rok", editable=False)
    is_once = models.BooleanField("jednorázový", editable=False)
    status = models.CharField("stav", max_length=20, editable=False)  # of StepStatus
    needed = models.PositiveSmallIntegerField("kolikrát", editable=False)
    counted = models.PositiveSmallIntegerField("splněno", editable=False)
    due_on = models.DateField("do kdy", editable=False)
    event_kind = models.CharField("čím se plní", max_length=20, blank=True, editable=False)  # of EventKind
    owed_by = models.CharField("kdo dluží", max_length=10, choices=OwedBy.choices, editable=False)
    step_key = models.UUIDField("klíč kroku", editable=False)
    position = models.PositiveSmallIntegerField("pořadí v harmonogramu", editable=False)
    activity_name = models.CharField("činnost", max_length=300, blank=True, editable=False)
    specification = models.TextField("specifikace činnosti", blank=True, editable=False)
    raw_text = models.CharField("termín, jak je psán", max_length=500, blank=True, editable=False)
    # the last thing done for it, and what keeps that from counting; empty where it counts
    last_event = models.ForeignKey(
        Event, models.CASCADE, null=True, verbose_name="poslední krok", related_name="+", editable=False
    )
    lacks = models.TextField("co chybí", blank=True, editable=False)

    objects = OfVisibleCommitment.as_manager()

    class Meta:
        verbose_name = "nesplněný závazek"
        verbose_name_plural = "nesplněné závazky"
        ordering = ["commitment", "year"]
        indexes = [models.Index(fields=["due_on"], name="debt_due")]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "year"], name="debt_one_per_year"),
            models.CheckConstraint(
                condition=Q(counted__lt=models.F("needed")), name="debt_has_something_left"
            ),
        ]

    def __str__(self):
        return f"{self.activity_name}: zbývá {self.left} z {self.needed}"

    @property
    def left(self) -> int:
        return self.needed - self.counted


class DebtSheet(models.Model):
    """The day the debts of an agreement were last computed; on another day they are computed again.

    `unjudged` is the number of terms nothing can be said of: not read yet, or the agreement's days are not known.
    """

    agreement = models.OneToOneField(
        Agreement, models.CASCADE, verbose_name="popis spolupráce", related_name="debt_sheet", editable=False
    )
    computed_on = models.DateField("spočítáno dne", null=True, editable=False)
    unjudged = models.PositiveSmallIntegerField("nelze vyhodnotit", default=0, db_default=0, editable=False)

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "přehled nesplněných závazků"
        verbose_name_plural = "přehledy nesplněných závazků"

    def __str__(self):
        return f"{self.agreement}: {self.computed_on}"


class DebtMark(models.Model):
    """Something that decides has changed; written by triggers, taken away by whoever computes the debts again.

    Many of one agreement may stand here, and no constraint ties them to it, so that two people who record
    events of one agreement at once never wait for each other.
    """

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        db_constraint=False,
        verbose_name="popis spolupráce",
        related_name="debt_marks",
        editable=False,
    )
    at = models.DateTimeField("kdy", db_default=Now(), editable=False)

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "změna, která čeká na přepočet"
        verbose_name_plural = "změny, které čekají na přepočet"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.agreement_id}: {self.at}"
