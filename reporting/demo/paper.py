"""How an agreement concluded on paper gets into the application: by the actions that serve the pages.

What each document says is data (`PaperAgreement`), written down once in the module of its town.
"""

from dataclasses import dataclass, field
from datetime import date

from agreements import actions
from agreements.models import AgreementTemplate, AgreementVersion, Memorandum, SupportingProject
from agreements.queries import revision_of
from agreements.vocabulary import AgreementKind, RegionalContactStatus, Section, Side
from partnerships.models import Person, TerritorialUnit, ThematicArea, User

STRATEGY = ("title", "owner_level", "from_year", "to_year", "period_text")
LEGACY_STRATEGY = ("title", "from_year", "to_year", "is_revised")


@dataclass(frozen=True)
class PaperAgreement:
    """One document. `roles` name a person by the key under which `write_agreement` is given them."""

    template: str
    header: dict
    roles: list[dict]
    project: dict
    validity: dict
    focus_text: str
    focus: list[dict]
    partnership: dict
    groups: list[dict]
    seats: list[dict]
    matters: list[tuple]
    plan: dict
    strategies: list[tuple]
    measures: list[tuple[str, str]]
    contact: tuple[RegionalContactStatus, str]
    signatures: dict[Side, tuple[str, str]]
    activities: list[tuple[str, list[dict]]]
    reason: str
    approved_on: date | None = None
    resolution_number: str = ""
    opinion: dict | None = None
    legacy: list[tuple] = field(default_factory=list)
    period: dict = field(default_factory=dict)
    memorandum_on: date | None = None


def project_of(implementer: str, programme: str) -> dict:
    """The clause all documents share (domain.md 1.4); they differ in what they call the agency."""
    return {
        "project_text": (
            "Územní celek se po dobu platnosti popisu spolupráce, nejdéle však do konce projektu Systémové "
            "zajištění sociálního začleňování, reg. č. CZ.03.2.63/0.0./0.0/15_030/0000605 "
            f"({programme}), podílí na jeho povinných výstupech. K naplnění povinných indikátorů uvolní vybrané "
            "pracovníky na vzdělávací aktivity v tematických oblastech sociálního začleňování v celkovém rozsahu "
            "40 hodin, z toho max. 20 hodin distanční formou."
        ),
        "guarantee_text": (
            f"Projekt Systémové zajištění sociálního začleňování realizuje {implementer}; rozsah podpory podle "
            "popisu spolupráce garantuje po dobu realizace tohoto projektu."
        ),
        "hours_total": 40,
        "hours_distance_max": 20,
    }


def write_agreement(
    paper: PaperAgreement, unit: TerritorialUnit, *, by: User, people: dict[str, Person]
) -> AgreementVersion:
    """From the empty draft to a version in force; needs load_reference."""
    version = _draft(paper, unit, by=by)
    _write_identification(paper, version, by=by, people=people)
    _write_intentions(paper, version, by=by)
    _write_plan(paper, version, by=by)
    actions.save_timeline_frame(version, by=by, revision=0, **paper.period)
    for name, steps in paper.activities:
        actions.save_activity(version, by=by, name=name, steps=steps)
    _write_adoption(paper, version, by=by)
    return actions.take_over(version, by=by, reason=paper.reason)


def _draft(paper, unit, *, by) -> AgreementVersion:
    memorandum = None
    if paper.memorandum_on:
        memorandum, _ = Memorandum.objects.get_or_create(unit=unit, dated_on=paper.memorandum_on)
    try:
        return actions.create_agreement(
            unit,
            by=by,
            kind=AgreementKind.SOCIAL_INCLUSION,
            template=AgreementTemplate.objects.get(code=paper.template),
            memorandum=memorandum,
            **paper.header,
        )
    except actions.DraftExists as found:  # the empty one an older demo left behind
        version = found.version
        version.agreement.memorandum = memorandum
        version.agreement.save(update_fields=["memorandum"])
        revision = revision_of(version, Section.HEADER)
        actions.save_header(version, by=by, revision=revision, **paper.header)
        return version


def _write_identification(paper, version, *, by, people) -> None:
    roles = [{**role, "person": people.get(role.get("person"))} for role in paper.roles]
    actions.save_roles(version, by=by, revision=0, roles=roles)
    project = SupportingProject.objects.get(reg_no__endswith="0000605")
    actions.save_project(version, by=by, revision=0, project=project, **paper.project)
    actions.save_validity(version, by=by, revision=0, **paper.validity)


def _write_intentions(paper, version, *, by) -> None:
    area_of = {area.code: area for area in ThematicArea.objects.all()}
    actions.save_focus(
        version,
        by=by,
        revision=0,
        focus_text=paper.focus_text,
        areas=[{**area, "thematic_area": area_of[area["thematic_area"]]} for area in paper.focus],
    )
    actions.save_partnership_description(
        version,
        by=by,
        revision=0,
        **paper.partnership,
        groups=paper.groups,
        seats=paper.seats,
        matters=[{"matter": matter, "text": text} for matter, text in paper.matters],
    )
    actions.save_measures(
        version,
        by=by,
        revision=0,
        measures=[{"thematic_area": area_of[code], "text": text} for code, text in paper.measures],
    )


def _write_plan(paper, version, *, by) -> None:
    if paper.legacy:
        actions.save_legacy(
            version,
            by=by,
            revision=0,
            is_transition_from_kpsvl=True,
            strategies=[dict(zip(LEGACY_STRATEGY, row, strict=True)) for row in paper.legacy],
        )
    strategies = [dict(zip(STRATEGY, row, strict=True)) for row in paper.strategies]
    actions.save_plan(version, by=by, revision=0, **paper.plan, strategies=strategies)
    status, text = paper.contact
    actions.save_regional_contact(
        version, by=by, revision=0, regional_contact_status=status, regional_contact_text=text
    )


def _write_adoption(paper, version, *, by) -> None:
    """No copy is signed: their signatures have a place and a function, no date and no name."""
    if paper.opinion:
        actions.set_opinion(version, by=by, **paper.opinion)
    if paper.approved_on:
        actions.set_approval(
            version,
            by=by,
            side=Side.UNIT,
            body_text="zastupitelstvo",
            decided_on=paper.approved_on,
            resolution_number=paper.resolution_number,
        )
    for side, (place, function) in paper.signatures.items():
        actions.set_signature(version, by=by, side=side, place_text=place, function_text=function)
