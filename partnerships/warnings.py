"""What is missing or contradictory in a unit and in its live partnership. Never an error, and changes nothing.

What a unit's agreement says about them is compared in agreements/warnings/live.py.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from partnerships.czech import counted
from partnerships.models import LocalPartnership, PartnershipDocument, TerritorialUnit
from partnerships.quorum import quorum_by
from partnerships.structure import Body, RoleLine, Structure
from partnerships.vocabulary import GroupStatus, OfficialRole, OrganisationType, SeatRole

# The contact of the region is „je-li relevantní“, so nobody is missed there.
NEEDED_ROLES = (
    OfficialRole.REPRESENTATIVE,
    OfficialRole.MANAGER,
    OfficialRole.REGIONAL_HEAD,
    OfficialRole.CONSULTANT,
)


class Warning(NamedTuple):
    """`url` is the page that puts it right, for others the place that shows it."""

    code: str
    text: str
    url: str


Found = Iterator[Warning]


def missing_of_unit(
    unit: TerritorialUnit,
    *,
    roles: Sequence[RoleLine],
    partnerships: Sequence[LocalPartnership],
    today: date,
    can_edit: bool,
) -> list[Warning]:
    page = reverse("partnerships:unit", args=[unit.pk])
    found = [
        Warning(code, text, f"{reverse('partnerships:role_add', args=[unit.pk])}?role={line.role.value}")
        if can_edit
        else Warning(code, text, f"{page}#role")
        for line in roles
        for code, text in _of_role(line, today)
    ]
    if not partnerships:
        url = reverse("partnerships:partnership_add", args=[unit.pk]) if can_edit else f"{page}#partnerstvi"
        found.append(
            Warning("partnership_not_recorded", "Lokální partnerství územního celku není zapsáno.", url)
        )
    return found


def _of_role(line: RoleLine, today: date) -> Iterator[tuple[str, str]]:
    name = line.role.label[:1].upper() + line.role.label[1:]
    now = [one for one in line.current if not (one.valid_from and one.valid_from > today)]
    if not now and line.role in NEEDED_ROLES:
        yield "role_not_recorded", f"{name}: není zapsáno, kdo roli nyní zastává."
    for one in now:
        if one.is_vacant and one.deputy is None:
            yield "vacancy_without_deputy", f"{name}: pozice není obsazena a není zapsáno, kdo zastupuje."
        elif not one.is_vacant and one.person is None:
            yield "role_without_name", f"{name}: je zapsána jen funkce „{one.function_text}“, chybí jméno."
    if len(now) > 1:
        holders = "; ".join(one.holder_text for one in now)
        yield (
            "role_held_twice",
            f"{name}: roli má zároveň více osob ({holders}). Ukončete tu, která už neplatí.",
        )


def missing_of_partnership(
    partnership: LocalPartnership,
    structure: Structure,
    rules: Sequence[PartnershipDocument],
    *,
    today: date,
    can_edit: bool,
) -> list[Warning]:
    """Of the day `structure` is of; a partnership that is gone lacks nothing any more."""
    if partnership.dissolved_on and partnership.dissolved_on <= today:
        return []
    page = reverse("partnerships:partnership", args=[partnership.pk])
    add_seat = reverse("partnerships:seat_add", args=[partnership.pk])
    found = []
    if not partnership.founder_text:
        text = "Není zapsáno, kdo lokální partnerství zřídil."
        found.append(Warning("founder_blank", text, f"{page}#zrizovatel"))
    if not partnership.founded_on and not partnership.founded_text:
        found.append(
            Warning("founded_blank", "Není zapsáno, kdy lokální partnerství vzniklo.", f"{page}#vznik")
        )
    for code, body, text in _of_members(structure):
        is_for_seats = can_edit and code != "seats_vacant"
        found.append(Warning(code, text, add_seat if is_for_seats else f"{page}#{body.anchor}"))
    documents = reverse("partnerships:rule_list", args=[partnership.pk])
    found += [Warning(code, text, documents) for code, text in _of_rules(structure, rules, today)]
    return found


def _of_rules(
    structure: Structure, rules: Sequence[PartnershipDocument], today: date
) -> Iterator[tuple[str, str]]:
    current = [one for one in rules if one.applies_on(today)]
    speaking = next((one for one in current if one.quorum), None)
    if not current:
        yield "rules_blank", "Není zapsán platný statut ani jednací řád."
    elif speaking is None:
        yield "quorum_blank", "Platné dokumenty neříkají, kdy je partnerství usnášeníschopné."
    elif structure.whole.seats and (asked := quorum_by(speaking, structure.whole.seats)).needed > asked.base:
        yield (
            "quorum_unreachable",
            f"Usnášeníschopnost vyžaduje {counted(asked.needed, 'člen')} s hlasem, obsazeno je jen {asked.base}.",
        )


def _of_members(structure: Structure) -> Iterator[tuple[str, Body, str]]:
    whole = structure.bodies[0]
    types = {seat.organisation_type for body in structure.bodies for seat in body.seats}
    if not whole.seats:
        yield "seats_blank", whole, "Lokální partnerství nemá zapsané žádné členy."
    else:
        if OrganisationType.ASZ not in types:
            yield "asz_not_a_member", whole, "Mezi členy lokálního partnerství není zapsána ASZ."
        if not any(seat.role == SeatRole.CHAIR for seat in whole.seats):
            yield "chair_blank", whole, "Není zapsáno, kdo lokálnímu partnerství předsedá."
    for body in structure.bodies:
        place = f"V pracovní skupině „{body.group.name}“" if body.group else "V lokálním partnerství"
        if body.group and body.group.status == GroupStatus.ESTABLISHED and not body.seats:
            yield "group_without_members", body, f"{place} není zapsán žádný člen."
        unnamed = [seat.label for seat in body.seats if seat.holder_id is None and not seat.is_vacant]
        if unnamed:
            yield "seats_vacant", body, f"{place} nejsou zapsána jména u těchto míst: {'; '.join(unnamed)}."
