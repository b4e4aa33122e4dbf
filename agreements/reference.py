"""The printed forms of the methodology (annexes 5 and 6), themes and the supporting project, as data.

Headings, prompts, columns and footnotes stand as printed (domain.md 1.2-1.14, 1.16); nothing else in the code
tells the forms apart.
"""

from agreements.models import AgreementTemplate, SupportingProject
from agreements.vocabulary import Section
from partnerships.models import ThematicArea

THEMATIC_AREAS = [
    ("HOUSING", "Bydlení"),
    ("DEBT", "Dluhy"),
    ("SOCIAL_SERVICES", "Sociální služby a sociální práce"),
    ("EMPLOYMENT", "Zaměstnanost"),
    ("SAFETY", "Bezpečnost, sousedské vztahy a prevence kriminality"),
    ("EDUCATION", "Vzdělávání"),
    ("CHILDREN_YOUTH", "Děti, mládež a rodina"),
    ("HEALTH", "Zdraví a závislosti"),
    ("LIVING_CONDITIONS", "Životní podmínky v sociálně vyloučených lokalitách"),
    ("COMMUNITY", "Komunitní práce a participace"),
    ("COMPETENCES", "Sociální a pracovní kompetence"),
    ("OTHER", "Jiné dle potřeby"),
]

SUPPORTING_PROJECT = {
    "name": "Systémové zajištění sociálního začleňování",
    "reg_no_raw": "CZ.03.2.63/0.0./0.0/15_030/0000605",
    "programme": "Operační program Zaměstnanost",
}

HEADER_ROWS = {
    "unit_text": "Územní celek",
    "seat_text": "Sídlo",
    "ico_text": "IČ",
    "role:REPRESENTATIVE": "Pověřený zástupce územního celku pro sociální začleňování",
    "role:MANAGER": "Manažer sociálního začleňování",
    "role:REGIONAL_HEAD": "Vedoucí regionálního pracoviště ASZ",
}
APPROVAL_ROWS = {
    "decided_on": "Datum schválení popisu spolupráce územním celkem",
    "resolution_number": "Číslo usnesení",
}
ANNEX_MARK = "Příloha specifické části Metodiky koordinovaného přístupu k sociálnímu vyloučení 2021+ č. {}"
# Headings both forms share; an empty one is not printed.
COMMON_HEADINGS = {
    "title": "POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ",
    **HEADER_ROWS,
    **APPROVAL_ROWS,
    Section.HEADER: "",
    Section.ROLES: "",
    Section.PROJECT: "",
    Section.FOCUS: "Obsahové zaměření spolupráce (tematické oblasti spolupráce)",
    Section.PARTNERSHIP: (
        "Struktura, kompetence a složení lokálního partnerství, další zvolené participační aktivity"
    ),
    Section.REGIONAL_CONTACT: "Kontaktní osoba za příslušný kraj (je-li relevantní)",
    Section.OPINION: (
        "Stanovisko lokálního partnerství (případně jeho předpokládaných členů), datum projednání"
    ),
    Section.APPROVAL: "",
}

SEAT_NOTE = "V případě obce se jedná o sídlo obecního úřadu."
REPRESENTATIVE_NOTE = (
    "Pověřený zástupce územního celku pro sociální začleňování je osoba zastupující politickou reprezentaci obce "
    "(případně kraje), či pokud se nejedná o obec (kraj), osoba plnící obdobnou funkci jako zástupce politické "
    "reprezentace. Je odpovědný za nastavení, průběh a výsledky spolupráce územního celku s ASZ. Předkládá "
    "materiály k projednání v orgánech územního celku, odpovídá za realizaci popisu spolupráce, plánu sociálního "
    "začleňování a vytvořeného partnerství."
)
MANAGER_NOTE = (
    "Jedná se o kontaktní osobu, zpravidla jde o výkonného pracovníka územního celku. Zajišťuje koordinaci "
    "a činnost partnerství, součinnost orgánů a složek územního celku (např. odborů městského úřadu), "
    "dokumentaci procesu, věcnou realizaci činností územního celku, přípravu výstupů a spolupráci územního celku "
    "a ASZ."
)
PROJECT_NOTE = (
    "Projekt financovaný z Evropského sociálního fondu z Operačního programu Zaměstnanost, registrační číslo: "
    "CZ.03.2.63/0.0./0.0/15_030/0000605."
)
LEGACY_NOTE = (
    "V případě, že před přechodem územního celku do prostředí KPSV 2021+ došlo ke zpracování a schválení "
    "strategického dokumentu podle podmínek a pravidel platných v období 2014 – 2020, může být tento dokument "
    "využit v prostředí KPSV 2021+, pokud jeho platnost přesahuje horizont roku 2021, zohledňuje rozsah a předmět "
    "plánované spolupráce, zohledňuje situaci v novém programovém období a principy KPSV 2021+. Již zpracovaný "
    "a schválený strategický dokument podle podmínek a pravidel platných v období 2014 – 2020 může být dále "
    "využit v prostředí KPSV 2021+ pod podmínkou provedení revize. Takové dokument mohou být využity při "
    "předkládání žádostí o podporu v rámci výzev OP určených pro územní celky ve spolupráci s ASZ v rámci "
    "KPSV 2021+."
)
APPROVAL_NOTE = (
    "Popis spolupráce schvaluje zastupitelstvo obce, či pokud se nejedná o obec, orgán územního celku plnící "
    "obdobnou funkci jako zastupitelstvo obce."
)


