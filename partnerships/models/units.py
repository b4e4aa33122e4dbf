import pghistory
from django.db import models
from django.db.models import Q

from partnerships.czech import format_postal_code
from partnerships.database import sort_key_of
from partnerships.validators import validate_ico, validate_postal_code
from partnerships.vocabulary import UNIT_WORDS, AgencyRole, UnitType, UnitWords


class Region(models.Model):
    """A kraj; reference data, loaded by load_reference."""

    code = models.CharField("kód CZ-NUTS", max_length=5, unique=True)
    name = models.CharField("název", max_length=60, unique=True)
    name_locative = models.CharField("název v 6. pádě", max_length=60)

    class Meta:
        verbose_name = "kraj"
        verbose_name_plural = "kraje"
        ordering = ["code"]

    def __str__(self):
        return self.name


class ThematicArea(models.Model):
    """A theme of cooperation from the controlled vocabulary (domain.md 3.6)."""

    code = models.CharField("kód", max_length=30, unique=True)
    name = models.CharField("název", max_length=100)
    position = models.PositiveSmallIntegerField("pořadí")

    class Meta:
        verbose_name = "tematická oblast"
        verbose_name_plural = "tematické oblasti"
        ordering = ["position"]

    def __str__(self):
        return self.name


class TerritorialUnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Units whose content the user may see: own or assigned ones, a regional head's region, or all.

        The site admin looks after users and vocabularies and sees no content.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.sees_everything:
            return self
        own = Q(memberships__user=user, memberships__ended_at=None)
        if user.agency_role == AgencyRole.REGIONAL_HEAD:
            own |= Q(region_id=user.region_id)
        # a subquery, so that the rows can still be locked and counted without DISTINCT
        return self.filter(pk__in=TerritorialUnit.objects.filter(own).values("pk"))

    def administered_by(self, user):
        """Units whose accounts the person looks after, without seeing their content for it."""
        if not user.is_active:
            return self.none()
        if user.is_site_admin:
            return self
        if user.agency_role == AgencyRole.REGIONAL_HEAD:
            return self.filter(region_id=user.region_id)
        return self.none()

    def for_list(self):
        return self.select_related("region").order_by("name_sort", "pk")


class OfVisibleUnit(models.QuerySet):
    """For rows with a `unit`: seen by whoever sees it."""

    def visible_to(self, user):
        return self.filter(unit__in=TerritorialUnit.objects.visible_to(user))


@pghistory.track()
class TerritorialUnit(models.Model):
    """A municipality or another body that signs an agreement (domain.md 7.1).

    Declined names can't be computed, so they are kept; the words for its organs follow from the type.
    """

    unit_type = models.CharField("typ územního celku", max_length=20, choices=UnitType.choices)
    name = models.CharField("název", max_length=100)
    name_genitive = models.CharField(
        "název ve 2. pádě", max_length=100, help_text="Bez koho, čeho? Chomutova"
    )
    name_locative = models.CharField(
        "název v 6. pádě s předložkou", max_length=100, help_text="Kde? v Chomutově, ve Zlíně"
    )
    ico = models.CharField("IČO", max_length=8, validators=[validate_ico])
    seat_address = models.CharField("sídlo", max_length=200, help_text="Ulice, číslo a obec bez PSČ")
    postal_code = models.CharField("PSČ", max_length=5, validators=[validate_postal_code])
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="kraj", related_name="units")
    name_sort = sort_key_of("name")

    objects = TerritorialUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "územní celek"
        verbose_name_plural = "územní celky"
        ordering = ["name_sort", "pk"]
        constraints = [
            # a city and its districts share one IČO, so the name belongs to the key
            models.UniqueConstraint(
                fields=["ico", "name"],
                name="unit_unique_by_ico_and_name",
                violation_error_message="Územní celek s tímto IČO a názvem už existuje.",
            ),
            models.CheckConstraint(
                condition=Q(ico__regex=r"^[0-9]{8}$"),
                name="unit_ico_has_eight_digits",
                violation_error_message="IČO má osm číslic včetně nul na začátku.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def words(self) -> UnitWords:
        return UNIT_WORDS[UnitType(self.unit_type)]

    @property
    def full_name(self) -> str:
        """„statutární město Chomutov“"""
        return f"{self.get_unit_type_display()} {self.name}"

    @property
    def name_with_type_genitive(self) -> str:
        """„města Chomutova“, as it stands after the name of an organ."""
        return f"{self.words.genitive} {self.name_genitive}"

    @property
    def in_place(self) -> str:
        """„V Chomutově“, as it opens the line with a signature and its date."""
        return self.name_locative[:1].upper() + self.name_locative[1:]

    @property
    def address_line(self) -> str:
        return f"{self.seat_address}, {format_postal_code(self.postal_code)}"
