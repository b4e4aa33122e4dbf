"""What stands in Chomutov's agreement must stand on its page. Written by hand from the document."""

import re

import pytest
from django.urls import reverse

from agreements.models import Activity, AgreementVersion, ScheduleTerm
from agreements.vocabulary import Origin
from partnerships.vocabulary import EventKind, OfficialRole
from planning.models import Occurrence
from tests.agreements.chomutov import build_chomutov
from tests.agreements.test_reading import text_of

pytestmark = pytest.mark.django_db

FACTS = """
POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ
Územní celek Chomutov
Sídlo 1
Zborovská 4602, Chomutov, 43001
IČ 00261891
Pověřený zástupce územního celku pro sociální začleňování 2
Mgr. Milan Märc
Manažer sociálního začleňování 3
Mgr. Jana Hronová
Vedoucí regionálního pracoviště ASZ Bc. Michal Kratochvil
Systémové zajištění sociálního začleňování
CZ.03.2.63/0.0./0.0/15_030/0000605
40 hodin
max. 20 hodin distanční formou
Doba platnosti
(počet let od data schválení dokumentu orgánem územního celku)
2022 – 2026 (5 let)
Obsahové zaměření spolupráce (tematické oblasti spolupráce)
Prioritně:
Bydlení (podpora rodinám či jednotlivcům zapojeným do sociálního bydlení
zajištění sociálních pracovníků pro sociální bydlení)
Dluhy (rozvoj aktivizačních a motivačních programů v oblasti dluhů)
Sociální služby a sociální práce v oblasti sociálního začleňování
podpora ohrožených oso a rodin
Dále:
Zaměstnanost (
podpora tréninkových pracovních míst)
Bezpečnost, sousedské vztahy a prevence kriminality (
udržení stávajícího počtu asistentů prevence kriminality)
a jiné dle potřeby
Struktura, kompetence a složení lokálního partnerství, další zvolené participační aktivity
Sociální komise Rady statutárního města Chomutova
v roce 2016, kdy vstoupilo do KPSVL
nové Memorandum o spolupráci
Osoby v krizi, bydlení, bezpečnost, dluhy
Rodina, děti, mládež, zdraví
zástupce vedení obcí
zástupce ASZ
zástupce sociálního odboru
nestátních neziskových organizací
Policie České republiky
Městské policie
financování opatření PSZ
zadání a výstupy analytických prací, monitoringu PSZ a evaluací PSZ
vyhodnocení plnění PSZ a návrhy revizí PSZ
plnění popisu spolupráce a návrhy na revizi popisu spolupráci
Strategický dokument z období 2014 – 2020, který bude využit v prostředí KPSV 2021+
(POUZE V PŘÍPADĚ PŘECHODU OBCE Z KPSVL NA KPSV 2021+)
Revize Strategického plánu sociálního začleňování 2019 - 2023
na téma: podpora mládeže a mladých dospělých ohrožených sociálním vyloučením
na téma: podpora osob bez přístřeší
zastřešující strategicko-koncepční dokument „Plán sociálního začleňování“
Lokální koncepce sociálního bydlení v Chomutově
Strategie prevence kriminality statutárního města Chomutov na léta 2020 – 2023
Koncepce protidluhové politiky statutárního města Chomutova 2020 – 2024
Komunitní plán rozvoje sociálních a souvisejících služeb v ORP Chomutov 2018 – 2021
prevence a kriminalita, zaměstnanost, a další dle potřeby
Předpokládaná opatření realizovaná za podpory finančních prostředků ESIF v rámci KPSV 2021+
Posílení sociální práce na obci a prevence ztráty bydlení
Podpora resocializace osob ve výkonu trestu a po propuštění z výkonu trestu
Udržení stávajícího počtu asistentů prevence kriminality
Podpora ohrožených osob a rodin prostřednictvím terénní práce a sociálně aktivizační služby
spolupráce s úřady, podpora při vstupu na trh práce
Kontaktní osoba za příslušný kraj (je-li relevantní)
Nerelevantní
Schváleno LP dle zápisu z online jednání ze dne 09.03.2022
9. 3. 2022, online
Postup spolupráce v rámci období popisu spolupráce
OBDOBÍ KVĚTEN 2022 – SRPEN 2026
Lokální partnerství (vč. jeho složek – pracovních skupin)
Minimálně 4x ročně
2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ
Projednání LP 1x ročně
Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí
Zpráva o plnění popisu spolupráce
Jednání o spolupráci
květen 2022
Revidovaný popis spolupráce
Plán sociálního začleňování (PSZ)
Podklady pro PSZ
září 2022
Zpracovaný dokument – Plán sociálního začleňování
Zajištění schvalovacích procesů na úrovní obce
Zajištění schvalovacích procesů na úrovni Agentury
Odborná podpora, konzultace
Zpětná vazba
2x ročně skupinová vzdělávací akce (minimálně)
10x ročně individuální odborná podpora (minimálně)
Výzkumná zpráva
1x tematický výzkum
Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)
Certifikát
Případně prezentace
Koordinace aktivit
Zajištění lektora
Podpora realizace, propagace a účasti na plánovaných aktivitách
prosinec 2026
Odborné poradenství OPZ 2020 ESIF
Záznam z poradenství
Konzultace realizovaných projektů
Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020
Datum schválení popisu spolupráce územním celkem 6
obdobnou funkci jako zastupitelstvo obce. 19. 4. 2022
Číslo usnesení ZaMě 343/22
V Chomutově dne neuvedeno
V Praze dne neuvedeno
Jméno a podpis primátora města Chomutova
Jméno a podpis ředitele ASZ
V případě obce se jedná o sídlo obecního úřadu.
pod podmínkou provedení revize
Datum ukončení projektu není zadáno
""".strip().splitlines()


