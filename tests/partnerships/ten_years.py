"""A partnership of 25 places over ten years, built the way people write it down: by the actions.

What it looks like on each day and what changed in each year is written by hand in test_structure_ten_years.py.
"""

from datetime import date

from partnerships import actions
from partnerships.models import Person, Seat
from partnerships.vocabulary import DocumentKind, GroupStatus, OrganisationType, QuorumRule, SeatRole
from tests.factories import OrganisationFactory, PartnershipFactory

FOUNDED = date(2016, 1, 1)


def on(text: str) -> date:
    """„5. 11. 2018“"""
    day, month, year = (int(part) for part in text.split("."))
    return date(year, month, day)


# place, body, whose organisation, first holder (nobody: ""), from, until, what is unlike the others
SEATS = [
    ("A01 starosta", "", "", "Adam", "1.1.2016", "", {"role": SeatRole.CHAIR}),
    ("A02 místostarosta", "", "", "Beneš", "1.1.2016", "", {}),
    ("A03 vedoucí odboru", "", "", "Cibulka", "1.1.2016", "", {}),
    ("A04 manažer", "", "", "", "1.1.2016", "", {}),
    ("A05 koordinátor", "", "", "Daněk", "1.1.2016", "31.12.2019", {}),
    ("A06 kraj", "", "", "Eliáš", "1.1.2016", "", {"has_vote": False}),
    ("A07 Agentura", "", "", "Fiala", "1.1.2016", "", {"has_vote": False}),
    ("A08", "", "Úřad práce", "", "1.6.2016", "", {}),
    ("A09", "", "Policie ČR", "Hruška", "1.1.2016", "", {}),
    ("A10 strážník", "", "", "Ivan", "1.1.2016", "31.12.2017", {}),
    ("A11", "", "Probační služba", "Janda", "1.1.2018", "", {}),
    ("A12", "", "Charita", "Kos", "1.1.2016", "30.6.2024", {"can_decide": True}),
    ("A13", "", "Poradna", "", "1.7.2020", "", {}),
    ("A14 obyvatel", "", "", "", "1.1.2021", "30.6.2023", {}),
    ("A15 host", "", "", "Lukeš", "1.1.2016", "", {"role": SeatRole.GUEST, "has_vote": False}),
    ("B1", "Bydlení", "", "Cibulka", "1.1.2017", "", {"role": SeatRole.CHAIR}),
    ("B2", "Bydlení", "", "Kos", "1.1.2017", "", {}),
    ("B3", "Bydlení", "", "", "1.1.2017", "", {}),
    ("B4", "Bydlení", "", "Mach", "1.1.2018", "", {"has_vote": False}),
    ("B5", "Bydlení", "", "Novák", "1.1.2019", "31.12.2020", {}),
    ("C1", "Dluhy", "", "Gregor", "1.9.2019", "", {"role": SeatRole.CHAIR}),
    ("C2", "Dluhy", "", "Oliva", "1.9.2019", "", {}),
    ("C3", "Dluhy", "Člověk v tísni", "", "1.9.2019", "", {}),
    ("C4", "Dluhy", "", "Pokorný", "1.3.2021", "", {}),
    ("C5", "Dluhy", "", "", "1.1.2022", "", {}),
]
# place, from when, who from then on, what else changes
CHANGES = [
    ("A04", "1.3.2017", "Řezníčková", {}),
    ("B3", "1.7.2017", "Sýkora", {}),
    ("A08", "1.1.2018", "Gregor", {}),
    ("A07", "1.4.2018", "Tůma", {}),
    ("A01", "5.11.2018", "Urban", {}),
    ("A02", "5.11.2018", "", {}),
    ("A02", "1.2.2019", "Vlk", {}),
    ("A06", "1.1.2020", "Eliáš", {"has_vote": True}),
    ("A04", "1.5.2020", "", {}),
    ("A04", "1.9.2020", "Zeman", {}),
    ("A14", "1.7.2021", "Oliva", {}),
    ("A07", "1.10.2021", "Žáková", {}),
    ("A01", "1.11.2022", "Čermák", {}),
    ("A09", "1.1.2023", "Šimek", {}),
    ("C4", "1.3.2024", "Ryba", {}),
]


def ten_years(by, unit):
    partnership = PartnershipFactory(units=[unit], founded_on=FOUNDED)
    groups = {
        name: actions.add_group(
            partnership, by=by, name=name, status=GroupStatus.ESTABLISHED, founded_on=on(founded)
        )
        for name, founded in (("Bydlení", "1.1.2017"), ("Dluhy", "1.9.2019"))
    }
    people: dict[str, Person | None] = {"": None}
    for *_, name, _, _, _ in SEATS:
        _person(people, name, unit, by)
    last = {}
    for place, group, organisation, name, first, until, other in SEATS:
        last[place.split()[0]] = actions.add_seat(
            partnership,
            by=by,
            group=groups.get(group),
            organisation_type=OrganisationType.OTHER,
            organisation=OrganisationFactory(name=organisation) if organisation else None,
            function_text=place,
            holder=people[name],
            is_vacant=not name and not organisation,
            valid_from=on(first),
            valid_to=on(until) if until else None,
            **other,
        )
    for place, day, name, other in CHANGES:
        holder = _person(people, name, unit, by)
        is_vacant = holder is None and last[place].organisation is None
        last[place] = actions.hold_seat(
            last[place], by=by, starts_on=on(day), holder=holder, is_vacant=is_vacant, **other
        )
    actions.dissolve_group(groups["Bydlení"], by=by, dissolved_on=on("1.7.2022"))
    add_rules(partnership, by, unit)
    assert Seat.objects.filter(replaces=None).count() == 25
    return partnership


def _person(people, name, unit, by):
    if name not in people:
        people[name] = actions.create_person(unit, by=by, first_name="Jan", last_name=name)
    return people[name]


def add_rules(partnership, by, unit):
    rules = actions.add_rules(
        partnership,
        by=by,
        unit=unit,
        kind=DocumentKind.RULES,
        title="Jednací řád",
        valid_from=on("1.3.2016"),
        quorum=QuorumRule.MORE_THAN_HALF,
    )
    for day, quorum, count in (("1.7.2021", QuorumRule.TWO_THIRDS, None), ("1.1.2024", QuorumRule.COUNT, 9)):
        rules = actions.replace_rules(
            rules,
            by=by,
            unit=unit,
            kind=DocumentKind.RULES,
            title="Jednací řád",
            valid_from=on(day),
            quorum=quorum,
            quorum_count=count,
        )
