"""Česká Kamenice's agreement as it is on paper (domain.md 1.2-1.14).

Short labels and figures stand as printed, the slash at the end of the resolution's number and the note that ends
without a page included; longer passages are told in our own words with the same facts.
"""

from datetime import date

from agreements.models import AgreementVersion
from agreements.reference import ANNEX_MARK
from agreements.vocabulary import GoalDirection, RegionalContactStatus, Side, StrategyLevel, TargetType
from partnerships.models import Person, TerritorialUnit, User
from partnerships.vocabulary import GroupStatus, Matter, OfficialRole, OrganisationType
from reporting.demo import paper
from reporting.demo.kamenice_timeline import ACTIVITIES

ROLES = [
    {
        "role": OfficialRole.REPRESENTATIVE,
        "person": "representative",
        "raw_text": "Jan Papajanovský starosta města Česká Kamenice",
        "name_text": "Jan Papajanovský",
        "function_text": "starosta města Česká Kamenice",
    },
    {
        "role": OfficialRole.MANAGER,
        "person": "manager",
        "raw_text": "Lukáš Herich vedoucí odboru sociálních věcí, Městský úřad Česká Kamenice",
        "name_text": "Lukáš Herich",
        "function_text": "vedoucí odboru sociálních věcí, Městský úřad Česká Kamenice",
    },
    {
        "role": OfficialRole.REGIONAL_HEAD,
        "person": "regional_head",
        "raw_text": "Michal Kratochvíl",  # with í here, with i in Chomutov's document
        "name_text": "Michal Kratochvíl",
    },
]


def goal(statement: str, direction: GoalDirection, target_type: TargetType, **fields) -> dict:
    return {"statement": statement, "direction": direction, "target_type": target_type, **fields}


