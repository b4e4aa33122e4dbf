"""What happened in Česká Kamenice: invented content, people only by their function."""

from datetime import date
from decimal import Decimal

from partnerships.vocabulary import EventKind, Matter, OrganisationType

# (day, group or none, matters, minutes or none, kept in the application, types of members excused)
PARTNERSHIP_MEETINGS = [
    (
        date(2022, 5, 26),
        None,
        [Matter.SITUATION, Matter.FUNDING],
        ["Členové se dohodli na tématech, kterým se spolupráce bude věnovat nejdřív."],
        False,
        [],
    ),
    (
        date(2022, 9, 15),
        None,
        [Matter.PLAN_EVALUATION],
        ["Partnerství vyhodnotilo Strategický plán sociálního začleňování 2020 – 2022."],
        False,
        [OrganisationType.LABOUR_OFFICE],
    ),
    (
        date(2023, 3, 16),
        None,
        [Matter.PLAN, Matter.FUNDING],
        [
            "Rozsah navazujícího plánu zůstává otevřený, město čeká na výzvy nového programového období.",
            "Charitní sdružení popsalo, jak zajistí provoz nízkoprahového zařízení v příštím roce.",
        ],
        True,
        [OrganisationType.SCHOOL],
    ),
    (
        date(2023, 5, 11),
        "prevence kriminality",
        [Matter.SITUATION],
        ["Skupina prošla podněty ze tří lokalit a rozdělila si obchůzky na léto."],
        False,
        [],
    ),
    (
        date(2023, 9, 14),
        None,
        [Matter.ANALYSES],
        ["Partnerství připravilo zadání analýzy dostupnosti bydlení; má být hotová do konce spolupráce."],
        False,
        [OrganisationType.LABOUR_OFFICE],
    ),
    # nobody wrote the record, so the meeting does not count
    (date(2023, 11, 9), "bydlení", [Matter.SITUATION], None, False, []),
    (
        date(2023, 12, 7),
        None,
        [Matter.AGREEMENT_FULFILMENT, Matter.FUNDING],
        [
            "Partnerství projednalo plnění popisu spolupráce za rok 2023.",
            "Doporučuje dokončit revizi popisu, jakmile bude znám rozsah navazujícího plánu.",
        ],
        True,
        [],
    ),
]
CANCELLED_MEETING = (date(2023, 6, 22), "Jednání se sešlo s mimořádným zasedáním zastupitelstva.")
EVALUATIONS = [
    (date(2022, 11, 3), ["Spolupráce se rozběhla, zvolený postup je vhodný."]),
    (date(2023, 5, 18), ["Revize popisu je po termínu; obě strany se k ní vrátí po prázdninách."]),
    (
        date(2023, 11, 23),
        [
            "Jednání a podpora probíhají podle harmonogramu, chybí revidovaný popis.",
            "Vzdělávání se má příští rok plánovat na celý rok dopředu.",
        ],
    ),
]
# (day, title, kind, hours in person, hours at a distance, released workers, others, feedback)
TRAININGS = [
    (
        date(2022, 10, 20),
        "Sociální práce v přirozeném prostředí",
        EventKind.SEMINAR,
        Decimal(6),
        None,
        ["sociální pracovnice městského úřadu", "terénní sociální pracovník"],
        ["pracovnice nízkoprahového zařízení"],
        True,
    ),
    (
        date(2023, 4, 20),
        "Oddlužení krok za krokem",
        EventKind.COURSE,
        Decimal(8),
        Decimal(12),
        ["sociální pracovnice městského úřadu", "terénní sociální pracovník"],
        ["dluhová poradkyně", "pracovnice Charitního sdružení"],
        True,
    ),
    (
        date(2023, 10, 12),
        "Jednání v konfliktu",
        EventKind.WORKSHOP,
        Decimal(4),
        None,
        ["vedoucí asistentů prevence kriminality"],
        ["asistent prevence kriminality", "asistentka prevence kriminality", "strážník městské policie"],
        False,
    ),
]
CANCELLED_TRAINING = (
    date(2023, 11, 30),
    "Platforma sociálního bydlení",
    EventKind.EXPERT_PLATFORM,
    "Lektorka onemocněla, náhradní termín se hledá.",
)
SUPPORTS = [
    (date(2022, 6, 21), "nastavení terénní práce"),
    (date(2022, 8, 23), "jednání s majiteli domů"),
    (date(2022, 10, 4), "vyhodnocení dosavadního plánu"),
    (date(2022, 11, 22), "zapojení škol"),
    (date(2023, 1, 17), "pravidla přidělování městských bytů"),
    (date(2023, 2, 14), "jednání s majiteli domů"),
    (date(2023, 3, 7), "rozpočet nízkoprahového zařízení"),
    (date(2023, 4, 4), "práce s rodinami v dluzích"),
    (date(2023, 5, 9), "případová setkání"),
    (date(2023, 6, 6), "příprava sousedského setkání"),
    (date(2023, 7, 11), "podpora asistentů prevence kriminality"),
    (date(2023, 8, 15), "žádost o dotaci na byty"),
    (date(2023, 9, 5), "zadání analýzy bydlení"),
    (date(2023, 10, 3), "doučování a školy"),
    (date(2023, 11, 14), "šetření spokojenosti občanů"),
]
# planned and never written down as held
FORGOTTEN_SUPPORT = (date(2023, 12, 19), "plán vzdělávání na příští rok")
RESEARCH = (date(2027, 2, 26), "Analýza dostupnosti bydlení v České Kamenici")
DEVIATIONS = [
    (
        "K3",
        2023,
        {
            "reason": "Rozsah navazujícího plánu závisí na výzvách nového programového období, které v době jednání "
            "ještě nebyly známé.",
            "remedy": "Zápis z jednání ze 13. 12. 2022 slouží jako podklad, revizi obě strany dokončí po vyhlášení "
            "výzev.",
            "responsible": "manažer sociálního začleňování",
            "due_text": "červen 2024",
        },
    ),
]
