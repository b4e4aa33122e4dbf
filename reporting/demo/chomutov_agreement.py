"""Chomutov's agreement as it is on paper (domain.md 1.2-1.14).

Short labels and figures stand as printed; longer passages are told in our own words with the same facts.
"""

from datetime import date

from agreements.models import AgreementVersion
from agreements.vocabulary import OpinionResult, RegionalContactStatus, Side, StrategyLevel, Tier
from partnerships.models import Person, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, Matter, MeetingMode, OfficialRole, OrganisationType
from reporting.demo import paper
from reporting.demo.chomutov_timeline import ACTIVITIES, PERIOD

ROLES = [
    (OfficialRole.REPRESENTATIVE, "representative", "Mgr. Milan Märc"),
    (OfficialRole.MANAGER, "manager", "Mgr. Jana Hronová"),
    (OfficialRole.REGIONAL_HEAD, "regional_head", "Bc. Michal Kratochvil"),
]
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
    "members_text": "Členové (další dle potřeby a domluvy s LP):",
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


PAPER = paper.PaperAgreement(
    template="5",
    header={
        "annex_text": "",  # this copy does not print it
        "unit_text": "Chomutov",
        "seat_text": "Statutární  město Chomutov, Zborovská 4602, Chomutov, 43001",
        "ico_text": "00261891",
    },
    roles=[{"role": role, "raw_text": text, "name_text": text, "person": key} for role, key, text in ROLES],
    project=paper.project_of("ASZ", "Operační program Zaměstnanost"),
    validity={
        "validity_text": "2022 – 2026 (5 let)",
        "stated_from_year": 2022,
        "stated_to_year": 2026,
        "stated_years": 5,
    },
    focus_text=(
        "Spolupráce města Chomutova a Agentury pro sociální začleňování se zaměří na tyto tematické oblasti:"
    ),
    focus=[
        {"tier": tier, "thematic_area": code, "local_label": label, "description": description}
        for tier, code, label, description in FOCUS
    ],
    partnership=PARTNERSHIP,
    groups=[{"name": name, "status": GroupStatus.OPTIONAL} for name in GROUPS],
    seats=[{"text": text, "organisation_type": kind} for text, kind in SEATS],
    matters=MATTERS,
    legacy=LEGACY,
    plan=PLAN,
    strategies=STRATEGIES,
    measures=MEASURES,
    contact=(RegionalContactStatus.NOT_RELEVANT, "Nerelevantní"),
    opinion={
        "result": OpinionResult.APPROVED,
        "discussed_on": date(2022, 3, 9),
        "mode": MeetingMode.ONLINE,
        "text": "Schváleno LP dle zápisu z online jednání ze dne 09.03.2022",
    },
    period=PERIOD,
    activities=ACTIVITIES,
    approved_on=date(2022, 4, 19),
    resolution_number="ZaMě 343/22",
    signatures={
        Side.UNIT: ("V Chomutově", "Jméno a podpis primátora města Chomutova"),
        Side.ASZ: ("V Praze", "Jméno a podpis ředitele ASZ"),
    },
    reason="Popis spolupráce schválený zastupitelstvem dne 19. 4. 2022 je platný na papíře.",
)


def write_agreement(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> AgreementVersion:
    """`people` holds "representative", "manager" and "regional_head"; needs load_reference."""
    return paper.write_agreement(PAPER, unit, by=by, people=people)