FOCUS = [
    {
        "thematic_area": "LIVING_CONDITIONS",
        "local_label": "zlepšení životních podmínek osob v sociálně vyloučených lokalitách (SVL)",
        "linkage": (
            "na terénní sociální podporu nájemníků v rámci městského projektu OPZ a na jednání s majiteli domů "
            "v SVL"
        ),
        "goals": [
            goal(
                "snížit počet vyloučených lokalit ve městě nejméně o polovinu",
                GoalDirection.DECREASE,
                TargetType.RELATIVE,
                target_value=50,
                measured_in="% počtu vyloučených lokalit",
            ),
        ],
    },
    {
        "thematic_area": "CHILDREN_YOUTH",
        "local_label": "zlepšení životních vyhlídek dětí a mládeže ze sociálně zranitelných rodin",
        "linkage": (
            "na zřízení nízkoprahového zařízení pro děti a mládež (NZDM) v rámci OPZ projektu Charitního "
            "sdružení Děčín"
        ),
        "goals": [
            goal(
                "zajistit pokračování aktivit NZDM ve městě a vyšší provázanost na aktivity škol a Centra dětí "
                "a mládeže",
                GoalDirection.KEEP,
                TargetType.QUALITATIVE,
            ),
        ],
    },
    {
        "thematic_area": "HOUSING",
        "local_label": "zajištění dostupnosti sociálního bydlení a zajištění zdrojů financování",
        "linkage": "na cíle SPSZ 2020-2022 v oblasti bydlení",
        # two actors, two numbers: each is measured by itself
        "goals": [
            goal(
                "vybudovat nové kapacity městského nájemního bydlení 30 bytů",
                GoalDirection.INCREASE,
                TargetType.ABSOLUTE,
                target_value=30,
                measured_in="městské nájemní byty",
            ),
            goal(
                "podpořit aktivity nestátních neziskových organizací (NNO) a soukromých investorů pro vybudování "
                "nájemního bydlení v podobě 6 bytů",
                GoalDirection.INCREASE,
                TargetType.ABSOLUTE,
                target_value=6,
                measured_in="byty NNO a soukromých investorů",
            ),
        ],
    },
    {
        "thematic_area": "DEBT",
        "local_label": "posílení ekonomické situace předlužených občanů",
        "linkage": "na probíhající úsilí města a NNO",
        "goals": [
            goal(
                "snížit podíl osob v exekuci na průměrnou úroveň ČR",
                GoalDirection.DECREASE,
                TargetType.BENCHMARK,
                measured_in="podíl osob v exekuci",
            ),
        ],
    },
    {
        "thematic_area": "SAFETY",
        "local_label": (
            "zaměření se na prevenci kriminality a sociálně nežádoucích jevů formou intenzivní sociální práce "
            "v lokalitách"
        ),
        "note_text": (
            "Zejména porušování veřejného pořádku, nepříznivé vlivy působící na děti, výskyt osob pod vlivem "
            "návykové látky apod. Viz Nález Ústavního soudu ze dne 24. srpna 2021, Sb. zákonů č. 344 / 2021, str."
        ),
        "linkage": "na dosavadní aktivity asistentů prevence kriminality (dále jen „APK“)",
        "goals": [
            goal(
                "zajistit rozvoj znalostí a dovedností APK a jejich podporu sociálním pracovníkům, kteří "
                "zajišťují terénní sociální práci",
                GoalDirection.INCREASE,
                TargetType.QUALITATIVE,
            ),
        ],
    },
    {
        "thematic_area": "COMMUNITY",
        "local_label": "podpora komunitní práce, sounáležitosti s lokalitou, veřejných sousedských setkání",
        "goals": [
            goal(
                "Zvyšovat a periodicky ověřovat spokojenost občanů včetně občanů ze SVL s životem ve městě",
                GoalDirection.VERIFY,
                TargetType.SURVEY,
                measured_in="spokojenost občanů",
            ),
        ],
    },
    {
        "thematic_area": "COMPETENCES",
        "local_label": "podpora základních sociálních a pracovních kompetencí sociálně vyloučených osob",
        "goals": [
            goal(
                "Snížit nezaměstnanost a závislost na sociálních dávkách mezi osobami v SVL",
                GoalDirection.DECREASE,
                TargetType.QUALITATIVE,
            ),
        ],
    },
]
PARTNERSHIP = {
    "partnership_text": (
        "Lokální partnerství (LP) je základní platforma, na které spolupracují zástupci města, Agentury a místní "
        "aktéři: stálý koordinační, poradní a iniciativní orgán v oblasti sociálního začleňování, zřízený "
        "starostou města."
    ),
    "founder_text": "starosta města",
    "groups_text": (
        "LP může zřídit pracovní skupiny zaměřené na bydlení, dluhy a prevenci kriminality, případně na další "
        "oblasti podle toho, co si vyžádá monitoring plnění přijatých plánů:"
    ),
    "members_text": "Členy LP jsou zpravidla zástupci:",
    "competences_text": (
        "LP hlavně sleduje a vyhodnocuje, jak se vyvíjí sociální situace a potřeby ohrožených a sociálně "
        "vyloučených obyvatel a jak se naplňuje spolupráce s Agenturou; podílí se na tvorbě a revizích plánů "
        "sociálního začleňování a sleduje jejich implementaci. Lokální partnerství projednává zejména:"
    ),
}
GROUPS = ["bydlení", "dluhy", "prevence kriminality"]
SEATS = [
    ("vedení města", OrganisationType.CITY_LEADERSHIP),
    ("městské policie", OrganisationType.CITY_POLICE),
    ("veřejných institucí", OrganisationType.PUBLIC_INSTITUTION),
    ("neziskových organizací", OrganisationType.NGO),
]
MATTERS = [
    (Matter.DRAFT_AGREEMENT, "návrh popisu spolupráce"),
    (Matter.PLAN, "plán sociálního začleňování (PSZ)"),
    (Matter.FUNDING, "financování opatření"),
    (Matter.ANALYSES, "zadání a výstupy analytických prací, monitoringu PSZ a evaluací PSZ"),
    (Matter.PLAN_EVALUATION, "vyhodnocení plnění PSZ a návrhy revizí PSZ"),
    (Matter.AGREEMENT_FULFILMENT, "plnění popisu spolupráce a návrhy na revizi popisu spolupráci"),
    (
        Matter.SITUATION,
        "sledování a vyhodnocování vývoje sociální situace v územním celku a potřeb ohrožených a sociálně "
        "vyloučených obyvatel žijících na území územního celku",
    ),
]
STRATEGIES = [
    (
        "Strategický plán sociálního začleňování 2020 – 2022",
        StrategyLevel.MUNICIPAL,
        2020,
        2022,
        "2020 – 2022",
    ),
]
# the sixth item of the document holds two sentences, which are two measures
MEASURES = [
    ("LIVING_CONDITIONS", "Snížení počtu sociálně vyloučených lokalit na polovinu"),
    ("SOCIAL_SERVICES", "Udržení a posílení týmu terénních sociálně odborných pracovníků"),
    ("DEBT", "Celoměstský provázaný systém oddlužování občanů a posílení finanční gramotnosti"),
    ("CHILDREN_YOUTH", "Rozšíření a prohloubení činnosti nízkoprahového zařízení pro děti a mládež"),
    ("HOUSING", "Podpora zabydlování"),
    (
        "COMPETENCES",
        "Podpora sociální integrace sociálně vyloučených osob a osob po návratu z výkonu trestu odnětí svobody",
    ),
    ("HEALTH", "Podpora služeb prevence drogových závislostí"),
    (
        "CHILDREN_YOUTH",
        "Podpora účasti mládeže ze sociálně vyloučených lokalit ve sportovních a zájmových aktivitách",
    ),
]

