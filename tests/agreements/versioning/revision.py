"""A revision of the demo's Chomutov with one change of every kind."""

from datetime import date

from agreements import actions
from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import OutputCode, TermKind
from partnerships.models import User
from partnerships.vocabulary import EventKind
from tests.factories import (
    ActivityFactory,
    FocusGoalFactory,
    OutputFactory,
    PlannedMeasureFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
)

REASON = "Úprava harmonogramu podle zprávy o plnění za rok 2023."


def revised_chomutov(agreement: Agreement, *, by: User) -> AgreementVersion:
    draft = actions.revise(agreement, by=by, reason=REASON)
    draft.validity_text = "2022 – 2027 (5 let)"
    draft.stated_to_year = 2027
    draft.plan_content = (
        draft.plan_content.replace("strategické", "strategické, provozní") or "strategické cíle"
    )
    draft.is_transitional = True
    draft.save()
    change_rows(draft)
    change_timeline(draft)
    return draft


def change_rows(draft) -> None:
    manager = draft.role_assignments.get(role="MANAGER")
    manager.raw_text, manager.name_text = "Mgr. Petra Nová", "Mgr. Petra Nová"
    manager.person = None
    manager.save()
    first, *_, last = draft.focus_areas.all()
    first.description += " a zabydlování"
    first.save()
    FocusGoalFactory(version=draft, focus_area=first, statement="Zvýšit počet nájemních bytů", position=1)
    last.position = 0
    last.save()
    draft.stated_seats.first().delete()
    PlannedMeasureFactory(version=draft, text="Krizové bydlení pro rodiny s dětmi", position=9)


def change_timeline(draft) -> None:
    activities = list(draft.activities.all())
    steps = {step.specification: step for step in draft.activity_steps.all()}
    compiled = next(step for text, step in steps.items() if text.startswith("Sestavení"))
    term = compiled.terms.get()
    term.raw_text, term.date_to = "prosinec 2022", date(2022, 12, 31)
    term.save()
    meetings = activities[0].steps.get()
    meetings.specification = meetings.specification.replace(
        "přenos odborných informací", "sdílení zkušeností"
    )
    meetings.save()
    OutputFactory(version=draft, step=meetings, position=3, code=OutputCode.STATUTE_RULES)
    count = meetings.terms.get()
    count.raw_text, count.count = "Minimálně 6x ročně", 6
    count.save()
    steps["Revize Popisu spolupráce"].delete()
    talk = steps["Jednání o spolupráci"]
    talk.activity = activities[0]
    talk.save()
    activities[-1].delete()
    research = next(one for one in activities if one.name == "Výzkumná činnost")
    research.position = 0
    research.save()
    community = ActivityFactory(version=draft, name="Komunitní práce", position=20)
    step = StepFactory(version=draft, activity=community, specification="Sousedská setkání", position=1)
    OutputFactory(version=draft, step=step, position=1)
    ResponsibilityFactory(version=draft, step=step, position=1)
    TermFactory(
        version=draft, step=step, position=1, raw_text="2x ročně", kind=TermKind.FREQUENCY,
        event_kind=EventKind.PUBLIC_MEETING, count=2,
    )  # fmt: skip
