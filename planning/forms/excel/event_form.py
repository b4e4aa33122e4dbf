"""The form for events, for rows of a sheet: bodies are chosen by name and read once for all rows."""

from datetime import date

from agreements.forms.fields import OfferedField
from partnerships.models import LocalPartnership, TerritorialUnit, WorkingGroup
from partnerships.vocabulary import EventKind
from planning.forms.events import NO_GROUP, NO_PARTNERSHIP, EventForm


class Bodies:
    """Partnerships of the unit with their groups, in two queries."""

    def __init__(self, unit: TerritorialUnit):
        self.partnerships = list(LocalPartnership.objects.filter(units=unit).prefetch_related("units"))
        self.groups = list(
            WorkingGroup.objects.filter(partnership__in=self.partnerships).prefetch_related(
                "partnership__units"
            )
        )

    def shared_with(self, unit: TerritorialUnit) -> tuple[list[LocalPartnership], list[WorkingGroup]]:
        """Those that serve also the unit that recorded an event."""
        own = [one for one in self.partnerships if unit in one.units.all()]
        return own, [one for one in self.groups if one.partnership in own]


class EventRowForm(EventForm):
    def __init__(self, *, unit, recorded_by, kind: EventKind, today: date, bodies: Bodies):
        partnerships, groups = bodies.shared_with(recorded_by)
        self.offered = {"partnership": partnerships, "group": groups}
        super().__init__({}, unit=unit, kind=kind, today=today, candidates=[])
        del self.fields["form_key"]
        self.fields.pop("upload", None)

    def _offer(self, name, rows) -> None:
        model = {"partnership": LocalPartnership, "group": WorkingGroup}[name]
        field = OfferedField(model, label=self.fields[name].label)
        field.required = True
        field.error_messages |= dict.fromkeys(("required", "invalid_choice"), self.which(name))
        field.offer(model.objects.none(), self.offered[name])
        self.fields[name] = field

    def which(self, name: str) -> str:
        names = ", ".join(str(one) for one in self.offered[name])
        return f"Vyberte z: {names}." if names else (NO_GROUP if name == "group" else NO_PARTNERSHIP)

    def key_of(self, name: str, text: str) -> str | None:
        """Of the body called so; where there is a single one, nothing need be written."""
        offered = self.offered[name]
        if not text:
            living = [one for one in offered if one.dissolved_on is None]
            return str(living[0].pk) if len(living) == 1 else ""
        return next((str(one.pk) for one in offered if _same(str(one), text)), None)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
