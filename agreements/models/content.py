import pghistory
from django.db import models
from django.db.models import Q

from agreements.models.version import VersionRow
from agreements.vocabulary import GoalDirection, StrategyLevel, TargetType, Tier
from partnerships.models import Person, ThematicArea
from partnerships.vocabulary import GroupStatus, Matter, OfficialRole, OrganisationType


@pghistory.track()
class RoleAssignment(VersionRow):
    """A role as the header prints it: a person, a function without a name, or a vacancy (domain.md 1.2)."""

    role = models.CharField("role", max_length=20, choices=OfficialRole.choices)
    raw_text = models.CharField("jak je psáno", max_length=500, blank=True)
    name_text = models.CharField("jméno s tituly", max_length=200, blank=True)
    function_text = models.CharField("funkce", max_length=300, blank=True)
    is_vacant = models.BooleanField("pozice není obsazena", default=False)
    deputy_text = models.CharField("zástup", max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="+"
    )

    class Meta(VersionRow.Meta):
        verbose_name = "role v popisu spolupráce"
        verbose_name_plural = "role v popisu spolupráce"
        default_related_name = "role_assignments"
        constraints = [
            *VersionRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["version", "role"],
                name="role_assignment_unique_role",
                violation_error_message="Tato role už je vyplněna.",
            ),
            models.CheckConstraint(
                condition=Q(is_vacant=False) | Q(name_text="", person__isnull=True),
                name="role_assignment_vacant_has_no_person",
                violation_error_message="Neobsazená pozice nemůže mít zároveň jméno.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.text}"

    @property
    def text(self) -> str:
        """As printed; assembled from its parts where nothing was copied from a document."""
        if self.raw_text:
            return self.raw_text
        if self.is_vacant:
            return (
                f"pozice není obsazena, zastupuje {self.deputy_text}"
                if self.deputy_text
                else "pozice není obsazena"
            )
        return ", ".join(filter(None, [self.name_text, self.function_text]))


@pghistory.track()
class FocusArea(VersionRow):
    thematic_area = models.ForeignKey(
        ThematicArea, models.PROTECT, null=True, blank=True, verbose_name="tematická oblast", related_name="+"
    )
    local_label = models.CharField("název v dokumentu", max_length=300)
    tier = models.CharField("priorita", max_length=20, choices=Tier.choices, default=Tier.UNRANKED)
    description = models.TextField("popis", blank=True)
    linkage = models.TextField("vazba", blank=True, help_text="Na co oblast navazuje.")
    note_text = models.TextField("poznámka pod čarou", blank=True, default="", db_default="")

    class Meta(VersionRow.Meta):
        verbose_name = "tematické zaměření"
        verbose_name_plural = "tematická zaměření"
        default_related_name = "focus_areas"

    def __str__(self):
        return self.local_label


@pghistory.track()
class FocusGoal(VersionRow):
    focus_area = models.ForeignKey(
        FocusArea, models.CASCADE, verbose_name="tematické zaměření", related_name="goals"
    )
    statement = models.TextField("cíl")
    direction = models.CharField("směr", max_length=20, choices=GoalDirection.choices, blank=True)
    target_type = models.CharField("druh cíle", max_length=20, choices=TargetType.choices, blank=True)
    baseline_value = models.DecimalField(
        "výchozí hodnota", max_digits=14, decimal_places=2, null=True, blank=True
    )
    baseline_on = models.DateField("výchozí datum", null=True, blank=True)
    target_value = models.DecimalField(
        "cílová hodnota", max_digits=14, decimal_places=2, null=True, blank=True
    )
    measured_in = models.CharField("jednotka", max_length=60, blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "cíl"
        verbose_name_plural = "cíle"
        default_related_name = "focus_goals"

    def __str__(self):
        return self.statement


@pghistory.track()
class StatedGroup(VersionRow):
    """A working group as the document names it; the live one is WorkingGroup."""

    name = models.CharField("název", max_length=300)
    is_cross_cutting = models.BooleanField("průřezová", default=False)
    status = models.CharField("stav", max_length=20, choices=GroupStatus.choices)

    class Meta(VersionRow.Meta):
        verbose_name = "pracovní skupina v popisu"
        verbose_name_plural = "pracovní skupiny v popisu"
        default_related_name = "stated_groups"

    def __str__(self):
        return self.name


@pghistory.track()
class StatedSeat(VersionRow):
    """A member of the partnership as the document lists it; the live one is Seat."""

    text = models.CharField("člen", max_length=300)
    organisation_type = models.CharField("typ", max_length=20, choices=OrganisationType.choices)
    listed_among = models.CharField(
        "uveden mezi",
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text="Nadpis, pod kterým ho dokument uvádí.",
    )

    class Meta(VersionRow.Meta):
        verbose_name = "člen partnerství v popisu"
        verbose_name_plural = "členové partnerství v popisu"
        default_related_name = "stated_seats"

    def __str__(self):
        return self.text


@pghistory.track()
class StatedMatter(VersionRow):
    """One of the matters the partnership discusses, as printed."""

    matter = models.CharField("věc", max_length=30, choices=Matter.choices)
    text = models.CharField("text", max_length=300)

    class Meta(VersionRow.Meta):
        verbose_name = "projednávaná věc"
        verbose_name_plural = "projednávané věci"
        default_related_name = "stated_matters"

    def __str__(self):
        return self.text


@pghistory.track()
class LegacyStrategyUse(VersionRow):
    """A 2014-2020 strategy used on; only if valid past 2021 and revised (domain.md 1.8)."""

    title = models.CharField("název", max_length=300)
    from_year = models.PositiveSmallIntegerField("od roku", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("do roku", null=True, blank=True)
    is_revised = models.BooleanField("revidován", null=True, blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "starší strategický dokument"
        verbose_name_plural = "starší strategické dokumenty"
        default_related_name = "legacy_strategies"

    def __str__(self):
        return self.title


@pghistory.track()
class LinkedStrategy(VersionRow):
    title = models.CharField("název", max_length=300)
    owner_level = models.CharField("úroveň", max_length=20, choices=StrategyLevel.choices, blank=True)
    from_year = models.PositiveSmallIntegerField("od roku", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("do roku", null=True, blank=True)
    period_text = models.CharField("období, jak je psáno", max_length=100, blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "navazující strategický dokument"
        verbose_name_plural = "navazující strategické dokumenty"
        default_related_name = "linked_strategies"

    def __str__(self):
        return self.title


@pghistory.track()
class PlannedMeasure(VersionRow):
    text = models.TextField("opatření")
    thematic_area = models.ForeignKey(
        ThematicArea, models.PROTECT, null=True, blank=True, verbose_name="tematická oblast", related_name="+"
    )
    funding_source = models.CharField("zdroj financování", max_length=60, default="ESIF", blank=True)

    class Meta(VersionRow.Meta):
        verbose_name = "předpokládané opatření"
        verbose_name_plural = "předpokládaná opatření"
        default_related_name = "planned_measures"

    def __str__(self):
        return self.text
