import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.models.accounts import User
from partnerships.models.organisations import Organisation
from partnerships.models.people import Person


class ContactMergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        people, organisations = Person.objects.visible_to(user), Organisation.objects.visible_to(user)
        return self.filter(Q(person__in=people) | Q(organisation__in=organisations))


class ContactMerge(models.Model):
    """Two entries found to be one: `moved` counts by kind of row what was handed over to the one that stays."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="zůstává osoba", related_name="merges"
    )
    absorbed_person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, verbose_name="sloučená osoba", related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="zůstává organizace",
        related_name="merges",
    )
    absorbed_organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="sloučená organizace",
        related_name="+",
    )
    moved = models.JSONField("převedeno", default=dict, blank=True)
    at = models.DateTimeField("kdy", default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")

    objects = ContactMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "sloučení kontaktů"
        verbose_name_plural = "sloučení kontaktů"
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    person__isnull=False,
                    absorbed_person__isnull=False,
                    organisation__isnull=True,
                    absorbed_organisation__isnull=True,
                )
                | Q(
                    person__isnull=True,
                    absorbed_person__isnull=True,
                    organisation__isnull=False,
                    absorbed_organisation__isnull=False,
                ),
                name="contact_merge_of_two_alike",
            )
        ]

    def __str__(self):
        return f"Sloučeno: {self.person or self.organisation}"
