"""Where the document differs from what is recorded now: roles, the partnership, the unit's other agreements.

A difference is a warning, never a change of the version; roles and members change while the document stays.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import Section
from agreements.warnings.warning import Found
from partnerships.czech import without_accents
from partnerships.json_rows import as_json, from_json
from partnerships.models import LocalPartnership, RoleHolding, Seat, WorkingGroup
from partnerships.vocabulary import GroupStatus, OrganisationType


@dataclass(frozen=True)
class Live:
    """What is recorded on the day; three queries however much there is."""

    holdings: tuple[RoleHolding, ...]
    partnerships: tuple[LocalPartnership, ...]
    groups: tuple[WorkingGroup, ...]
    seat_types: frozenset[str]  # of the organisations that hold a seat
    others: tuple[Agreement, ...]  # of the unit and of the same kind


def live_of(version: AgreementVersion, *, today: date) -> Live:
    agreement = version.agreement
    own = {"partnership": OuterRef("pk")}
    partnerships = agreement.unit.partnerships.annotate(
        groups_as_json=as_json(WorkingGroup.objects.filter(**own).order_by("name_sort", "pk")),
        seat_types=ArraySubquery(Seat.objects.on(today).filter(**own).order_by().values("organisation_type")),
    )
    partnerships = tuple(partnerships)
    others = Agreement.objects.filter(unit=agreement.unit_id, kind=agreement.kind).exclude(pk=agreement.pk)
    return Live(
        holdings=tuple(
            RoleHolding.objects.on(today).filter(unit=agreement.unit_id).select_related("person", "deputy")
        ),
        partnerships=partnerships,
        groups=tuple(group for one in partnerships for group in from_json(WorkingGroup, one.groups_as_json)),
        seat_types=frozenset(kind for one in partnerships for kind in one.seat_types),
        others=tuple(others.with_current_version().select_related("memorandum")),
    )


def of_live(version: AgreementVersion, section: Section, live: Live) -> Found:
    return CHECKS[section](version, live) if section in CHECKS else iter(())


def _of_others(version, live: Live) -> Found:
    memorandum = version.agreement.memorandum
    for other in live.others:
        if memorandum and other.memorandum and _same_memorandum(memorandum, other.memorandum):
            text = (
                "Územní celek má ještě jeden popis téhož druhu ke stejnému memorandu. Je-li to týž dokument, "
                "veďte ho jen jednou."
            )
            yield "same_memorandum_twice", f"other-{other.pk}", text
        if other.current_state == State.IN_FORCE and other.in_force is None:
            text = (
                "U jiného platného popisu téhož druhu není známo, od kdy do kdy platí, a nelze proto ověřit, zda "
                "se doby nepřekrývají."
            )
            yield "other_without_days", f"other-{other.pk}", text


def _same_memorandum(one, other) -> bool:
    return one.pk == other.pk or (one.dated_on is not None and one.dated_on == other.dated_on)


def _of_holders(version, live: Live) -> Found:
    """Names are compared without titles and diacritics: the sources write one person in two ways."""
    for row in version.role_assignments.all():
        now = [one for one in live.holdings if one.role == row.role]
        heading = version.template.headings.get(f"role:{row.role}") or row.get_role_display()
        names = {name_key(f"{one.person.first_name} {one.person.last_name}") for one in now if one.person}
        stated = "neobsazenou pozici" if row.is_vacant else f"„{row.name_text}“"
        says_other = (row.is_vacant and names) or (row.name_text and not _is_named(row.name_text, names))
        if now and says_other:
            holder = "; ".join(one.holder_text for one in now)
            yield (
                "role_holder_differs",
                row.role,
                f"{heading}: popis uvádí {stated}, podle evidence {holder}.",
            )


def _is_named(text: str, names: set[frozenset[str]]) -> bool:
    return any(name and name <= name_key(text) for name in names)


def name_key(text: str) -> frozenset[str]:
    """Words of a name without titles, case and diacritics: Bc. Michal Kratochvil is Michal Kratochvíl."""
    return frozenset(word for word in without_accents(text).replace(",", " ").split() if "." not in word)


def _of_structure(version, live: Live) -> Found:
    if not live.partnerships:
        if version.partnership_text or version.stated_seats.all():
            text = "Popis lokální partnerství uvádí, v evidenci územního celku ale zapsáno není."
            yield "partnership_not_recorded", "partnership_text", text
        return
    yield from _of_groups(version, live)
    stated = {seat.organisation_type for seat in version.stated_seats.all()}
    recorded = live.seat_types
    if stated and stated - recorded:
        text = f"Popis mezi členy uvádí, v evidenci ale chybí: {_types(stated - recorded)}."
        yield "members_not_recorded", "stated_seats", text
    if stated and recorded - stated:
        text = f"V evidenci jsou mezi členy, popis je ale neuvádí: {_types(recorded - stated)}."
        yield "members_not_stated", "stated_seats", text


def _of_groups(version, live: Live) -> Found:
    established = [
        group for group in live.groups if group.status == GroupStatus.ESTABLISHED and not group.dissolved_on
    ]
    recorded = {name_key(group.name) for group in live.groups}
    stated = {name_key(group.name) for group in version.stated_groups.all()}
    for group in version.stated_groups.all():
        if group.status == GroupStatus.ESTABLISHED and name_key(group.name) not in recorded:
            text = f"Pracovní skupina „{group.name}“ je podle popisu ustanovena, v evidenci ale zapsána není."
            yield "group_not_recorded", str(group.key), text
    for group in established:
        if name_key(group.name) not in stated:
            text = f"Pracovní skupina „{group.name}“ je zapsána v evidenci, popis ji ale neuvádí."
            yield "group_not_stated", f"group-{group.pk}", text


def _types(types: set[str]) -> str:
    return "; ".join(kind.label for kind in OrganisationType if kind in types)


CHECKS = {
    Section.HEADER: _of_others,
    Section.ROLES: _of_holders,
    Section.PARTNERSHIP: _of_structure,
}
