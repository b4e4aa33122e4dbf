"""What a unit, its organs and their members are called; it follows from the type of the unit."""

from collections.abc import Iterable
from typing import NamedTuple

from partnerships.vocabulary import ApprovingBody, EventKind, OrganisationType, UnitType


class Cases(NamedTuple):
    """The cases of a body's name that sentences ask for."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str


BODY_CASES = {
    ApprovingBody.COUNCIL: Cases(
        "zastupitelstvo", "zastupitelstva", "zastupitelstvu", "zastupitelstvo", "zastupitelstvem"
    ),
    ApprovingBody.GENERAL_ASSEMBLY: Cases(
        "valná hromada", "valné hromady", "valné hromadě", "valnou hromadu", "valnou hromadou"
    ),
    ApprovingBody.ASSEMBLY_OF_MEMBERS: Cases(
        "shromáždění členů",
        "shromáždění členů",
        "shromáždění členů",
        "shromáždění členů",
        "shromážděním členů",
    ),
    ApprovingBody.ASSEMBLY_OF_MAYORS: Cases(
        "shromáždění starostů",
        "shromáždění starostů",
        "shromáždění starostů",
        "shromáždění starostů",
        "shromážděním starostů",
    ),
    ApprovingBody.MEMBERS_MEETING: Cases(
        "členská schůze", "členské schůze", "členské schůzi", "členskou schůzi", "členskou schůzí"
    ),
    ApprovingBody.SUPREME_BODY: Cases(
        "nejvyšší orgán", "nejvyššího orgánu", "nejvyššímu orgánu", "nejvyšší orgán", "nejvyšším orgánem"
    ),
}


class UnitWords(NamedTuple):
    """What a unit and its organs are called; they follow from its type, its name is declined separately."""

    genitive: str  # of the type, as it stands before the unit's name: „města Chomutova“
    body: ApprovingBody  # unless the unit's statutes name another
    head: str  # the mayor or whoever holds the analogous office
    office: str
    police: str = "městská nebo obecní policie"
    # a name with one of these already says the type: „Ústecký kraj“, „MAS Rozkvět“
    own_words: tuple[str, ...] = ()


UNIT_WORDS = {
    UnitType.MUNICIPALITY: UnitWords(
        "obce", ApprovingBody.COUNCIL, "starosta", "obecní úřad", "obecní policie"
    ),
    UnitType.TOWN: UnitWords("města", ApprovingBody.COUNCIL, "starosta", "městský úřad", "městská policie"),
    UnitType.MARKET_TOWN: UnitWords(
        "městyse", ApprovingBody.COUNCIL, "starosta", "úřad městyse", "obecní policie"
    ),
    UnitType.STATUTORY_CITY: UnitWords(
        "města", ApprovingBody.COUNCIL, "primátor", "magistrát", "městská policie"
    ),
    UnitType.CITY_DISTRICT: UnitWords(
        "městské části",
        ApprovingBody.COUNCIL,
        "starosta",
        "úřad městské části",
        "městská policie",
        ("městská část",),
    ),
    UnitType.CITY_BOROUGH: UnitWords(
        "městského obvodu",
        ApprovingBody.COUNCIL,
        "starosta",
        "úřad městského obvodu",
        "městská policie",
        ("městský obvod",),
    ),
    UnitType.UNION: UnitWords(
        "svazku obcí",
        ApprovingBody.ASSEMBLY_OF_MEMBERS,
        "předseda svazku",
        "kancelář svazku",
        own_words=("svazek",),
    ),
    UnitType.LAG: UnitWords(
        "místní akční skupiny",
        ApprovingBody.SUPREME_BODY,
        "předseda",
        "kancelář místní akční skupiny",
        own_words=("mas", "místní akční skupina"),
    ),
    UnitType.REGION: UnitWords(
        "kraje", ApprovingBody.COUNCIL, "hejtman", "krajský úřad", own_words=("kraj", "hlavní město")
    ),
}
# Elsewhere the council decides by law.
NAMES_ITS_BODY = frozenset({UnitType.UNION, UnitType.LAG})

# Members that are called after the unit; the vocabulary's own labels stand where no unit is known.
ORGANISATIONS_OF_UNIT = {
    OrganisationType.CITY_LEADERSHIP: "vedení {0.genitive}",
    OrganisationType.CITY_OFFICE: "{0.office}",
    OrganisationType.CITY_POLICE: "{0.police}",
    OrganisationType.CITY_COMPANY: "společnost {0.genitive}",
}


def organisation_label(organisation_type: str, words: Iterable[UnitWords]) -> str:
    """„obecní úřad“ in an Obec, „magistrát nebo obecní úřad“ in a partnership of two."""
    label = OrganisationType(organisation_type).label
    pattern = ORGANISATIONS_OF_UNIT.get(OrganisationType(organisation_type))
    if pattern is None:
        return label
    return " nebo ".join(dict.fromkeys(pattern.format(one) for one in words)) or label


KINDS_OF_THE_BODY = {
    EventKind.COUNCIL_REPORT: "předložení zprávy {0.dative}",
    EventKind.COUNCIL_SESSION: "zasedání {0.genitive}",
}


def kind_label(kind: str, body: Cases) -> str:
    """A kind of event, named after the body of the unit it belongs to."""
    label = EventKind(kind).label
    return KINDS_OF_THE_BODY.get(EventKind(kind), label).format(body)
