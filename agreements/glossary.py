"""Help beside the fields: the form's own footnotes first, and a few words on terms it leaves unexplained."""

from agreements import printed
from agreements.models import AgreementVersion
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import Section

# By the field it stands beside.
FIELDS = {
    "ico_text": "Identifikační číslo má osm číslic; i úvodní nuly k němu patří.",
    "memorandum_text": (
        "Memorandum o spolupráci je starší dohoda územního celku a ASZ, na kterou popis spolupráce navazuje. "
        "Sem patří věta, kterou se na ně dokument odvolává."
    ),
    "hours_total": (
        "Územní celek se zavazuje uvolnit pracovníky na vzdělávání v sociálním začleňování. Závazek trvá jen do "
        "konce projektu, i když popis platí déle."
    ),
    "hours_distance_max": "Distanční vzdělávání je účast na dálku; nad uvedený počet hodin se do závazku nezapočítá.",
    "guarantee_text": "Věta o tom, že podpora ASZ je v uvedeném rozsahu zaručena jen po dobu projektu.",
    "stated_years": (
        "Platnost se počítá v letech ode dne, kdy popis schválil orgán územního celku: pět let od 13. 4. 2022 končí "
        "12. 4. 2027."
    ),
    "is_transitional": "Popis uzavřený jen na dobu mezi dvěma programovými obdobími.",
    "partnership_text": (
        "Lokální partnerství je stálá skupina zástupců obce, ASZ a místních organizací, která projednává popis "
        "spolupráce, plán i zprávy o jejich plnění."
    ),
    "rules_text": "Statut říká, čím partnerství je a kdo je členem; jednací řád, jak se schází a rozhoduje.",
    "competences_text": "O čem partnerství jedná a k čemu se vyjadřuje.",
    "is_transition_from_kpsvl": (
        "KPSVL je spolupráce obcí s ASZ v letech 2014–2020, KPSV 2021+ ta, která na ni navazuje. Přechází jen obec, "
        "která byla zapojena už dřív."
    ),
    "plan_character": (
        "Plán sociálního začleňování (PSZ) říká, jaké cíle a opatření si územní celek v sociálním začleňování stanoví."
    ),
    "plan_synergy_text": "Jak plán navazuje na jiné strategie obce, kraje nebo státu a čím se doplňují.",
    "plan_areas": "Průřezová oblast zasahuje do více témat, například práce s veřejností.",
    "regional_contact_status": (
        "Kontakt za kraj bývá krajský koordinátor pro romské záležitosti. Uvádí se, jen je-li pro "
        "spolupráci relevantní."
    ),
    "timeline_from": "V tomto období se očekává plnění činností; kde chybí, platí celá doba platnosti popisu.",
}
# By the section whose rows use them.
TERMS = {
    Section.ROLES: {
        "Neobsazená pozice": "Pozice je zřízena, ale nikdo ji teď nevykonává; uvádí se, kdo zastupuje.",
    },
    Section.FOCUS: {
        "Priorita": "„Prioritně“ a „Dále“ jsou stupně, do kterých vzor oblasti řadí; bez nich jsou oblasti rovnocenné.",
        "Vazba": "Na co už zavedeného oblast navazuje, například na běžící projekt.",
        "Cíl a jeho druh": (
            "Počet: kolik toho má být (30 bytů). Poměrná změna: o kolik se má stav změnit (snížit na polovinu). "
            "Srovnání s průměrem: cílem je například průměr ČR. Slovní cíl: bez čísla. Šetření: zjišťuje se "
            "dotazováním."
        ),
        "Výchozí hodnota": "Jaký je stav na začátku. Bez ní nelze poznat, zda se cíl splnil.",
    },
    Section.PARTNERSHIP: {
        "Průřezová skupina": "Nezabývá se jedním tématem, ale zasahuje do všech.",
        "Uveden mezi": "Nadpis, pod kterým dokument člena uvádí; v tisku se členové podle něj seskupí.",
    },
    Section.LEGACY: {
        "Revize": "Starší dokument byl zkontrolován a upraven na nové období; bez toho se používat nesmí.",
    },
    Section.PLAN: {
        "ORP": "Obec s rozšířenou působností, která vykonává státní správu i pro obce v okolí.",
        "Aglomerace": "Město s okolím, které má společnou rozvojovou strategii.",
    },
    Section.MEASURES: {
        "ESIF": "Evropské strukturální a investiční fondy, ze kterých se opatření platí.",
    },
}


def notes_of(version: AgreementVersion) -> dict[str, str]:
    """The form's footnote by its mark: a field, a role, a section."""
    return {mark: note.text for mark, note in printed.notes_by_mark(version).items()}


def field_help(version: AgreementVersion, section: Section) -> dict[str, str]:
    """What stands beside the section's own fields."""
    notes = {**FIELDS, **notes_of(version)}
    return {name: notes[name] for name in SECTION_FIELDS.get(section, ()) if name in notes}


def help_for(version: AgreementVersion, section: Section) -> list[tuple[str, str]]:
    """Terms of the section as a whole and of its rows."""
    note = notes_of(version).get(section)
    own = [("Poznámka vzoru", note)] if note else []
    return [*own, *TERMS.get(section, {}).items()]
