"""What happened in the demo: invented content, people only by their function."""

from datetime import date
from decimal import Decimal

from partnerships.vocabulary import EventKind, Matter, OrganisationType

# (day, group or None, matters, minutes, minutes kept in the application, types of members who were excused)
PARTNERSHIP_MEETINGS = [
    (
        date(2022, 6, 14),
        None,
        [Matter.PLAN, Matter.SITUATION],
        ["Členové se seznámili s harmonogramem spolupráce.", "Domluvili se na postupu přípravy plánu."],
        False,
        [],
    ),
    (
        date(2022, 9, 20),
        0,
        [Matter.PLAN],
        ["Skupina vybrala prioritní problémy v oblasti bydlení a dluhů."],
        False,
        [OrganisationType.STATE_POLICE],
    ),
    (
        date(2022, 11, 29),
        None,
        [Matter.PLAN, Matter.FUNDING],
        ["Návrh cílů plánu byl připomínkován.", "Termín dokončení plánu se posouvá na jaro 2023."],
        False,
        [],
    ),
    (
        date(2023, 3, 9),
        None,
        [Matter.PLAN, Matter.FUNDING],
        [
            "Partnerství projednalo konečný návrh plánu sociálního začleňování a souhlasí s ním.",
            "Sociální odbor představil možnosti financování opatření.",
        ],
        True,
        [OrganisationType.LABOUR_OFFICE],
    ),
    (
        date(2023, 6, 15),
        0,
        [Matter.SITUATION],
        [
            "Skupina se zabývala předcházením ztrátě bydlení a spoluprací s dluhovou poradnou.",
            "Městská policie popsala zkušenosti asistentů prevence kriminality.",
        ],
        False,
        [],
    ),
    (
        date(2023, 9, 21),
        None,
        [Matter.PLAN_EVALUATION, Matter.ANALYSES],
        ["Partnerství vyhodnotilo první půlrok plnění plánu.", "Zadání tematického výzkumu se připravuje."],
        False,
        [OrganisationType.STATE_POLICE, OrganisationType.ASZ],
    ),
]
# (day, title, kind, hours in person, hours at a distance, released workers, other participants, certificate)
TRAININGS = [
    (
        date(2022, 10, 13),
        "Úvod do případové práce",
        EventKind.GROUP_TRAINING,
        Decimal(6),
        None,
        ["sociální pracovnice magistrátu"],
        ["pracovník terénních programů", "pracovnice nízkoprahového zařízení"],
        False,
    ),
    (
        date(2023, 4, 18),
        "Práce s předluženými domácnostmi",
        EventKind.GROUP_TRAINING,
        Decimal(6),
        None,
        ["sociální pracovnice magistrátu", "sociální pracovník magistrátu"],
        ["pracovnice dluhové poradny", "zaměstnankyně Úřadu práce", "pracovník terénních programů"],
        True,
    ),
    (
        date(2023, 10, 12),
        "Předcházení ztrátě bydlení",
        EventKind.SEMINAR,
        Decimal(4),
        Decimal("2.5"),
        ["sociální pracovnice magistrátu", "pracovnice bytového oddělení"],
        ["asistent prevence kriminality", "pracovnice neziskové organizace"],
        False,
    ),
]
# (day, what it was about); the last one has no feedback
SUPPORTS = [
    (date(2023, 1, 24), "nastavení případových konferencí"),
    (date(2023, 2, 21), "vedení terénního týmu"),
    (date(2023, 3, 28), "práce s dlužníky městských bytů"),
    (date(2023, 4, 25), "příprava žádosti o dotaci"),
    (date(2023, 5, 23), "spolupráce se školami"),
    (date(2023, 6, 27), "zapojení obyvatel do plánování"),
    (date(2023, 8, 22), "podpora rodin při zabydlování"),
    (date(2023, 9, 26), "sledování výsledků opatření"),
    (date(2023, 10, 24), "spolupráce s Úřadem práce"),
    (date(2023, 11, 28), "práce s mladými dospělými"),
]
CONSULTATIONS = [
    (date(2023, 5, 16), "projekt terénní práce v realizaci"),
    (date(2023, 11, 7), "udržitelnost výstupů projektu"),
]
# (step of the timeline, year, words)
DEVIATIONS = [
    (
        "C2",
        2023,
        {
            "reason": "Druhého hodnoticího jednání se pověřený zástupce nemohl zúčastnit pro souběh "
            "s jednáním zastupitelstva.",
            "remedy": "Termíny obou jednání na příští rok jsou domluveny už v lednu.",
            "responsible": "manažerka sociálního začleňování",
            "due_text": "leden 2024",
        },
    ),
    (
        "C6",
        2023,
        {
            "reason": "Analytické práce trvaly déle, protože část dat dodaly instituce až koncem roku 2022.",
            "remedy": "Plán byl dokončen v dubnu 2023 a jeho plnění se sleduje na jednáních partnerství.",
            "responsible": "manažerka sociálního začleňování",
            "due_text": "splněno 24. 4. 2023",
        },
    ),
]