PAPER = paper.PaperAgreement(
    template="5",
    header={
        "annex_text": ANNEX_MARK.format(5),
        "unit_text": "Česká Kamenice",
        "seat_text": "Město Česká Kamenice, náměstí Míru 219, PSČ 407 21",
        "ico_text": "00261220",
    },
    roles=ROLES,
    project=paper.project_of(
        "Odbor pro sociální začleňování (Agentura) MMR ČR", "Operační program Zaměstnanost (OPZ)"
    ),
    validity={
        "validity_text": "2022 – 2027 (5 let)",
        "stated_from_year": 2022,
        "stated_to_year": 2027,
        "stated_years": 5,
    },
    focus_text=(
        "Spolupráce města Česká Kamenice a Agentury pro sociální začleňování navazuje na zkušenosti z naplňování "
        "Strategického plánu sociálního začleňování Česká Kamenice 2020 – 2022, který zastupitelstvo města "
        "schválilo dne 6. 11. 2020. Zaměří se na tato specifická témata sociálního začleňování:"
    ),
    focus=FOCUS,
    partnership=PARTNERSHIP,
    groups=[{"name": name, "status": GroupStatus.OPTIONAL} for name in GROUPS],
    seats=[{"text": text, "organisation_type": kind} for text, kind in SEATS],
    matters=MATTERS,
    plan={
        "plan_character": "Rozsah, obsah a charakter plánu bude v průběhu spolupráce upřesněn.",
        "plan_specified_later": True,
        "plan_synergy_text": "Navazuje na současný dokument:",
    },
    strategies=STRATEGIES,
    measures=MEASURES,
    contact=(RegionalContactStatus.NOT_STATED, ""),
    activities=ACTIVITIES,
    approved_on=date(2022, 4, 13),
    resolution_number="648/23/ZM/2022/",
    signatures={
        Side.UNIT: ("V České Kamenici", "Jméno, funkce a podpis zástupce územního celku"),
        Side.ASZ: ("", "Jméno a podpis ředitele Odboru pro sociální začleňování (Agentury) MMR ČR"),
    },
    reason="Popis spolupráce schválený zastupitelstvem dne 13. 4. 2022 je platný na papíře.",
)


def write_agreement(unit: TerritorialUnit, *, by: User, people: dict[str, Person]) -> AgreementVersion:
    """`people` holds "representative", "manager" and "regional_head"; needs load_reference."""
    return paper.write_agreement(PAPER, unit, by=by, people=people)
