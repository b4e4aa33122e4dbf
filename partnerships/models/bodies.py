import pghistory
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat

from partnerships.database import CzechSortKey, sort_key_of, words_index
from partnerships.models.organisations import OfVisibleUnits, Organisation
from partnerships.models.people import Person
from partnerships.models.units import TerritorialUnit, ThematicArea
from partnerships.vocabulary import GroupStatus, OrganisationType, SeatRole


@pghistory.track()
class LocalPartnership(models.Model):
    """The live partnership; what the agreement says about it stays in the agreement's version."""

    name = models.CharField("název", max_length=200)
    units = models.ManyToManyField(TerritorialUnit, verbose_name="územní celky", related_name="partnerships")
    founder_text = models.CharField("zřizovatel", max_length=200, blank=True)
    founded_text = models.CharField("kdy vzniklo", max_length=200, blank=True)
    founded_on = models.DateField("datum vzniku", null=True, blank=True)
    dissolved_on = models.DateField("datum zániku", null=True, blank=True)
    name_sort = sort_key_of("name")

    objects = OfVisibleUnits.as_manager()

    class Meta:
        verbose_name = "lokální partnerství"
        verbose_name_plural = "lokální partnerství"
        ordering = ["name_sort", "pk"]
        indexes = [words_index("partnership", "name")]

    def __str__(self):
        return self.name


class OfVisiblePartnership(models.QuerySet):
    def visible_to(self, user):
        return self.filter(partnership__in=LocalPartnership.objects.visible_to(user))


@pghistory.track()
class WorkingGroup(models.Model):
    partnership = models.ForeignKey(
        LocalPartnership, models.PROTECT, verbose_name="lokální partnerství", related_name="groups"
    )
    name = models.CharField("název", max_length=200)
    is_cross_cutting = models.BooleanField("průřezová", default=False)
    status = models.CharField("stav", max_length=20, choices=GroupStatus.choices)
    thematic_areas = models.ManyToManyField(
        ThematicArea, verbose_name="tematické oblasti", related_name="+", blank=True
    )
    founded_on = models.DateField("ustanovena dne", null=True, blank=True)
    dissolved_on = models.DateField("zrušena dne", null=True, blank=True)
    name_sort = sort_key_of("name")

    objects = OfVisiblePartnership.as_manager()

    class Meta:
        verbose_name = "pracovní skupina"
        verbose_name_plural = "pracovní skupiny"
        ordering = ["partnership", "name_sort", "pk"]
        indexes = [words_index("group", "name")]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="working_group_unique_name",
                violation_error_message="Pracovní skupina s tímto názvem už v partnerství je.",
            )
        ]

    def __str__(self):
        return self.name

    def exists_on(self, day) -> bool:
        """The day it is dissolved is the first one without it."""
        return not (self.founded_on and self.founded_on > day) and not (
            self.dissolved_on and self.dissolved_on <= day
        )


class SeatQuerySet(OfVisiblePartnership):
    def on(self, day):
        """Seats that exist on the day, filled or vacant."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def in_order(self):
        """The chair first and standing guests last, then by the type of the organisation and by name."""
        label = Concat("function_text", Coalesce("organisation__name", Value("")))
        return self.order_by(
            _rank_of("role", SeatRole),
            _rank_of("organisation_type", OrganisationType),
            CzechSortKey(label),
            "pk",
        )


def _rank_of(field: str, vocabulary: type[models.TextChoices]) -> Case:
    ranks = [When(**{field: one}, then=Value(rank)) for rank, one in enumerate(vocabulary)]
    return Case(*ranks, default=Value(len(ranks)))


@pghistory.track()
class Seat(models.Model):
    """A place in a partnership or a group: a function or an organisation, its holder optional (domain.md 3.4)."""

    partnership = models.ForeignKey(
        LocalPartnership, models.PROTECT, verbose_name="lokální partnerství", related_name="seats"
    )
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="pracovní skupina",
        related_name="seats",
        help_text="Prázdné u místa v lokálním partnerství samém.",
    )
    organisation_type = models.CharField("typ člena", max_length=20, choices=OrganisationType.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="organizace", related_name="seats"
    )
    function_text = models.CharField("funkce", max_length=200, blank=True)
    holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="seats"
    )
    # a function without a name is not a vacancy (domain.md 8.7)
    is_vacant = models.BooleanField(
        "místo není obsazeno",
        default=False,
        db_default=False,
        help_text="Na místě teď nikdo není. Kde jen neznáte jméno, nechte nezaškrtnuté.",
    )
    role = models.CharField("role", max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    has_vote = models.BooleanField("hlasuje", default=True)
    can_decide = models.BooleanField(
        "rozhodovací pravomoc", default=False, help_text="Může ve své organizaci sám/sama rozhodnout."
    )
    valid_from = models.DateField("od", null=True, blank=True)
    valid_to = models.DateField("do", null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="místo převzato po",
        related_name="replaced_by",
        help_text="Totéž místo s předchozím držitelem.",
    )
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "místo v partnerství"
        verbose_name_plural = "místa v partnerství"
        ordering = ["partnership", "organisation_type", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_vacant=False) | Q(holder=None),
                name="seat_vacant_has_no_holder",
                violation_error_message="Neobsazené místo nemůže zároveň někdo zastávat.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(function_text=""),
                name="seat_is_function_or_organisation",
                violation_error_message="Napište funkci, nebo vyberte organizaci.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="seat_ends_after_it_starts",
                violation_error_message="Konec nemůže být dřív než začátek.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """What the seat stands for; the holder is said separately."""
        return ", ".join(filter(None, [self.function_text, str(self.organisation or "")]))

    @property
    def holder_text(self) -> str:
        return str(self.holder or ("neobsazeno" if self.is_vacant else "jméno neuvedeno"))
