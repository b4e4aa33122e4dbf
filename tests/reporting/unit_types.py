"""Every type of unit with the sentences its pages and its report print, written by hand."""

from typing import NamedTuple

from partnerships.vocabulary import ApprovingBody, UnitType


class Said(NamedTuple):
    """A unit as it is entered, then what must be read about it."""

    unit_type: UnitType
    names: tuple[str, str, str]  # name, its genitive, the place of the signature
    heading: str  # of the unit's page, in the bar of every page, on the title page of the report
    handed_to: str  # the title page: „Předkládá se …“
    place: str  # the line of the signature
    submit: str  # the step of the report, its form and what it becomes
    submitted_on: str
    confirmed: str
    explained: str
    state: str
    event: str  # recorded by that step
    too_early: str
    deviation: str
    session: str  # a kind of event one may record
    submission: str  # a kind of event the report records
    members: tuple[str, str, str, str]  # leadership, office, police, company
    founder: str
    approving_body: str = ""


COUNCIL = (
    "Předložit zastupitelstvu",
    "Předloženo zastupitelstvu dne",
    "Zastupitelstvu byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá zastupitelstvu.",
    "předložena zastupitelstvu",
    "Předložení zprávy za rok 2023 zastupitelstvu",
    "Předložení zapište, až zprávu předložíte zastupitelstvu.",
    "Vysvětlení se objeví ve zprávě pro zastupitelstvo.",
    "zasedání zastupitelstva",
    "předložení zprávy zastupitelstvu",
)
MEMBERS = (
    "Předložit shromáždění členů",
    "Předloženo shromáždění členů dne",
    "Shromáždění členů byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá shromáždění členů.",
    "předložena shromáždění členů",
    "Předložení zprávy za rok 2023 shromáždění členů",
    "Předložení zapište, až zprávu předložíte shromáždění členů.",
    "Vysvětlení se objeví ve zprávě pro shromáždění členů.",
    "zasedání shromáždění členů",
    "předložení zprávy shromáždění členů",
)
MAYORS = (
    "Předložit shromáždění starostů",
    "Předloženo shromáždění starostů dne",
    "Shromáždění starostů byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá shromáždění starostů.",
    "předložena shromáždění starostů",
    "Předložení zprávy za rok 2023 shromáždění starostů",
    "Předložení zapište, až zprávu předložíte shromáždění starostů.",
    "Vysvětlení se objeví ve zprávě pro shromáždění starostů.",
    "zasedání shromáždění starostů",
    "předložení zprávy shromáždění starostů",
)
ASSEMBLY = (
    "Předložit valné hromadě",
    "Předloženo valné hromadě dne",
    "Valné hromadě byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá valné hromadě.",
    "předložena valné hromadě",
    "Předložení zprávy za rok 2023 valné hromadě",
    "Předložení zapište, až zprávu předložíte valné hromadě.",
    "Vysvětlení se objeví ve zprávě pro valnou hromadu.",
    "zasedání valné hromady",
    "předložení zprávy valné hromadě",
)
MEETING = (
    "Předložit členské schůzi",
    "Předloženo členské schůzi dne",
    "Členské schůzi byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá členské schůzi.",
    "předložena členské schůzi",
    "Předložení zprávy za rok 2023 členské schůzi",
    "Předložení zapište, až zprávu předložíte členské schůzi.",
    "Vysvětlení se objeví ve zprávě pro členskou schůzi.",
    "zasedání členské schůze",
    "předložení zprávy členské schůzi",
)
SUPREME = (
    "Předložit nejvyššímu orgánu",
    "Předloženo nejvyššímu orgánu dne",
    "Nejvyššímu orgánu byla předložena zpráva právě v tomto znění",
    "Zpráva v tomto znění se předkládá nejvyššímu orgánu.",
    "předložena nejvyššímu orgánu",
    "Předložení zprávy za rok 2023 nejvyššímu orgánu",
    "Předložení zapište, až zprávu předložíte nejvyššímu orgánu.",
    "Vysvětlení se objeví ve zprávě pro nejvyšší orgán.",
    "zasedání nejvyššího orgánu",
    "předložení zprávy nejvyššímu orgánu",
)

