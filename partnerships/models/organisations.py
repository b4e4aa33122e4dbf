import pghistory
from django.db import models
from django.db.models import F, Q

from partnerships.database import sort_key_of, words_index
from partnerships.models.units import TerritorialUnit
from partnerships.validators import validate_ico, validate_web
from partnerships.vocabulary import OrganisationType


class OfVisibleUnits(models.QuerySet):
    """For rows that belong to several units: seen by whoever sees one of them."""

    def visible_to(self, user):
        link = self.model.units.through
        own = link.objects.filter(territorialunit__in=TerritorialUnit.objects.visible_to(user))
        return self.filter(pk__in=own.values(self.model._meta.model_name))


class ContactQuerySet(OfVisibleUnits):
    def listed(self):
        """Without those that were found to be somebody else's duplicates."""
        return self.filter(merged_into=None)


@pghistory.track()
class Organisation(models.Model):
    name = models.CharField("název", max_length=200)
    organisation_type = models.CharField("typ", max_length=20, choices=OrganisationType.choices)
    ico = models.CharField("IČO", max_length=8, blank=True, validators=[validate_ico])
    units = models.ManyToManyField(
        TerritorialUnit, verbose_name="územní celky", related_name="organisations", blank=True
    )
    email = models.EmailField("e-mail", blank=True, default="", db_default="")
    phone = models.CharField("telefon", max_length=30, blank=True, default="", db_default="")
    web = models.CharField(
        "web", max_length=200, blank=True, default="", db_default="", validators=[validate_web]
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="sloučeno do", related_name="absorbed"
    )
    name_sort = sort_key_of("name")

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "organizace"
        verbose_name_plural = "organizace"
        ordering = ["name_sort", "pk"]
        indexes = [words_index("organisation", "name", "ico", "email")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="organisation_not_merged_into_itself"
            )
        ]

    def __str__(self):
        return self.name
