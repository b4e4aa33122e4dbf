from datetime import date, timedelta

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from partnerships.czech import format_days, format_times, format_times_of_days
from partnerships.database import words_index
from partnerships.models.accounts import User
from partnerships.models.bodies import LocalPartnership, WorkingGroup
from partnerships.models.units import TerritorialUnit
from partnerships.validators import validate_web
from partnerships.vocabulary import (
    MEETING_KINDS,
    RECORDED_BY_REPORTING,
    TRAINING_KINDS,
    EventKind,
    EventState,
    MeetingMode,
)

LONGEST_DAYS = 31  # what lasts longer is no event; a project or a campaign is told by the day it began


class OfUnitOrPartnership(models.QuerySet):
    def visible_to(self, user):
        """Of the units the user sees, and of a partnership that serves one of them."""
        units = TerritorialUnit.objects.visible_to(user)
        return self.filter(Q(unit__in=units) | Q(partnership__in=LocalPartnership.objects.visible_to(user)))

    def of_unit(self, unit: TerritorialUnit):
        """Its own and those of a partnership that serves it, whichever of its units recorded them."""
        return self.filter(Q(unit=unit) | Q(partnership__in=unit.partnerships.all()))


class EventSeries(models.Model):
    """Meetings planned at once; each then lives on its own."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="event_series"
    )
    kind = models.CharField("druh", max_length=20, choices=EventKind.choices)
    title = models.CharField("název", max_length=200)
    partnership = models.ForeignKey(
        LocalPartnership,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lokální partnerství",
        related_name="event_series",
    )
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="pracovní skupina",
        related_name="event_series",
    )
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="založil/a", related_name="+"
    )

    objects = OfUnitOrPartnership.as_manager()

    class Meta:
        verbose_name = "řada jednání"
        verbose_name_plural = "řady jednání"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title


def not_over(day: date) -> Q:
    """Of events that have not ended before the day."""
    return Q(starts_on__gte=day) | Q(ends_on__gte=day)


class EventQuerySet(OfUnitOrPartnership):
    def of_year(self, year: int):
        """By the year an event belongs to: the year reported on, else the year of its date."""
        return self.alias(belongs_to_year=Coalesce(F("about_year"), ExtractYear("starts_on"))).filter(
            belongs_to_year=year
        )

    def held(self):
        return self.filter(state=EventState.HELD)

    def for_list(self):
        return self.select_related("unit", "partnership", "group", "meeting").order_by("-starts_on", "-pk")


@pghistory.track()
class Event(models.Model):
    """Anything that happened or is planned (kinds of domain.md 3.2)."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="events"
    )
    kind = models.CharField("druh", max_length=20, choices=EventKind.choices)
    state = models.CharField("stav", max_length=20, choices=EventState.choices)
    title = models.CharField("název", max_length=200)
    starts_on = models.DateField("datum")
    starts_at = models.TimeField("začátek", null=True, blank=True)
    ends_on = models.DateField("datum ukončení", null=True, blank=True)
    ends_at = models.TimeField("konec", null=True, blank=True)
    about_year = models.PositiveSmallIntegerField(
        "týká se roku",
        null=True,
        blank=True,
        help_text="Jen pokud událost patří k jinému roku, než kdy se koná (projednání loňské zprávy).",
    )
    place = models.CharField("místo", max_length=200, blank=True)
    online_url = models.CharField(
        "odkaz pro připojení",
        max_length=500,
        blank=True,
        default="",
        db_default="",
        validators=[validate_web],
    )
    mode = models.CharField("forma", max_length=20, choices=MeetingMode.choices, blank=True)
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, verbose_name="řada jednání", related_name="events"
    )
    partnership = models.ForeignKey(
        LocalPartnership,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lokální partnerství",
        related_name="events",
    )
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="pracovní skupina",
        related_name="events",
    )
    hours_in_person = models.DecimalField(
        "hodin prezenčně", max_digits=5, decimal_places=1, null=True, blank=True
    )
    hours_distance = models.DecimalField(
        "hodin distančně", max_digits=5, decimal_places=1, null=True, blank=True
    )
    participant_count = models.PositiveIntegerField(
        "počet účastníků", null=True, blank=True, help_text="Vyplňte, jen když účast nezapisujete jmenovitě."
    )
    summary = models.TextField("obsah a závěry", blank=True)
    cancelled_reason = models.CharField("důvod zrušení", max_length=500, blank=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="zapsal/a", related_name="+"
    )
    # the form sends both back: who saves second has lost, and a form sent twice records one event
    revision = models.PositiveIntegerField("revize", default=0, editable=False)
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "událost"
        verbose_name_plural = "události"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=EventState.CANCELLED) ^ Q(cancelled_reason=""),
                name="event_cancelled_with_reason",
                violation_error_message="U zrušené události napište důvod zrušení.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message="Konec nemůže být dřív než začátek.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__lt=F("starts_on") + timedelta(days=LONGEST_DAYS)),
                name="event_lasts_at_most_a_month",
                violation_error_message=f"Událost může trvat nejvýše {LONGEST_DAYS} dní.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.LP_MEETING) | Q(partnership__isnull=False),
                name="partnership_meeting_names_its_partnership",
                violation_error_message="U jednání lokálního partnerství vyberte partnerství.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.WG_MEETING) | Q(group__isnull=False),
                name="group_meeting_names_its_group",
                violation_error_message="U jednání pracovní skupiny vyberte skupinu.",
            ),
            models.CheckConstraint(
                condition=Q(hours_in_person=None) | Q(hours_in_person__gte=0),
                name="event_hours_in_person_not_negative",
                violation_error_message="Počet hodin nemůže být záporný.",
            ),
            models.CheckConstraint(
                condition=Q(hours_distance=None) | Q(hours_distance__gte=0),
                name="event_hours_distance_not_negative",
                violation_error_message="Počet hodin nemůže být záporný.",
            ),
        ]
        indexes = [
            words_index("event", "title", "place"),
            models.Index(fields=["unit", "starts_on"], name="event_by_unit_and_day"),
            models.Index(fields=["partnership", "starts_on"], name="event_by_partnership_and_day"),
        ]
        triggers = [
            # whoever asks: what happened is cancelled with a reason or corrected, never deleted
            pgtrigger.Protect(
                name="happened_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[EventState.HELD, EventState.CANCELLED]),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def units(self) -> list[TerritorialUnit]:
        """The unit that recorded it first, then the others its partnership serves."""
        served = self.partnership.units.all() if self.partnership_id else ()
        return [self.unit, *(unit for unit in served if unit.pk != self.unit_id)]

    @property
    def year(self) -> int:
        """The year the event belongs to, whatever its date (a report's submission: the year reported on)."""
        return self.about_year or self.starts_on.year

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on

    @property
    def days(self) -> str:
        """„12.–13. 5. 2025“, or the one day"""
        return format_days(self.starts_on, self.ends_on)

    @property
    def times(self) -> str:
        """„9:00–11:30“, of more days „první den od 9:00, poslední do 15:00“, or nothing"""
        words = format_times_of_days if self.last_day > self.starts_on else format_times
        return words(self.starts_at, self.ends_at)

    @property
    def is_training(self) -> bool:
        return self.kind in TRAINING_KINDS

    @property
    def is_meeting(self) -> bool:
        return self.kind in MEETING_KINDS

    @property
    def is_recorded_by_reporting(self) -> bool:
        return self.kind in RECORDED_BY_REPORTING


class OfVisibleEvent(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))