UNITS = [
    Said(
        UnitType.MUNICIPALITY,
        ("Lhota", "Lhota", "ve Lhotě"),
        "Obec Lhota",
        "Předkládá se Zastupitelstvu obce Lhota na vědomí",
        "Ve Lhotě dne",
        *COUNCIL,
        ("vedení obce", "obecní úřad", "obecní policie", "společnost obce"),
        "například starosta.",
    ),
    Said(
        UnitType.TOWN,
        ("Česká Kamenice", "České Kamenice", "v České Kamenici"),
        "Město Česká Kamenice",
        "Předkládá se Zastupitelstvu města České Kamenice na vědomí",
        "V České Kamenici dne",
        *COUNCIL,
        ("vedení města", "městský úřad", "městská policie", "společnost města"),
        "například starosta.",
    ),
    Said(
        UnitType.MARKET_TOWN,
        ("Všeruby", "Všeruby", "ve Všerubech"),
        "Městys Všeruby",
        "Předkládá se Zastupitelstvu městyse Všeruby na vědomí",
        "Ve Všerubech dne",
        *COUNCIL,
        ("vedení městyse", "úřad městyse", "obecní policie", "společnost městyse"),
        "například starosta.",
    ),
    Said(
        UnitType.STATUTORY_CITY,
        ("Zlín", "Zlína", "ve Zlíně"),
        "Statutární město Zlín",
        "Předkládá se Zastupitelstvu města Zlína na vědomí",
        "Ve Zlíně dne",
        *COUNCIL,
        ("vedení města", "magistrát", "městská policie", "společnost města"),
        "například primátor.",
    ),
    Said(
        UnitType.CITY_DISTRICT,
        ("Praha 4", "Praha 4", "v Praze"),
        "Městská část Praha 4",
        "Předkládá se Zastupitelstvu městské části Praha 4 na vědomí",
        "V Praze dne",
        *COUNCIL,
        ("vedení městské části", "úřad městské části", "městská policie", "společnost městské části"),
        "například starosta.",
    ),
    Said(
        UnitType.CITY_BOROUGH,
        ("Slezská Ostrava", "Slezská Ostrava", "v Ostravě"),
        "Městský obvod Slezská Ostrava",
        "Předkládá se Zastupitelstvu městského obvodu Slezská Ostrava na vědomí",
        "V Ostravě dne",
        *COUNCIL,
        (
            "vedení městského obvodu",
            "úřad městského obvodu",
            "městská policie",
            "společnost městského obvodu",
        ),
        "například starosta.",
    ),
    Said(
        UnitType.UNION,
        ("Mikroregion Frýdlantsko", "Mikroregionu Frýdlantsko", "ve Frýdlantu"),
        "Svazek obcí Mikroregion Frýdlantsko",
        "Předkládá se Shromáždění členů svazku obcí Mikroregionu Frýdlantsko na vědomí",
        "Ve Frýdlantu dne",
        *MEMBERS,
        ("vedení svazku obcí", "kancelář svazku", "městská nebo obecní policie", "společnost svazku obcí"),
        "například předseda svazku.",
    ),
    Said(
        UnitType.UNION,
        ("Svazek obcí Blata", "Svazku obcí Blata", "v Pištíně"),
        "Svazek obcí Blata",
        "Předkládá se Valné hromadě Svazku obcí Blata na vědomí",
        "V Pištíně dne",
        *ASSEMBLY,
        ("vedení svazku obcí", "kancelář svazku", "městská nebo obecní policie", "společnost svazku obcí"),
        "například předseda svazku.",
        ApprovingBody.GENERAL_ASSEMBLY,
    ),
    Said(
        UnitType.UNION,
        ("Dobrovolný svazek obcí Vrbensko", "Dobrovolného svazku obcí Vrbensko", "ve Vrbně pod Pradědem"),
        "Dobrovolný svazek obcí Vrbensko",
        "Předkládá se Shromáždění starostů Dobrovolného svazku obcí Vrbensko na vědomí",
        "Ve Vrbně pod Pradědem dne",
        *MAYORS,
        ("vedení svazku obcí", "kancelář svazku", "městská nebo obecní policie", "společnost svazku obcí"),
        "například předseda svazku.",
        ApprovingBody.ASSEMBLY_OF_MAYORS,
    ),
    Said(
        UnitType.LAG,
        ("Frýdlantsko", "Frýdlantsko", "ve Frýdlantu"),
        "Místní akční skupina Frýdlantsko",
        "Předkládá se Nejvyššímu orgánu místní akční skupiny Frýdlantsko na vědomí",
        "Ve Frýdlantu dne",
        *SUPREME,
        (
            "vedení místní akční skupiny",
            "kancelář místní akční skupiny",
            "městská nebo obecní policie",
            "společnost místní akční skupiny",
        ),
        "například předseda.",
    ),
    Said(
        UnitType.LAG,
        ("MAS Rozkvět", "MAS Rozkvět", "v Chebu"),
        "MAS Rozkvět",
        "Předkládá se Členské schůzi MAS Rozkvět na vědomí",
        "V Chebu dne",
        *MEETING,
        (
            "vedení místní akční skupiny",
            "kancelář místní akční skupiny",
            "městská nebo obecní policie",
            "společnost místní akční skupiny",
        ),
        "například předseda.",
        ApprovingBody.MEMBERS_MEETING,
    ),
    Said(
        UnitType.REGION,
        ("Ústecký kraj", "Ústeckého kraje", "v Ústí nad Labem"),
        "Ústecký kraj",
        "Předkládá se Zastupitelstvu Ústeckého kraje na vědomí",
        "V Ústí nad Labem dne",
        *COUNCIL,
        ("vedení kraje", "krajský úřad", "městská nebo obecní policie", "společnost kraje"),
        "například hejtman.",
    ),
    Said(
        UnitType.REGION,
        ("Kraj Vysočina", "Kraje Vysočina", "v Jihlavě"),
        "Kraj Vysočina",
        "Předkládá se Zastupitelstvu Kraje Vysočina na vědomí",
        "V Jihlavě dne",
        *COUNCIL,
        ("vedení kraje", "krajský úřad", "městská nebo obecní policie", "společnost kraje"),
        "například hejtman.",
    ),
]
