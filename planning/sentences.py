"""What a term asks for and what is left of it, in one sentence."""

from datetime import date

from agreements.models import ScheduleTerm
from agreements.term_rules import rule_of
from partnerships.czech import NBSP, format_date, of_total
from planning.asking import is_counted, is_due_once
from planning.results import TermResult
from planning.vocabulary import StepStatus

SO_FAR = {
    StepStatus.NOT_DUE: "zatím nic",
    StepStatus.ONGOING: "zatím {}",
    StepStatus.FULFILLED: "už splněno",
}


def remaining(term: TermResult, today: date) -> str:
    """„Nejméně 4× za kalendářní rok; letos zbývá 1, do 31. 12.“"""
    left = _left(term, today)
    if left and _is_of_another_wording(term):
        left = f"z dřívějšího znění {left}"
    said = [part for part in (asked(term.term), left) if part]
    sentence = "; ".join(said)
    return sentence and f"{sentence[0].upper()}{sentence[1:].removesuffix('.')}."


def _is_of_another_wording(term: TermResult) -> bool:
    """What is said to be left would deny what the wording of the year's end asks for."""
    if not term.expected or term.due_on is None or is_counted(term.term):
        return False
    return term.share is not None or not is_due_once(term.term)


def asked(term: ScheduleTerm | None) -> str:
    """„nejméně 4× za kalendářní rok“; empty where nobody has read the term yet."""
    if term is None:
        return ""
    columns = {field.attname: getattr(term, field.attname) for field in term._meta.concrete_fields}
    return rule_of({**columns, "event_kind": ""})


def _left(term: TermResult, today: date) -> str:
    if not term.expected or term.status in {StepStatus.NOT_COMPUTABLE, StepStatus.ON_DEMAND}:
        return _on_the_way(term)
    if term.counted > term.expected:
        return f"splněno {term.counted}×, očekávalo se {term.expected}×"
    if not term.missing:
        return f"splněno {term.counted}{NBSP}{of_total(term.expected)}"
    day = term.owed_until
    if day is None:
        return f"zbývá {term.missing}"
    if today > day:
        return f"po termínu chybí {term.missing}, mělo být do {format_date(day)}"
    if day.year == today.year:
        return f"letos zbývá {term.missing}, do {day.day}.{NBSP}{day.month}."
    return f"zbývá {term.missing}, do {format_date(day)}"


def _on_the_way(term: TermResult) -> str:
    """Of a quota or a longer period that ends in another year how many there are so far."""
    if term.due_on is None or term.status not in SO_FAR:
        return ""
    return SO_FAR[term.status].format(term.counted) + f", termín {format_date(term.due_on)}"
