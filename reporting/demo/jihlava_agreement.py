"""Jihlava's agreement as it is on paper (domain.md 1.2-1.14).

It names the representative by function alone, the manager's post is vacant, and there is neither a head of the
regional office nor an approval. Short labels and figures stand as printed; longer passages are told in our own
words with the same facts.
"""

from datetime import date

from agreements.models import AgreementVersion
from agreements.reference import ANNEX_MARK
from agreements.vocabulary import OpinionResult, RegionalContactStatus, Side, StrategyLevel
from partnerships.models import Person, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, OfficialRole, OrganisationType
from reporting.demo import paper
from reporting.demo.jihlava_timeline import ACTIVITIES

COUNCILLOR = (
    "uvolněný člen Rady města Jihlavy pro oblast školství, kultury a tělovýchovy a pro oblast sociálních věcí"
)
ROLES = [
    {"role": OfficialRole.REPRESENTATIVE, "raw_text": COUNCILLOR, "function_text": COUNCILLOR},
    {
        "role": OfficialRole.MANAGER,
        "raw_text": "Zástup (samotná pozice aktuálně není obsazená)",
        "is_vacant": True,
    },
]
FOCUS = [
    (
        "EMPLOYMENT",
        "Zaměstnanost",
        "především prostupné zaměstnávání, tvorba chráněných a tréninkových pracovních míst, uplatnění dlouhodobě "
        "nezaměstnaných na trhu práce, zaměstnávání osob zatížených exekucemi a hlubší spolupráce města s úřadem "
        "práce v oblasti sdílení dat",
    ),
    (
        "SAFETY",
        "Bezpečnost a prevence kriminality",
        "například lepší komunikace s veřejností a facilitace, percepce bezpečí v centru města, vzdělávání "
        "Městské policie a sousedské vztahy",
    ),
    (
        "DEBT",
        "Dluhová problematika",
        "stěžejní je vzdělávání pracovníků a dostupnost dluhového poradenství zvláště pro zranitelné skupiny osob "
        "či jednotlivce",
    ),
    (
        "HOUSING",
        "Bydlení",
        "zejména systémová podpora nájemníků – sousedské soužití, sociální práce, zvyšování praktických dovedností "
        "v bydlení; identifikace skupin s problémy na trhu s bydlením a jejich překážek včetně návrhů řešení "
        "a spolupráce při jejich odstraňování; rozvoj systému podporovaného bydlení na území města",
    ),
    (
        "SOCIAL_SERVICES",
        "Sociální služby",
        "alternativa mimo sociální služby: možnosti pro smysluplné trávení volného času a neformální vzdělávání "
        "ve spolupráci se ZŠ, ZUŠ, DDM, knihovnami, sociálními službami a NNO působícími v dané oblasti",
    ),
]
PARTNERSHIP = {
    "partnership_text": (
        "Lokální partnerství (LP) je stálý koordinační, poradní a iniciativní orgán v oblasti sociálního "
        "začleňování. Je zřízeno radním pro oblast školství, kultury, tělovýchovy a sociálních věcí."
    ),
    "founder_text": "radní pro oblast školství, kultury, tělovýchovy a sociálních věcí",
    "rules_text": "viz statut a jednací řád LP",
    "groups_text": "Lokální partnerství má tři pracovní skupiny:",
    "members_text": "Členy LP jsou:",
    "competences_text": (
        "LP hlavně sleduje a vyhodnocuje, jak se vyvíjí sociální situace a potřeby ohrožených a sociálně "
        "vyloučených obyvatel a jak se naplňuje spolupráce s Agenturou; podílí se na tvorbě plánu sociálního "
        "začleňování a sleduje jeho implementaci."
    ),
}
GROUPS = ["sociální začleňování", "projekty a implementace", "komunitní plánování"]
SEATS = {
    "zástupci města": [
        ("vedoucí sociálního odboru", OrganisationType.CITY_OFFICE),
        ("vedoucí realizace projektových záměrů", OrganisationType.CITY_OFFICE),
        ("vedoucí odboru školství", OrganisationType.CITY_OFFICE),
        ("vedoucí majetkového odboru", OrganisationType.CITY_OFFICE),
        ("vedoucí ekonomického odboru", OrganisationType.CITY_OFFICE),
        ("manažer sociálního začleňování", OrganisationType.SI_MANAGER),
        ("koordinátor pro romské záležitosti", OrganisationType.ROMA_COORDINATOR),
        ("vedoucí odboru rozvoje města", OrganisationType.CITY_OFFICE),
        # the region's, and yet listed among the city's
        ("koordinátor protidrogové politiky kraje Vysočina", OrganisationType.REGION),
    ],
    "zástupci veřejných institucí": [
        ("Úřad práce Jihlava", OrganisationType.LABOUR_OFFICE),
        ("Městská policie Jihlava", OrganisationType.CITY_POLICE),
        ("Centrum na podporu integrace cizinců", OrganisationType.FOREIGNERS_CENTRE),
        ("Středisko probační a mediační služby Jihlava", OrganisationType.PROBATION),
        ("Služby města Jihlavy", OrganisationType.CITY_COMPANY),
        ("Informační centrum Vysočina", OrganisationType.PUBLIC_INSTITUTION),
    ],
    "zástupci neziskových organizací": [
        ("Občanská poradna Jihlava", OrganisationType.NGO),
        ("F POINT", OrganisationType.NGO),
        ("Bílý kruh bezpečí", OrganisationType.NGO),
        ("Středisko křesťanské pomoci", OrganisationType.NGO),
        ("Diecézní charita Brno – Oblastní charita Jihlava", OrganisationType.NGO),
    ],
}
STRATEGIES = [
    (
        "Strategický plán rozvoje statutárního města Jihlava do roku 2020",
        StrategyLevel.MUNICIPAL,
        None,
        2020,
        "do roku 2020",
    ),
    ("Komunitní plán sociálních služeb – Jihlava (2016)", StrategyLevel.MUNICIPAL, 2016, None, "2016"),
    (
        "Integrovaný plán rozvoje území Jihlavské sídelní aglomerace (2014 – 2020)",
        StrategyLevel.AGGLOMERATION,
        2014,
        2020,
        "2014 – 2020",
    ),
    ("Zdravotní plán města Jihlava (2018 - 2020)", StrategyLevel.MUNICIPAL, 2018, 2020, "2018 - 2020"),
    # of two levels and without a name
    ("Strategie Kraje Vysočina a národní strategie", "", None, None, ""),
]
MEASURES = [
    ("HOUSING", "Domovník – preventista"),
    ("SAFETY", "Asistenti prevence kriminality"),
    (
        "SOCIAL_SERVICES",
        "udržitelnost sociálních služeb (nízkoprahové zařízení pro děti a mládež, terénní sociální práce, sociálně "
        "aktivizační služby)",
    ),
    ("DEBT", "dluhová poradna"),
]

