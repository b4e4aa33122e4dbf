"""The year on one page: figures and three to six sentences made of them (domain.md 5, section 2)."""

from collections.abc import Iterator, Mapping

from partnerships.czech import counted, format_number, format_percent
from partnerships.vocabulary import EventKind
from planning.results import YearResult
from planning.vocabulary import DEVIATIONS, EVALUATED, MET, StepStatus
from reporting.collect.timeline import planned_and_counted
from reporting.snapshot import EducationFacts, Figure, StatusCount, Summary

NOT_AGREED = "nesjednáno"
COUNTED_KINDS = (
    (EventKind.LP_MEETING, "Jednání lokálního partnerství a pracovních skupin"),
    (EventKind.EVALUATION_MEETING, "Hodnoticí jednání s ASZ"),
    (EventKind.GROUP_TRAINING, "Skupinové vzdělávací akce"),
    (EventKind.INDIVIDUAL_SUPPORT, "Individuální odborná podpora"),
    (EventKind.RESEARCH, "Výzkumná a analytická činnost"),
)


def summary(
    result: YearResult, held: Mapping[EventKind, int], attendance: int | None, education: EducationFacts
) -> Summary:
    """`held` is what took place in the year, whether or not it counts."""
    counts = tuple(
        StatusCount(status, StepStatus(status).label, number) for status, number in result.counts.items()
    )
    return Summary(
        percent=result.percent,
        evaluated=sum(count.steps for count in counts if count.status in EVALUATED),
        counts=counts,
        figures=tuple(_figures(result, attendance, education)),
        sentences=tuple(_sentences(result, held, attendance, education)),
    )


def _figures(result: YearResult, attendance: int | None, education: EducationFacts) -> Iterator[Figure]:
    for kind, label in COUNTED_KINDS:
        planned, actual = planned_and_counted(result, kind)
        if planned is not None or actual:
            yield Figure(label, NOT_AGREED if planned is None else str(planned), str(actual))
    if attendance is not None:
        yield Figure("Průměrná účast členů na jednáních", "", format_percent(attendance))
    yield Figure(
        "Účastníci vzdělávacích akcí",
        "",
        f"{counted(education.persons, 'osoba')}, {counted(education.participations, 'účast')}",
    )
    if education.hours_required is not None:
        yield Figure(
            "Započitatelné hodiny vzdělávání od začátku spolupráce",
            counted(education.hours_required, "hodina"),
            f"{counted(education.hours_counted, 'hodina')}, z toho distančně "
            f"{format_number(education.hours_counted - education.hours_in_person)}",
        )


def agreed(number: int, one: str, few: str, many: str) -> str:
    """The form of a verb after a counted subject: 1 byla, 2–4 byly, 5 a více bylo."""
    if number == 1:
        return one
    return few if 2 <= number <= 4 else many


def _sentences(
    result: YearResult, held: Mapping[EventKind, int], attendance: int | None, education: EducationFacts
) -> Iterator[str]:
    yield _fulfilment(result)
    yield _meetings(result, held.get(EventKind.LP_MEETING, 0) + held.get(EventKind.WG_MEETING, 0), attendance)
    yield _evaluations(result, held.get(EventKind.EVALUATION_MEETING, 0))
    yield _education(education)
    yield _deviations(result)


def _fulfilment(result: YearResult) -> str:
    judged = [step.status for step in result.steps if step.status in EVALUATED]
    if not judged:
        return f"V roce {result.year} nepřipadla na harmonogram žádná činnost, kterou by šlo hodnotit."
    met = sum(status in MET for status in judged)
    verb = agreed(len(judged), "byla hodnocena", "byly hodnoceny", "bylo hodnoceno")
    return (
        f"V roce {result.year} {verb} {counted(len(judged), 'činnost')} harmonogramu; splněných, průběžně "
        f"plněných nebo splněných po termínu je {met}, míra plnění harmonogramu tedy činí "
        f"{format_percent(result.percent)}."
    )


def _happened(number: int) -> str:
    """„Uskutečnilo se“ agrees with jednání: 2–4 take the plural."""
    return agreed(number, "Uskutečnilo se", "Uskutečnila se", "Uskutečnilo se")


def _of_plan(planned: int | None, actual: int, happened: int) -> str:
    """„, do plnění se z nich započítává 1 (plán 2)“; the first part only where something does not count."""
    plan = "" if planned is None else f" (plán {planned})"
    if happened <= actual:
        return plan
    if not actual:
        return f", do plnění se nezapočítává žádné z nich{plan}"
    verb = agreed(actual, "započítává", "započítávají", "započítává")
    return f", do plnění se z nich {verb} {actual}{plan}"


def _meetings(result: YearResult, held: int, attendance: int | None) -> str:
    planned, actual = planned_and_counted(result, EventKind.LP_MEETING)
    happened = max(held, actual)
    plan = _of_plan(planned, actual, happened)
    if not happened:
        return f"Lokální partnerství ani jeho pracovní skupiny v tomto roce nejednaly{plan}."
    share = f"; průměrná účast členů byla {format_percent(attendance)}" if attendance is not None else ""
    return (
        f"{_happened(happened)} {counted(happened, 'jednání')} lokálního partnerství a jeho pracovních "
        f"skupin{plan}{share}."
    )


def _evaluations(result: YearResult, held: int) -> str:
    planned, actual = planned_and_counted(result, EventKind.EVALUATION_MEETING)
    happened = max(held, actual)
    plan = _of_plan(planned, actual, happened)
    if not happened:
        return f"Hodnoticí jednání územního celku a ASZ se neuskutečnilo{plan}."
    adjective = agreed(happened, "hodnoticí", "hodnoticí", "hodnoticích")
    return f"{_happened(happened)} {happened} {adjective} jednání územního celku a ASZ{plan}."


def _education(education: EducationFacts) -> str:
    number = len(education.trainings)
    if not number:
        events = "Skupinová vzdělávací akce se v tomto roce nekonala"
    else:
        verb = agreed(number, "Konala se", "Konaly se", "Konalo se")
        kind = agreed(number, "skupinová vzdělávací", "skupinové vzdělávací", "skupinových vzdělávacích")
        noun = agreed(number, "akce", "akce", "akcí")
        events = f"{verb} {number} {kind} {noun} s {counted_instrumental(education.participations)}"
    if education.hours_required is None:
        return f"{events}."
    return (
        f"{events}; do závazku {counted_genitive(education.hours_required)} vzdělávání je od začátku spolupráce "
        f"započteno {counted(education.hours_counted, 'hodina')}."
    )


def counted_instrumental(participations: int) -> str:
    """„s 1 účastí“, „s 24 účastmi“"""
    return f"{format_number(participations)} {'účastí' if participations == 1 else 'účastmi'}"


def counted_genitive(hours: int) -> str:
    """„do závazku 40 hodin“, „1 hodiny“"""
    return f"{format_number(hours)} {'hodiny' if hours == 1 else 'hodin'}"


def _deviations(result: YearResult) -> str:
    number = sum(step.status in DEVIATIONS for step in result.steps)
    if not number:
        return "Žádná z hodnocených činností se od harmonogramu neodchýlila."
    verb = agreed(number, "se odchýlila", "se odchýlily", "se odchýlilo")
    return (
        f"Od harmonogramu {verb} {counted(number, 'činnost')}; důvody a přijatá opatření jsou v kapitole 7."
    )
