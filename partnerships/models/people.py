import pghistory
from django.db import models
from django.db.models import F, Q

from partnerships.database import sort_key_of, words_index
from partnerships.models.organisations import Organisation
from partnerships.models.units import OfVisibleUnit, TerritorialUnit
from partnerships.vocabulary import OfficialRole


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People of the units the user sees, and the agency's own staff, whom everybody deals with."""
        if not user.is_authenticated:
            return self.none()
        units = TerritorialUnit.objects.visible_to(user).values("pk")
        of_units = Person.units.through.objects.filter(territorialunit__in=units).values("person")
        return self.filter(Q(is_agency_staff=True) | Q(pk__in=of_units))

    def listed(self):
        """Without duplicates of somebody else and without those whose data were erased."""
        return self.filter(merged_into=None, erased_on=None)


@pghistory.track()
class Person(models.Model):
    """A person met in agreements and partnerships; needs no account.

    Never add a field for ethnicity, health or criminal matters: such data must not be kept about a named
    person (GDPR art. 9, domain.md 7.6).
    """

    title_before = models.CharField("titul před jménem", max_length=40, blank=True)
    first_name = models.CharField("jméno", max_length=60)
    last_name = models.CharField("příjmení", max_length=60)
    title_after = models.CharField("titul za jménem", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    units = models.ManyToManyField(
        TerritorialUnit, verbose_name="územní celky", related_name="people", blank=True
    )
    is_agency_staff = models.BooleanField("pracovník/pracovnice ASZ", default=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="organizace", related_name="people"
    )
    position_text = models.CharField("pracovní pozice", max_length=200, blank=True, default="", db_default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="sloučeno do", related_name="absorbed"
    )
    erased_on = models.DateField("údaje vymazány dne", null=True, blank=True)
    name_sort = sort_key_of("last_name")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["name_sort", "first_name", "pk"]
        indexes = [words_index("person", "first_name", "last_name", "email", "phone", "position_text")]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="person_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(erased_on=None)
                | Q(email="", phone="", position_text="", title_before="", title_after=""),
                name="person_erased_has_no_contact",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        name = " ".join(filter(None, [self.title_before, self.first_name, self.last_name]))
        return f"{name}, {self.title_after}" if self.title_after else name


class RoleHoldingQuerySet(OfVisibleUnit):
    def on(self, day):
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def during(self, first, last):
        """Everybody who held a role for at least one day of the period, in time order."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first)
        ).order_by("role", F("valid_from").asc(nulls_first=True), "pk")


@pghistory.track()
class RoleHolding(models.Model):
    """Who really held an official role of a unit, and when; the agreement's header keeps what was agreed.

    A person, a function without a name and a vacancy are three different things (domain.md 8.7).
    """

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="role_holdings"
    )
    role = models.CharField("role", max_length=20, choices=OfficialRole.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="role_holdings"
    )
    function_text = models.CharField("funkce", max_length=200, blank=True)
    is_vacant = models.BooleanField("pozice není obsazena", default=False)
    deputy = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="zástup", related_name="deputy_holdings"
    )
    valid_from = models.DateField("od", null=True, blank=True)
    valid_to = models.DateField("do", null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "obsazení role"
        verbose_name_plural = "obsazení rolí"
        ordering = ["unit", "role", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_vacant=True, person__isnull=True)
                | (Q(is_vacant=False) & (Q(person__isnull=False) | ~Q(function_text=""))),
                name="role_holding_is_person_function_or_vacancy",
                violation_error_message="Vyberte osobu, napište funkci, nebo označte, že pozice není obsazena.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="role_holding_ends_after_it_starts",
                violation_error_message="Konec nemůže být dřív než začátek.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.holder_text}"

    @property
    def holder_text(self) -> str:
        if self.is_vacant:
            return f"pozice není obsazena, zastupuje {self.deputy}" if self.deputy else "pozice není obsazena"
        return ", ".join(filter(None, [str(self.person or ""), self.function_text]))