def footnotes(*, legacy: bool) -> dict:
    notes = [
        ("seat", "seat_text", SEAT_NOTE),
        ("representative", "role:REPRESENTATIVE", REPRESENTATIVE_NOTE),
        ("manager", "role:MANAGER", MANAGER_NOTE),
        ("project", "guarantee_text", PROJECT_NOTE),
        *([("legacy_strategy", Section.LEGACY, LEGACY_NOTE)] if legacy else []),
        ("approval", "decided_on", APPROVAL_NOTE),
    ]
    return {
        meaning: {"number": number, "mark": mark, "text": text}
        for number, (meaning, mark, text) in enumerate(notes, start=1)
    }


def columns(*headings: tuple[str, str]) -> list[dict]:
    return [{"code": code, "heading": heading} for code, heading in headings]


TEMPLATES = [
    {
        "code": "5",
        "name": "Příloha č. 5 – popis spolupráce (odpovědnost územního celku, ASZ)",
        "sections": [
            Section.HEADER, Section.ROLES, Section.PROJECT, Section.VALIDITY, Section.FOCUS,
            Section.PARTNERSHIP, Section.LEGACY, Section.PLAN, Section.MEASURES, Section.REGIONAL_CONTACT,
            Section.OPINION, Section.TIMELINE, Section.APPROVAL,
        ],
        "headings": {
            **COMMON_HEADINGS,
            "annex_mark": ANNEX_MARK.format(5),
            Section.VALIDITY: "Doba platnosti",
            Section.LEGACY: (
                "Strategický dokument z období 2014 – 2020, který bude využit v prostředí KPSV 2021+"
            ),
            Section.PLAN: "Specifikace plánu sociálního začleňování",
            Section.MEASURES: (
                "Předpokládaná opatření realizovaná za podpory finančních prostředků ESIF v rámci KPSV 2021+"
            ),
            Section.TIMELINE: "Postup spolupráce v rámci období popisu spolupráce",
        },
        "prompts": {
            Section.VALIDITY: "(počet let od data schválení dokumentu orgánem územního celku)",
            Section.LEGACY: "(POUZE V PŘÍPADĚ PŘECHODU OBCE Z KPSVL NA KPSV 2021+)",
            Section.PLAN: (
                "(předpokládaný rozsah, obsah a charakter dokumentu, synergie s dalšími strategickými dokumenty "
                "územního celku)"
            ),
        },
        "columns": columns(
            ("activity", "činnost"),
            ("specification", "specifikace činnosti a fáze procesu strategického plánování"),
            ("output", "výstup"),
            ("unit", "odpovědnost územního celku"),
            ("asz", "odpovědnost ASZ"),
            ("term", "termín dokončení"),
        ),
        "footnotes": footnotes(legacy=True),
    },
    {
        "code": "6",
        "name": "Příloha č. 6 – popis spolupráce s memorandem (odpovědnost ASZ, územního celku)",
        "sections": [
            Section.HEADER, Section.ROLES, Section.PROJECT, Section.VALIDITY, Section.FOCUS,
            Section.PARTNERSHIP, Section.PLAN, Section.MEASURES, Section.REGIONAL_CONTACT, Section.OPINION,
            Section.TIMELINE, Section.APPROVAL,
        ],
        "headings": {
            **COMMON_HEADINGS,
            "annex_mark": ANNEX_MARK.format(6),
            "memorandum_text": "Vztah k memorandu o spolupráci",
            Section.VALIDITY: "Doba platnosti popisu spolupráce",
            Section.PLAN: "Specifikace plánu sociálního začleňování",
            Section.MEASURES: (
                "Předpokládané oblasti intervence realizované za podpory finančních prostředků ESIF v rámci "
                "KPSV 2021+"
            ),
            Section.TIMELINE: (
                "Jednotlivé činnosti spolupráce a jejich harmonogram v průběhu platnosti popisu spolupráce"
            ),
        },
        "prompts": {
            Section.PLAN: (
                "(proč je daná strategie vytvářena – hlavní cíl, kterého má být dosaženo; co daná strategie řeší "
                "– tematické a průřezové oblasti zaměření a hloubka řešení – charakter PSZ; koho se daná "
                "strategie týká – cílová skupina; synergie s dalšími strategickými dokumenty územního celku)"
            ),
        },
        "columns": columns(
            ("activity", "Činnost"),
            ("specification", "Specifikace činnosti a fáze procesu strategického plánování"),
            ("output", "Výstup"),
            ("asz", "Odpovědnost ASZ"),
            ("unit", "Odpovědnost územního celku"),
            ("term", "Termín dokončení"),
        ),
        "footnotes": footnotes(legacy=False),
    },
]  # fmt: skip


def load() -> None:
    """Writes what is missing and corrects what differs; safe to run again.

    The end date of the project is left as it is: the sources don't know it and a person may have filled it in.
    """
    for position, (code, name) in enumerate(THEMATIC_AREAS, start=1):
        ThematicArea.objects.update_or_create(code=code, defaults={"name": name, "position": position})
    for template in TEMPLATES:
        AgreementTemplate.objects.update_or_create(code=template["code"], defaults=template)
    SupportingProject.objects.update_or_create(
        reg_no_raw=SUPPORTING_PROJECT["reg_no_raw"], defaults=SUPPORTING_PROJECT
    )
