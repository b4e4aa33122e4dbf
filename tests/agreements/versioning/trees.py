"""Trees of versions without a database: activities with steps and terms, under keys of a small pool."""

from uuid import UUID

from hypothesis import strategies as some

from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementTemplate,
    AgreementVersion,
    ScheduleTerm,
)
from agreements.models.tree import remember
from agreements.models.version import VersionRow
from agreements.versioning.clone import row_models
from agreements.vocabulary import TermKind
from partnerships.models import TerritorialUnit

TEXTS = some.sampled_from(["", "Jednání", "Jednání partnerství", "Zpráva 1x ročně", "4x ročně", "<b>&"])


def key(number: int) -> UUID:
    return UUID(int=number)


def steps_under(activities: list[int]):
    """Each step of the pool under one of the activities or left out, in any order."""
    places = some.lists(
        some.tuples(some.sampled_from([None, *activities]), TEXTS, TEXTS), min_size=6, max_size=6
    )
    return some.tuples(some.permutations(range(100, 106)), places)


def trees(agreement_pk: int = 1):
    activities = some.lists(some.integers(1, 5), min_size=1, max_size=5, unique=True)
    return activities.flatmap(
        lambda chosen: some.builds(
            lambda names, steps: version(chosen, names, *steps, agreement_pk=agreement_pk),
            some.lists(TEXTS, min_size=len(chosen), max_size=len(chosen)),
            steps_under(chosen),
        )
    )


def version(activities, names, step_order, places, *, agreement_pk=1) -> AgreementVersion:
    root = AgreementVersion(
        number=1,
        pk=1,
        agreement=Agreement(pk=agreement_pk, unit=TerritorialUnit(pk=1, name="Lhota")),
        template=AgreementTemplate(pk=1, name="příloha č. 5"),
    )
    rows = {model: [] for model in row_models(AgreementVersion, VersionRow)}
    by_number = {}
    for position, (number, name) in enumerate(zip(activities, names, strict=True)):
        by_number[number] = Activity(pk=number, key=key(number), version=root, name=name, position=position)
        rows[Activity].append(by_number[number])
    for position, number in enumerate(step_order):
        place, specification, term = places[number - 100]
        if place is not None:
            step = ActivityStep(
                pk=number, key=key(number), version=root, position=position,
                activity=by_number[place], specification=specification,
            )  # fmt: skip
            rows[ActivityStep].append(step)
            rows[ScheduleTerm].append(
                ScheduleTerm(
                    pk=number + 100,
                    key=key(number + 100),
                    version=root,
                    position=position,
                    step=step,
                    raw_text=term,
                    kind=TermKind.NONE,
                )
            )
    for model, own in rows.items():
        remember(root, model._meta.get_field("version").remote_field.get_accessor_name(), own)
    for accessor in ("approvals", "signatures"):
        remember(root, accessor, [])
    for accessor in ("opinion", "stated_start"):
        root._state.fields_cache[accessor] = None
    return root