@pytest.fixture
def version():
    return build_chomutov()


@pytest.fixture
def response(client, version):
    client.force_login(version.agreement.unit.memberships.get().user)
    return client.get(reverse("agreements:detail", args=[version.agreement.pk]))


def plain(text: str) -> str:
    """Punctuation without the spaces that tags leave around it."""
    return re.sub(r"\s+([;:,.)])", r"\1", text).replace("( ", "(")


def test_every_fact_stands_on_the_page(response):
    text = plain(text_of(response))

    assert len(FACTS) >= 60
    assert [fact for fact in FACTS if plain(fact) not in text] == []


def test_page_leads_to_the_years_of_the_timeline(response):
    assert response.context["years"] == [2022, 2023, 2024, 2025, 2026]


def test_oddities_are_kept_letter_by_letter(response):
    assert "Statutární  město Chomutov, Zborovská 4602, Chomutov, 43001" in response.content.decode()


TERMS = [
    # step, kind, event, count, bound, due
    (1, "FREQUENCY", "LP_MEETING", 4, "MIN", None),
    (2, "FREQUENCY", "EVALUATION_MEETING", 2, "EXACT", None),
    (2, "FREQUENCY", "LP_DISCUSSION", 1, "EXACT", None),
    (2, "FREQUENCY", "COUNCIL_REPORT", 1, "EXACT", None),
    (3, "MONTH", "COOPERATION_MEETING", None, "", "2022-05-31"),
    (4, "NONE", "DOCUMENT", None, "", None),
    (5, "MONTH", "DOCUMENT", None, "", "2022-09-30"),
    (6, "MONTH", "DOCUMENT", None, "", "2022-09-30"),
    (7, "FREQUENCY", "GROUP_TRAINING", 2, "MIN", None),
    (7, "FREQUENCY", "INDIVIDUAL_SUPPORT", 10, "MIN", None),
    (8, "QUOTA", "RESEARCH", 1, "EXACT", None),
    (9, "MONTH", "GROUP_TRAINING", None, "", "2026-12-31"),
    (10, "CONDITIONAL", "CONSULTATION", None, "", None),
]


def test_terms_are_read_as_the_dossier_says(version):
    whole = AgreementVersion.objects.with_tree().get(pk=version.pk)
    steps = [step for activity in whole.activities.all() for step in activity.steps.all()]

    assert [
        (number, t.kind, t.event_kind, t.count, t.bound, t.date_to and t.date_to.isoformat())
        for number, step in enumerate(steps, start=1)
        for t in step.terms.all()
    ] == TERMS


def test_special_readings_of_terms(version):
    term = {(term.event_kind, term.kind): term for term in ScheduleTerm.objects.filter(version=version)}

    assert term[EventKind.LP_MEETING, "FREQUENCY"].counts_working_groups
    assert set(term[EventKind.EVALUATION_MEETING, "FREQUENCY"].required_roles) == {
        OfficialRole.CONSULTANT,
        OfficialRole.MANAGER,
        OfficialRole.REPRESENTATIVE,
    }
    report = term[EventKind.COUNCIL_REPORT, "FREQUENCY"]
    assert (report.recipient, report.purpose) == ("COUNCIL", "FOR_INFORMATION")
    training = term[EventKind.GROUP_TRAINING, "MONTH"]
    assert (training.target_participants, training.target_events, training.is_estimate) == (100, 20, True)
    assert term[EventKind.RESEARCH, "QUOTA"].period_assumed
    assert term[EventKind.DOCUMENT, "NONE"].raw_text == ""


def test_activities_hold_their_steps(version):
    steps = [activity.steps.count() for activity in Activity.objects.filter(version=version)]

    assert steps == [1, 3, 3, 1, 1, 1]


def test_city_is_responsible_for_nothing_in_consultancy(version):
    consultancy = version.activity_steps.get(specification="Poradenství")

    assert [row.side for row in consultancy.responsibilities.all()] == ["ASZ"]


def test_document_is_taken_over_from_paper_and_counted_from_its_approval(version):
    version.agreement.refresh_from_db()

    assert version.origin == Origin.PAPER
    assert [(row.step, row.reason != "") for row in version.step_log.all()] == [
        ("created", False),
        ("take_over", True),
    ]
    assert (version.agreement.in_force.lower.isoformat(), version.agreement.last_day.isoformat()) == (
        "2022-04-19",
        "2027-04-18",
    )


def test_expected_meetings_of_each_year_are_written(version):
    term = ScheduleTerm.objects.get(version=version, event_kind=EventKind.LP_MEETING)
    expected = Occurrence.objects.filter(commitment__key=term.key).values_list("year", "expected")

    assert dict(expected) == {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 3}
