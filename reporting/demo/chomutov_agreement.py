"""Chomutov's agreement as it is on paper (domain.md 1.2-1.14), written by the actions that serve the pages.

Short labels and figures stand as printed; longer passages are told in our own words with the same facts.
"""

from datetime import date

from agreements import actions
from agreements.models import AgreementTemplate, AgreementVersion, SupportingProject
from agreements.vocabulary import (
    AgreementKind,
    OpinionResult,
    RegionalContactStatus,
    Side,
    StrategyLevel,
    Tier,
)
from partnerships.models import Person, TerritorialUnit, ThematicArea, User
from partnerships.vocabulary import GroupStatus, Matter, MeetingMode, OfficialRole, OrganisationType
from reporting.demo.chomutov_timeline import ACTIVITIES, PERIOD

ROLES = [
    (OfficialRole.REPRESENTATIVE, "representative", "Mgr. Milan Märc"),
    (OfficialRole.MANAGER, "manager", "Mgr. Jana Hronová"),
    (OfficialRole.REGIONAL_HEAD, "regional_head", "Bc. Michal Kratochvil"),
]
PROJECT = {
    "project_text": (
        "Územní celek se po dobu platnosti popisu spolupráce, nejdéle však do konce projektu Systémové zajištění "
        "sociálního začleňování, reg. č. CZ.03.2.63/0.0./0.0/15_030/0000605 (Operační program Zaměstnanost), "
        "podílí na jeho povinných výstupech. K naplnění povinných indikátorů uvolní vybrané pracovníky na "
        "vzdělávací aktivity v tematických oblastech sociálního začleňování v celkovém rozsahu 40 hodin, z toho "
        "max. 20 hodin distanční formou."
    ),
    "guarantee_text": (
        "Projekt Systémové zajištění sociálního začleňování realizuje ASZ; rozsah podpory podle popisu "
        "spolupráce garantuje po dobu realizace tohoto projektu."
    ),
    "hours_total": 40,
    "hours_distance_max": 20,
}
VALIDITY = {
    "validity_text": "2022 – 2026 (5 let)",
    "stated_from_year": 2022,
    "stated_to_year": 2026,
    "stated_years": 5,
}
FOCUS = [
    (
        Tier.PRIORITY,
        "HOUSING",
        "Bydlení",
        "podpora rodinám či jednotlivcům zapojeným do sociálního bydlení; zajištění sociálních pracovníků pro "
        "sociální bydlení",
    ),
    (Tier.PRIORITY, "DEBT", "Dluhy", "rozvoj aktivizačních a motivačních programů v oblasti dluhů"),
    (
        Tier.PRIORITY,
        "SOCIAL_SERVICES",
        "Sociální služby a sociální práce v oblasti sociálního začleňování",
        "podpora ohrožených oso a rodin prostřednictvím terénní práce, sociálně aktivizační služby, odborného "
        "sociálního poradenství",
    ),
    (
        Tier.OTHER,
        "EMPLOYMENT",
        "Zaměstnanost",
        "zaměstnávání ohrožených osob prostřednictvím nástrojů aktivní politiky zaměstnanosti; podpora "
        "tréninkových pracovních míst",
    ),
    (
        Tier.OTHER,
        "SAFETY",
        "Bezpečnost, sousedské vztahy a prevence kriminality",
        "podpora resocializace osob ve výkonu trestu a po propuštění z výkonu trestu; udržení stávajícího počtu "
        "asistentů prevence kriminality",
    ),
    (Tier.OPEN, "OTHER", "a jiné dle potřeby", ""),
]
PARTNERSHIP = {
    "partnership_text": (
        "Lokální partnerství (LP) je základní platforma, na které spolupracuje ASZ, město a místní aktéři: "
        "stálý koordinační, poradní a iniciativní orgán v oblasti sociálního začleňování. Vzniklo, aby se "
        "zmírnilo sociální vyloučení a zlepšilo soužití obyvatel, a zapojuje aktéry působící na území obce. "
        "V roce 2021 se má aktualizovat, a to jak aktivní členové, tak jednací řád v návaznosti na nové "
        "Memorandum o spolupráci."
    ),
    "founder_text": "Sociální komise Rady statutárního města Chomutova",
    "founded_text": "v roce 2016, kdy vstoupilo do KPSVL",
    "rules_text": "jednací řád bude upraven v souvislosti s přijetím nového Memoranda o spolupráci",
    "groups_text": (
        "Dle potřeby mohou být ustanoveny dílčí pracovní skupiny, hlavně pro plánování a implementaci opatření:"
    ),
    "members_text": "Další členové dle potřeby a domluvy s LP.",
    "competences_text": "Lokální partnerství projednává zejména:",
}
GROUPS = ["Osoby v krizi, bydlení, bezpečnost, dluhy", "Rodina, děti, mládež, zdraví"]
SEATS = [
    ("zástupce vedení obcí", OrganisationType.CITY_LEADERSHIP),
    ("zástupce ASZ", OrganisationType.ASZ),
    ("manažer sociálního začleňování", OrganisationType.SI_MANAGER),
    ("zástupce sociálního odboru", OrganisationType.CITY_OFFICE),
    ("zástupce nestátních neziskových organizací", OrganisationType.NGO),
    ("zástupce ÚP", OrganisationType.LABOUR_OFFICE),
    ("zástupce Policie České republiky", OrganisationType.STATE_POLICE),
    ("zástupce Městské policie", OrganisationType.CITY_POLICE),
]
MATTERS = [
    (Matter.DRAFT_AGREEMENT, "návrh popisu spolupráce"),
    (Matter.PLAN, "plán sociálního začleňování"),
    (Matter.FUNDING, "financování opatření PSZ"),
    (Matter.ANALYSES, "zadání a výstupy analytických prací, monitoringu PSZ a evaluací PSZ"),
    (Matter.PLAN_EVALUATION, "vyhodnocení plnění PSZ a návrhy revizí PSZ"),
    (Matter.AGREEMENT_FULFILMENT, "plnění popisu spolupráce a návrhy na revizi popisu spolupráci"),
    (
        Matter.SITUATION,
        "vývoj sociální situace v územním celku a potřeby ohrožených a sociálně vyloučených obyvatel",
    ),
]
LEGACY = [
    ("Revize Strategického plánu sociálního začleňování 2019 - 2023", 2019, 2023, True),
    (
        "Tematický akční plán pro období 2019 – 2022 na téma: podpora mládeže a mladých dospělých ohrožených "
        "sociálním vyloučením",
        2019,
        2022,
        None,
    ),
    ("Tematický akční plán pro období 2019 – 2022 na téma: podpora osob bez přístřeší", 2019, 2022, None),
]
PLAN = {
    "plan_character": (
        "zastřešující strategicko-koncepční dokument „Plán sociálního začleňování“ se střednědobou platností"
    ),
    "plan_is_medium_term": True,
    "plan_areas": (
        "prioritně bydlení, dluhy, sociální služby; dále prevence a kriminalita, zaměstnanost, a další dle potřeby"
    ),
    "plan_content": (
        "strategické a specifické cíle, konkrétní opatření, jejich alokace a odpovědnost jednotlivých aktérů "
        "politiky sociálního začleňování"
    ),
    "plan_synergy_text": "Plán je v souladu s těmito dokumenty města:",
}
STRATEGIES = [
    ("Lokální koncepce sociálního bydlení v Chomutově", StrategyLevel.MUNICIPAL, None, None, ""),
    (
        "Strategie prevence kriminality statutárního města Chomutov na léta 2020 – 2023",
        StrategyLevel.MUNICIPAL,
        2020,
        2023,
        "2020 – 2023",
    ),
    (
        "Koncepce protidluhové politiky statutárního města Chomutova 2020 – 2024",
        StrategyLevel.MUNICIPAL,
        2020,
        2024,
        "2020 – 2024",
    ),
    (
        "Komunitní plán rozvoje sociálních a souvisejících služeb v ORP Chomutov 2018 – 2021",
        StrategyLevel.ORP,
        2018,
        2021,
        "2018 – 2021",
    ),
]
MEASURES = [
    ("HOUSING", "Posílení sociální práce na obci a prevence ztráty bydlení"),
    ("SAFETY", "Podpora resocializace osob ve výkonu trestu a po propuštění z výkonu trestu"),
    ("SAFETY", "Udržení stávajícího počtu asistentů prevence kriminality"),
    (
        "SOCIAL_SERVICES",
        "Podpora ohrožených osob a rodin prostřednictvím terénní práce a sociálně aktivizační služby",
    ),
    (
        "DEBT",
        "Rozvoj aktivizačních a motivačních programů v oblasti dluhů, spolupráce s úřady, podpora při vstupu na "
        "trh práce",
    ),
]


