"""Which form and which rows a section is edited with."""

from typing import NamedTuple

from django.db import models

from agreements.forms import section_forms as own
from agreements.forms.editor import Editor, RowSet, SectionForm
from agreements.forms.fields import OfferedField
from agreements.forms.roles import RoleSet
from agreements.forms.section_rows import ROW_SETS
from agreements.models import AgreementVersion, SupportingProject
from agreements.reference import THEMATIC_AREAS
from agreements.vocabulary import Section
from partnerships.models import Person, ThematicArea, User

THEMES = [name for _, name in THEMATIC_AREAS]


class RowsOnPage(NamedTuple):
    name: str  # in the section's values
    rows: type[RowSet] | type[RoleSet]
    heading: str = ""
    add: str = ""


class SectionPage(NamedTuple):
    form: type[SectionForm]
    rows: tuple[RowsOnPage, ...] = ()
    intro: str = ""
    suggestions: dict[str, list[str]] = {}


PAGES = {
    Section.HEADER: SectionPage(
        own.HeaderForm, intro="Opište údaje tak, jak stojí v dokumentu. Co nevíte, nechte prázdné."
    ),
    Section.ROLES: SectionPage(
        own.RolesForm,
        (RowsOnPage("roles", RoleSet),),
        "U každé role uveďte osobu, nebo jen funkci, nebo že pozice není obsazena a kdo zastupuje.",
    ),
    Section.PROJECT: SectionPage(
        own.ProjectForm,
        intro="Projekt, ze kterého se platí podpora ASZ, a hodiny vzdělávání, k nimž zavazuje.",
    ),
    Section.VALIDITY: SectionPage(
        own.ValidityForm, intro="Napište, co dokument uvádí; skutečný konec platnosti se počítá od schválení."
    ),
    Section.FOCUS: SectionPage(
        own.FocusForm,
        (RowsOnPage("areas", ROW_SETS["areas"], "Tematické oblasti", "Přidat oblast"),),
        "Každá oblast může mít prioritu, vazbu a cíle. Číselné údaje cíle vyplňte, jen když je dokument uvádí.",
        {
            "temata": THEMES,
            "jednotka": ["bytů", "osob", "lokalit", "domácností", "%", "procentních bodů"],
        },
    ),
    Section.PARTNERSHIP: SectionPage(
        own.PartnershipForm,
        (
            RowsOnPage("groups", ROW_SETS["groups"], "Pracovní skupiny", "Přidat skupinu"),
            RowsOnPage("seats", ROW_SETS["seats"], "Složení lokálního partnerství", "Přidat člena"),
            RowsOnPage("matters", ROW_SETS["matters"], "Co partnerství projednává", "Přidat věc"),
        ),
        "Partnerství, jak ho popisuje dokument. Kdo je členem teď, se vede u územního celku a text to nemění.",
        {
            "skupiny": THEMES,
            "uvedeni": ["Zástupci obce", "Veřejné instituce", "Neziskové organizace"],
            "zrizovatel": ["zastupitelstvo obce", "rada obce", "starosta obce", "sociální komise rady"],
        },
    ),
    Section.LEGACY: SectionPage(
        own.LegacyForm,
        (RowsOnPage("strategies", ROW_SETS["legacy"], "Dokumenty z let 2014–2020", "Přidat dokument"),),
        "Starší dokument lze dál využít, jen když platí déle než do roku 2021 a byl revidován.",
    ),
    Section.PLAN: SectionPage(
        own.PlanForm,
        (
            RowsOnPage(
                "strategies", ROW_SETS["linked"], "Navazující strategické dokumenty", "Přidat dokument"
            ),
        ),
        "Jaký plán sociálního začleňování má vzniknout. Co zatím není jasné, nechte prázdné.",
    ),
    Section.MEASURES: SectionPage(
        own.MeasuresForm,
        (RowsOnPage("measures", ROW_SETS["measures"], "Opatření", "Přidat opatření"),),
        "Co se má s podporou evropských fondů uskutečnit. Jedno opatření na řádek.",
        {"financovani": ["ESIF", "OPZ+", "IROP", "vlastní rozpočet", "státní rozpočet"]},
    ),
    Section.REGIONAL_CONTACT: SectionPage(
        own.RegionalContactForm,
        intro="„Nerelevantní“ je odpověď, „neuvedeno“ znamená, že dokument o kontaktu mlčí.",
    ),
    Section.TIMELINE: SectionPage(
        own.TimelineForm,
        intro="Období, které stojí nad tabulkou. Činnosti se přidávají a upravují v harmonogramu samém.",
    ),
}


class Offers:
    """What fields that choose a row may choose from; read with the version, so it costs no query."""

    def __init__(self, queryset: models.QuerySet | None, rows: list[models.Model]):
        self.queryset, self.rows = queryset, rows

    def give(self, form) -> None:
        for field in form.fields.values():
            if isinstance(field, OfferedField):
                field.offer(self.queryset, self.rows)


def offered_to(user: User, section: Section) -> models.QuerySet | None:
    if section == Section.ROLES:
        return Person.objects.visible_to(user)
    if section == Section.PROJECT:
        return SupportingProject.objects.all()
    return ThematicArea.objects.all() if section in {Section.FOCUS, Section.MEASURES} else None


def editor_of(
    version: AgreementVersion, section: Section, *, stored: dict, revision: int, offers: Offers, data=None
):
    page = PAGES[section]
    form = page.form(data, version=version, initial={**stored, "revision": revision, "opened": revision})
    offers.give(form)
    rows = {
        one.name: one.rows(data, initial=stored[one.name], headings=version.template.headings, offers=offers)
        if one.rows is RoleSet
        # a row that came unchanged is still a row, so nothing is compared with what is stored
        else one.rows(
            data,
            prefix=one.name,
            initial=None if data is not None else stored[one.name],
            form_kwargs={"offers": offers},
        )
        for one in page.rows
    }
    return Editor(form, rows)
