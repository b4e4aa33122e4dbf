"""What a term cannot be saved with, by the column it is said at; the database refuses the same."""

from calendar import monthrange

from agreements.models import ScheduleTerm
from agreements.vocabulary import DATED_KINDS, OPEN_KINDS, TermKind

COUNTED_KINDS = frozenset({TermKind.FREQUENCY, TermKind.QUOTA})
OFFSET = ("offset_count", "offset_unit", "offset_from")
BY_DAY = ("by_month", "by_day")
NO_SUCH_DAY = "Takový den v roce není."
ONLY_YEARLY = "Každoroční datum patří jen k opakovanému termínu. Změňte druh termínu, nebo datum smažte."
MESSAGES = {
    constraint.name: str(constraint.violation_error_message) for constraint in ScheduleTerm._meta.constraints
}


def faults_of_term(term: dict) -> dict[str, str]:
    """`term` has columns of ScheduleTerm; those left out are empty."""
    kind = term.get("kind")
    found = {}
    if kind in COUNTED_KINDS and not term.get("count"):
        found["count"] = MESSAGES["schedule_term_counted_kind_has_count"]
    if kind in OPEN_KINDS and term.get("count") is not None:
        found["count"] = MESSAGES["schedule_term_open_kind_counts_nothing"]
    if kind in DATED_KINDS and not term.get("date_to"):
        found["date_to"] = MESSAGES["schedule_term_dated_kind_has_date"]
    if term.get("every") == 0:
        found["every"] = MESSAGES["schedule_term_every_is_one_or_more"]
    if term.get("date_from") and term.get("date_to") and term["date_from"] > term["date_to"]:
        found["date_to"] = MESSAGES["schedule_term_interval_in_order"]
    if kind == TermKind.RELATIVE:
        missing = [name for name in OFFSET if term.get(name) in (None, "")]
        found |= dict.fromkeys(missing, MESSAGES["schedule_term_relative_kind_has_offset"])
    return found | _of_yearly_day(term)


def _of_yearly_day(term: dict) -> dict[str, str]:
    month, day = (term.get(name) for name in BY_DAY)
    if month is None and day is None:
        return {}
    for name, value in zip(BY_DAY, (month, day), strict=True):
        if value is None:
            return {name: MESSAGES["schedule_term_yearly_day_is_whole"]}
    if not 1 <= month <= 12:
        return {"by_month": "Měsíc je číslo od 1 do 12."}
    # 29 February is a day of each year too: in a common year the last of the month
    if not 1 <= day <= monthrange(2024, month)[1]:
        return {"by_day": NO_SUCH_DAY}
    return {} if term.get("kind") in {TermKind.FREQUENCY, "", None} else {"by_day": ONLY_YEARLY}
