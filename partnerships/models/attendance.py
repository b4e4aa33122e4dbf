import uuid

import pghistory
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from partnerships.models.bodies import Organisation, Seat
from partnerships.models.events import Event, OfVisibleEvent
from partnerships.models.people import Person
from partnerships.vocabulary import OfficialRole, Presence


@pghistory.track()
class Attendance(models.Model):
    """Presence of a seat, a person or a person written by name; training hours where they differ."""

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="událost", related_name="attendances")
    # made in the browser, so that a tick sent twice from a bad line is one row
    key = models.UUIDField("klíč", default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, verbose_name="místo", related_name="attendances"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="attendances"
    )
    name_text = models.CharField("jméno", max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="organizace", related_name="+"
    )
    organisation_text = models.CharField("organizace a funkce", max_length=200, blank=True)
    role_present = models.CharField(
        "účastní se jako", max_length=20, choices=OfficialRole.choices, blank=True
    )
    presence = models.CharField("účast", max_length=20, choices=Presence.choices)
    is_online = models.BooleanField("online", default=False)
    is_released_worker = models.BooleanField(
        "uvolněný pracovník územního celku",
        default=False,
        help_text="Jeho hodiny se započítávají do závazku vzdělávání.",
    )
    hours_in_person = models.DecimalField(
        "hodin prezenčně", max_digits=5, decimal_places=1, null=True, blank=True
    )
    hours_distance = models.DecimalField(
        "hodin distančně", max_digits=5, decimal_places=1, null=True, blank=True
    )

    objects = OfVisibleEvent.as_manager()

    class Meta:
        verbose_name = "účast"
        verbose_name_plural = "účast"
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(person__isnull=False) | ~Q(name_text=""),
                name="attendance_says_who",
                violation_error_message="Vyberte místo nebo osobu, nebo napište jméno.",
            ),
            models.UniqueConstraint(fields=["event", "key"], name="attendance_unique_key"),
            models.UniqueConstraint(
                fields=["event", "seat"],
                name="attendance_once_per_seat",
                violation_error_message="Toto místo už v prezenci je.",
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                name="attendance_once_per_person",
                violation_error_message="Tato osoba už v prezenci je.",
            ),
        ]

    def __str__(self):
        return self.who

    @property
    def who(self) -> str:
        """A name written at a seat is that of its substitute."""
        holder = self.seat.holder if self.seat_id else None
        return str(self.person or self.name_text or holder or self.seat)

    @property
    def is_present(self) -> bool:
        return self.presence in {Presence.PRESENT, Presence.GUEST}
