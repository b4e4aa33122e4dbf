from functools import cached_property

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from partnerships.database import sort_key_of
from partnerships.models.units import OfVisibleUnit, Region, TerritorialUnit
from partnerships.vocabulary import AgencyRole, OfficialRole, UnitRole


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People of the units the user sees, and the agency's own staff, whom everybody deals with."""
        if not user.is_authenticated:
            return self.none()
        units = TerritorialUnit.objects.visible_to(user).values("pk")
        of_units = Person.units.through.objects.filter(territorialunit__in=units).values("person")
        return self.filter(Q(is_agency_staff=True) | Q(pk__in=of_units))


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
    name_sort = sort_key_of("last_name")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["name_sort", "first_name", "pk"]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        name = " ".join(filter(None, [self.title_before, self.first_name, self.last_name]))
        return f"{name}, {self.title_after}" if self.title_after else name


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    email = models.EmailField(
        "e-mail", unique=True, error_messages={"unique": "Uživatel s tímto e-mailem už existuje."}
    )
    name = models.CharField("jméno", max_length=120)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, verbose_name="osoba", related_name="user"
    )
    agency_role = models.CharField(
        "role v ASZ", max_length=20, choices=AgencyRole.choices, blank=True, default=""
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name="kraj", related_name="heads"
    )
    is_site_admin = models.BooleanField(
        "správce aplikace", default=False, help_text="Spravuje uživatele a číselníky, obsah nevidí."
    )
    is_active = models.BooleanField("aktivní", default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "uživatel"
        verbose_name_plural = "uživatelé"
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message="E-mail se ukládá malými písmeny.",
            ),
            models.CheckConstraint(
                condition=Q(agency_role=AgencyRole.REGIONAL_HEAD, region__isnull=False)
                | (~Q(agency_role=AgencyRole.REGIONAL_HEAD) & Q(region__isnull=True)),
                name="user_region_belongs_to_regional_head",
                violation_error_message="Kraj se vyplňuje právě u vedoucí/ho regionálního pracoviště.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def sees_everything(self) -> bool:
        return self.agency_role in {AgencyRole.DIRECTOR, AgencyRole.ANALYST}

    @cached_property
    def roles_by_unit(self) -> dict[int, set[str]]:
        """Roles the user has now, one query a request."""
        roles: dict[int, set[str]] = {}
        for unit_id, role in self.memberships.active().values_list("unit_id", "role"):
            roles.setdefault(unit_id, set()).add(role)
        return roles

    # Django admin asks these; repair work is the site admin's.
    @property
    def is_staff(self) -> bool:
        return self.is_site_admin

    def has_perm(self, perm, obj=None) -> bool:
        return self.is_active and self.is_site_admin

    def has_module_perms(self, app_label) -> bool:
        return self.is_active and self.is_site_admin


class MembershipQuerySet(OfVisibleUnit):
    def active(self):
        return self.filter(ended_at=None)


@pghistory.track()
class Membership(models.Model):
    """What a user may do in a unit. Ended, never deleted, so that the history keeps the name."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="uživatel", related_name="memberships")
    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="memberships"
    )
    role = models.CharField("role", max_length=20, choices=UnitRole.choices)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("ukončeno", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="ukončil/a", related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "přístup k územnímu celku"
        verbose_name_plural = "přístupy k územním celkům"
        ordering = ["unit", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(ended_at=None),
                name="membership_unique_while_active",
                violation_error_message="Uživatel už tuto roli v územním celku má.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="membership_end_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


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
