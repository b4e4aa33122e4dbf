import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.models.accounts import User
from partnerships.models.units import TerritorialUnit


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the units one sees, and one's own, since the unit itself is then out of sight."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(unit__in=TerritorialUnit.objects.visible_to(user)) | Q(leaver=user))

    def administered_by(self, user):
        return self if user.is_active and user.is_site_admin else self.none()

    def concerning(self, user):
        return self.filter(Q(leaver=user) | Q(successor=user)).for_list()

    def for_list(self):
        return self.select_related("leaver", "successor", "by")


class Handover(models.Model):
    """Who gave a unit's agenda to whom, when and what went along; rows are only added."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="handovers"
    )
    leaver = models.ForeignKey(User, models.PROTECT, verbose_name="odchází", related_name="handovers_from")
    successor = models.ForeignKey(User, models.PROTECT, verbose_name="přebírá", related_name="handovers_to")
    starts_on = models.DateField("přebírá ode dne")
    by = models.ForeignKey(User, models.PROTECT, verbose_name="předal/a", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now, editable=False)
    moved = models.JSONField("co se předalo", default=list)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "předání agendy"
        verbose_name_plural = "předání agendy"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaver=F("successor")),
                name="handover_between_two_people",
                violation_error_message="Agendu nejde předat téže osobě.",
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.unit}: {self.leaver} → {self.successor}"