PAPER = paper.PaperAgreement(
    template="6",
    memorandum_on=date(2021, 11, 2),
    header={
        "annex_text": ANNEX_MARK.format(6),
        "unit_text": "Jihlava",
        "seat_text": "Masarykovo náměstí 97/1, Jihlava, 58601",
        "ico_text": "00286010",
        "memorandum_text": "Popis spolupráce se vztahuje k Memorandu o spolupráci ze dne 2.11.2021.",
    },
    roles=ROLES,
    project=paper.project_of("ASZ", "Operační program Zaměstnanost"),
    validity={
        "validity_text": (
            "Doba platnosti popisu spolupráce je 2 roky, jedná se o přechodné období mezi stávajícím (2015-2020) "
            "a budoucím programovým obdobím (2021-2027)."
        ),
        "stated_years": 2,
        "is_transitional": True,
    },
    focus_text=(
        "Plánujeme spolupracovat zejména v těchto oblastech: Zaměstnanost, Bezpečnost a prevence kriminality, "
        "Dluhová problematika, Bydlení a Sociální služby."
    ),
    focus=[
        {"thematic_area": code, "local_label": label, "description": description}
        for code, label, description in FOCUS
    ],
    partnership=PARTNERSHIP,
    groups=[{"name": name, "is_cross_cutting": True, "status": GroupStatus.ESTABLISHED} for name in GROUPS],
    seats=[
        {"text": text, "organisation_type": kind, "listed_among": heading}
        for heading, seats in SEATS.items()
        for text, kind in seats
    ],
    matters=[],
    plan={
        "plan_character": "Komplexní strategický dokument na období 2022-2027",
        "plan_main_goal": (
            "vyhodnocení intervencí realizovaných v letech 2019 – 2022 a směřování dalšího rozvoje oblasti "
            "sociálního začleňování"
        ),
        "plan_target_groups": "osoby sociálně vyloučené a sociálním vyloučením ohrožené",
        "plan_synergy_text": "Strategický plán sociálního začleňování má vazbu na:",
        "plan_from_year": 2022,
        "plan_to_year": 2027,
    },
    strategies=STRATEGIES,
    measures=MEASURES,
    contact=(
        RegionalContactStatus.NAMED,
        "Mgr. Lumír Bartů, krajský koordinátor pro romské záležitosti",
    ),
    opinion={
        "result": OpinionResult.CONSENSUS,
        "discussed_on": date(2021, 9, 2),
        "text": ("Návrh popisu spolupráce byl projednán na jednání 2. 9. 2021 a byl konsenzuálně přijat."),
    },
    activities=ACTIVITIES,
    signatures={
        Side.UNIT: ("V Jihlavě", COUNCILLOR[0].upper() + COUNCILLOR[1:]),
        Side.ASZ: ("V Praze", "Ředitel odboru pro sociální začleňování (Agentura)"),
    },
    reason="Popis spolupráce je uzavřený na papíře; datum schválení ani číslo usnesení v něm nejsou.",
)


def write_agreement(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> AgreementVersion:
    """The document names nobody of the header, so `people` may be empty; needs load_reference."""
    return paper.write_agreement(PAPER, unit, by=by, people=people)