def write_agreement(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> AgreementVersion:
    """`people` holds "representative", "manager" and "regional_head"; needs load_reference."""
    version = actions.create_agreement(
        unit,
        by=by,
        kind=AgreementKind.SOCIAL_INCLUSION,
        template=AgreementTemplate.objects.get(code="5"),
        unit_text="Chomutov",
        seat_text="Statutární  město Chomutov, Zborovská 4602, Chomutov, 43001",
        ico_text="00261891",
    )
    _write_roles(version, by=by, people=people)
    actions.save_project(
        version,
        by=by,
        revision=0,
        project=SupportingProject.objects.get(reg_no__endswith="0000605"),
        **PROJECT,
    )
    actions.save_validity(version, by=by, revision=0, **VALIDITY)
    _write_intentions(version, by=by)
    actions.save_timeline_frame(version, by=by, revision=0, **PERIOD)
    for name, steps in ACTIVITIES:
        actions.save_activity(version, by=by, name=name, steps=steps)
    _write_adoption(version, by=by)
    return actions.take_over(
        version,
        by=by,
        reason="Popis spolupráce schválený zastupitelstvem dne 19. 4. 2022 je platný na papíře.",
    )


def _write_roles(version, *, by, people) -> None:
    roles = [
        {"role": role, "raw_text": text, "name_text": text, "person": people[key]}
        for role, key, text in ROLES
    ]
    actions.save_roles(version, by=by, revision=0, roles=roles)


def _write_intentions(version, *, by) -> None:
    area = {area.code: area for area in ThematicArea.objects.all()}
    actions.save_focus(
        version,
        by=by,
        revision=0,
        focus_text="Spolupráce města Chomutova a Agentury se zaměří na tyto tematické oblasti:",
        areas=[
            {"tier": tier, "thematic_area": area[code], "local_label": label, "description": description}
            for tier, code, label, description in FOCUS
        ],
    )
    actions.save_partnership_description(
        version,
        by=by,
        revision=0,
        **PARTNERSHIP,
        groups=[{"name": name, "status": GroupStatus.OPTIONAL} for name in GROUPS],
        seats=[{"text": text, "organisation_type": kind} for text, kind in SEATS],
        matters=[{"matter": matter, "text": text} for matter, text in MATTERS],
    )
    actions.save_legacy(
        version,
        by=by,
        revision=0,
        is_transition_from_kpsvl=True,
        strategies=[
            {"title": title, "from_year": first, "to_year": last, "is_revised": is_revised}
            for title, first, last, is_revised in LEGACY
        ],
    )
    names = ("title", "owner_level", "from_year", "to_year", "period_text")
    actions.save_plan(
        version,
        by=by,
        revision=0,
        **PLAN,
        strategies=[dict(zip(names, row, strict=True)) for row in STRATEGIES],
    )
    actions.save_measures(
        version,
        by=by,
        revision=0,
        measures=[{"thematic_area": area[code], "text": text} for code, text in MEASURES],
    )


def _write_adoption(version, *, by) -> None:
    """Approved and never signed: the copy has no date and no name at the signatures."""
    actions.save_regional_contact(
        version,
        by=by,
        revision=0,
        regional_contact_status=RegionalContactStatus.NOT_RELEVANT,
        regional_contact_text="Nerelevantní",
    )
    actions.set_opinion(
        version,
        by=by,
        result=OpinionResult.APPROVED,
        discussed_on=date(2022, 3, 9),
        mode=MeetingMode.ONLINE,
        text="Schváleno LP dle zápisu z online jednání ze dne 09.03.2022",
    )
    actions.set_approval(
        version,
        by=by,
        side=Side.UNIT,
        body_text="zastupitelstvo",
        decided_on=date(2022, 4, 19),
        resolution_number="ZaMě 343/22",
    )
    for side, place, function in (
        (Side.UNIT, "V Chomutově", "Jméno a podpis primátora města Chomutova"),
        (Side.ASZ, "V Praze", "Jméno a podpis ředitele ASZ"),
    ):
        actions.set_signature(version, by=by, side=side, place_text=place, function_text=function)
