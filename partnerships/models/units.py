import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q

from partnerships.czech import format_postal_code
from partnerships.database import sort_key_of, words_index
from partnerships.unit_words import BODY_CASES, NAMES_ITS_BODY, UNIT_WORDS, Cases, UnitWords
from partnerships.validators import validate_ico, validate_postal_code
from partnerships.vocabulary import AgencyRole, ApprovingBody, UnitRole, UnitType


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

    def without_consultant(self):
        assigned = Q(memberships__role=UnitRole.CONSULTANT, memberships__ended_at=None)
        return self.exclude(pk__in=TerritorialUnit.objects.filter(assigned).values("pk"))

    def with_account_count(self):
        people = Count("memberships__user", filter=Q(memberships__ended_at=None), distinct=True)
        return self.annotate(account_count=people)

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
        "místo podpisu v 6. pádě s předložkou",
        max_length=100,
        help_text="Kde? v Chomutově, ve Zlíně; u kraje, svazku obcí a místní akční skupiny obec, kde sídlí",
    )
    approving_body = models.CharField(
        "orgán, který popis spolupráce schvaluje",
        max_length=20,
        choices=ApprovingBody.choices,
        blank=True,
        db_default="",
        help_text="Jen u svazku obcí a místní akční skupiny, podle stanov. Jinde je to zastupitelstvo.",
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
        indexes = [words_index("unit", "name", "name_genitive", "name_locative", "ico")]
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
            models.CheckConstraint(
                condition=Q(approving_body="") | Q(unit_type__in=sorted(NAMES_ITS_BODY)),
                name="unit_names_its_body_only_by_statutes",
                violation_error_message="Orgán vyberte jen u svazku obcí a místní akční skupiny, jinde schvaluje "
                "zastupitelstvo.",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.unit_type == UnitType.REGION and self.name and not self.names_its_type:
            raise ValidationError({"name": "Napište celý název kraje, například Ústecký kraj."})

    @property
    def words(self) -> UnitWords:
        return UNIT_WORDS[UnitType(self.unit_type)]

    @property
    def body(self) -> Cases:
        """The council or the body with the analogous function, in every case that is printed."""
        return BODY_CASES[ApprovingBody(self.approving_body or self.words.body)]

    @property
    def names_its_type(self) -> bool:
        """„Ústecký kraj“, „MAS Rozkvět“: the type would be said twice."""
        name = f" {self.name.casefold()} "
        return any(f" {word} " in name for word in self.words.own_words)

    @property
    def full_name(self) -> str:
        """„statutární město Chomutov“, „Ústecký kraj“"""
        return self.name if self.names_its_type else f"{self.get_unit_type_display()} {self.name}"

    @property
    def name_with_type_genitive(self) -> str:
        """„města Chomutova“, „Ústeckého kraje“, as it stands after the name of an organ."""
        return self.name_genitive if self.names_its_type else f"{self.words.genitive} {self.name_genitive}"

    @property
    def in_place(self) -> str:
        """„V Chomutově“, as it opens the line with a signature and its date."""
        return self.name_locative[:1].upper() + self.name_locative[1:]

    @property
    def address_line(self) -> str:
        return f"{self.seat_address}, {format_postal_code(self.postal_code)}"
