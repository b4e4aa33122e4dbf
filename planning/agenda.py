"""What the agenda of a meeting usually holds: the matters of a partnership (domain.md 1.7), BR5 and BR8."""

from partnerships.models import AgendaItem, Event
from partnerships.vocabulary import EventKind, EventState, Matter

LAST_TIME = "Kontrola usnesení a úkolů z minulého jednání"
ANYTHING_ELSE = "Různé"
REGULAR_MATTERS = (
    Matter.SITUATION,
    Matter.PLAN,
    Matter.FUNDING,
    Matter.ANALYSES,
    Matter.PLAN_EVALUATION,
)
# Exactly what the evaluation of the cooperation covers (BR8).
EVALUATION_POINTS = (
    "Plnění dohodnutých činností",
    "Plnění harmonogramu",
    "Vhodnost zvoleného postupu",
    "Návrhy na revizi popisu spolupráce",
)


def usual_items(event: Event) -> list[dict]:
    """Points as {"matter", "title"}; the fulfilment is discussed once a year, so then it is offered no more."""
    if event.kind == EventKind.EVALUATION_MEETING:
        return [_free(title) for title in (LAST_TIME, *EVALUATION_POINTS)]
    if event.kind == EventKind.LP_DISCUSSION:
        return [_of(Matter.AGREEMENT_FULFILMENT)]
    if event.kind == EventKind.LP_MEETING:
        matters = [*REGULAR_MATTERS]
        if not _is_fulfilment_discussed_in_the_year_of(event):
            matters.append(Matter.AGREEMENT_FULFILMENT)
        return [_free(LAST_TIME), *map(_of, matters), _free(ANYTHING_ELSE)]
    return [_free(LAST_TIME), _of(Matter.SITUATION), _free(ANYTHING_ELSE)]


def missing_usual_items(event: Event, present: list[dict]) -> list[dict]:
    """Without those that already stand there, told by the matter, a free one by its title."""
    here = {_place(item) for item in present}
    return [item for item in usual_items(event) if _place(item) not in here]


def _is_fulfilment_discussed_in_the_year_of(event: Event) -> bool:
    others = Event.objects.of_unit(event.unit).of_year(event.year).exclude(pk=event.pk)
    others = others.exclude(state=EventState.CANCELLED)
    if others.filter(kind=EventKind.LP_DISCUSSION).exists():
        return True
    discussed = AgendaItem.objects.filter(matter=Matter.AGREEMENT_FULFILMENT)
    return discussed.filter(meeting__event__in=others.values("pk")).exists()


def _place(item: dict) -> tuple[str, str]:
    matter = item.get("matter") or Matter.OTHER
    return matter, (item.get("title") or "").strip().casefold() if matter == Matter.OTHER else ""


def _free(title: str) -> dict:
    return {"matter": Matter.OTHER, "title": title}


def _of(matter: Matter) -> dict:
    return {"matter": matter, "title": ""}
