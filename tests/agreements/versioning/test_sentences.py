"""„Přehled změn“: sentences about what a revision changes."""

from uuid import UUID

import pytest
from django.apps import apps

from agreements.changes import Changes, changes_between
from agreements.changes.sentences import WORDS
from agreements.changes.wording import changed_value, quoted
from agreements.models import AgreementVersion
from agreements.models.version import VersionRow
from agreements.versioning.clone import clone_version
from agreements.vocabulary import ResponsibilityCode, Section, Side, TermKind
from partnerships.vocabulary import ApprovingBody, EventKind, UnitType
from tests.factories import (
    ActivityFactory,
    FocusAreaFactory,
    OutputFactory,
    PlannedMeasureFactory,
    ResponsibilityFactory,
    RoleAssignmentFactory,
    StepFactory,
    TemplateFactory,
    TermFactory,
    UnitFactory,
    VersionFactory,
)

KEY = UUID(int=7)
LONG = (
    "Vyhodnocení naplňování popisu spolupráce, plnění harmonogramu, vhodnosti zvoleného postupu a případně "
    "návrhy revize popisu spolupráce."
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("30. 6. 2024", "30. 9. 2024", "Termín se mění z 30. 6. 2024 na 30. 9. 2024"),
        ("3. 6. 2024", "4. 6. 2024", "Termín se mění ze 3. 6. 2024 na 4. 6. 2024"),
        ("2022", "2023", "Termín se mění z 2022 na 2023"),
        ("4", "6", "Termín se mění ze 4 na 6"),
        ("září 2022", "podzim 2023", "Termín se mění: dosud „září 2022“, nově „podzim 2023“"),
        ("", "září 2022", "Doplňuje se termín: „září 2022“"),
        ("září 2022", "", "Vypouští se termín (dosud „září 2022“)"),
        (
            LONG,
            LONG.replace("vhodnosti", "účinnosti"),
            "Termín se mění: slovo „vhodnosti“ se nahrazuje slovem „účinnosti“",
        ),
        (
            LONG,
            LONG.replace(" a případně návrhy revize popisu spolupráce", ""),
            "Termín se mění: vypouštějí se slova „a případně návrhy revize popisu spolupráce“",
        ),
        (
            LONG,
            LONG.replace("harmonogramu,", "harmonogramu v roce 2024,"),
            "Termín se mění: za slova „spolupráce, plnění harmonogramu“ se vkládají slova „v roce 2024“",
        ),
    ],
)
def test_change_is_said_as_resolutions_amend_texts(old, new, sentence):
    assert changed_value("termín", old, new) == sentence


def test_text_changed_in_many_places_is_told_by_its_new_wording():
    new = " ".join(word if at % 2 else f"nové{at}" for at, word in enumerate(LONG.split()))

    assert changed_value("popis", LONG, new) == f"Popis se mění: nově zní „{new}“"


def test_text_changed_in_many_places_and_too_long_is_left_to_the_draft():
    old = " ".join(f"slovo{number}" for number in range(400))
    new = " ".join(f"slovo{number}" if number % 2 else "jiné" for number in range(400))

    assert changed_value("popis", old, new) == "Popis se mění: úplné nové znění obsahuje návrh"


def test_quoted_text_is_one_line_and_ends_at_a_word():
    assert quoted("Jednání\no spolupráci") == "„Jednání o spolupráci“"
    assert quoted("Jednání o spolupráci, která trvá", 22) == "„Jednání o spolupráci…“"
    assert quoted("tzv. „prostupné“ bydlení") == "„tzv. ‚prostupné‘ bydlení“"


def test_every_kind_of_row_has_its_words():
    rows = {
        model for model in apps.get_app_config("agreements").get_models() if issubclass(model, VersionRow)
    }
    assert set(WORDS) == rows


# --- Whole versions ---------------------------------------------------------------------------------------------


@pytest.fixture
def old(db):
    unit = UnitFactory(unit_type=UnitType.TOWN, name="Lhota", name_genitive="Lhoty")
    version = VersionFactory(
        agreement__unit=unit,
        template=TemplateFactory(sections=[Section.ROLES, Section.FOCUS, Section.TIMELINE]),
    )
    activity = ActivityFactory(version=version, name="Partnerství", position=1)
    ActivityFactory(version=version, name="Vzdělávání", position=2)
    step = StepFactory(version=version, activity=activity, specification="Jednání", position=1)
    TermFactory(
        version=version, step=step, raw_text="30. 6. 2024", kind=TermKind.NONE, count=None, position=1
    )
    OutputFactory(version=version, step=step, raw_text="Zápis", position=1)
    StepFactory(version=version, activity=activity, specification="Zpráva", position=2)
    return version


@pytest.fixture
def new(old):
    return clone_version(old, number=2)


def sentences(old, new) -> list[str]:
    return [sentence for section in report(old, new).sections for sentence in section.sentences]


def report(old, new) -> Changes:
    versions = {one.pk: one for one in AgreementVersion.objects.with_tree().filter(pk__in=[old.pk, new.pk])}
    return changes_between(versions[old.pk], versions[new.pk], reason="Mění se termíny.")


def test_nothing_is_said_of_equal_versions(old, new):
    assert sentences(old, new) == []


def test_term_is_named_by_its_step_and_activity(old, new):
    new.schedule_terms.update(raw_text="30. 9. 2024")

    assert sentences(old, new) == [
        "Termín kroku „Jednání“ činnosti „Partnerství“ se mění z 30. 6. 2024 na 30. 9. 2024."
    ]


def test_reading_of_a_term_is_said_where_its_wording_stays(old, new):
    old.schedule_terms.update(
        kind=TermKind.FREQUENCY, event_kind=EventKind.LP_MEETING, count=4, raw_text="ročně"
    )
    new.schedule_terms.update(
        kind=TermKind.FREQUENCY, event_kind=EventKind.LP_MEETING, count=6, raw_text="ročně"
    )

    assert sentences(old, new) == [
        "Počet u termínu „ročně“ kroku „Jednání“ činnosti „Partnerství“ se mění ze 4 na 6."
    ]


def test_added_step_is_said_with_its_row_of_the_timeline(old, new):
    activity = new.activities.get(name="Vzdělávání")
    step = StepFactory(version=new, activity=activity, specification="Seminář", position=1)
    OutputFactory(version=new, step=step, raw_text="Certifikát", position=1)
    ResponsibilityFactory(version=new, step=step, side=Side.ASZ, code=ResponsibilityCode.LECTURER, position=1)
    TermFactory(version=new, step=step, raw_text="2x ročně", position=1)

    assert sentences(old, new) == [
        "Doplňuje se krok „Seminář“ činnosti „Vzdělávání“ (výstup: „Certifikát“; odpovědnost ASZ: "
        "„Zajištění lektora“; termín: „2x ročně“)."
    ]


def test_removed_output_and_step_are_said(old, new):
    new.expected_outputs.all().delete()
    new.activity_steps.filter(specification="Zpráva").delete()

    assert sentences(old, new) == [
        "Vypouští se výstup „Zápis“ kroku „Jednání“ činnosti „Partnerství“.",
        "Vypouští se krok „Zpráva“ činnosti „Partnerství“.",
    ]


def test_removed_activity_names_what_goes_with_it_and_not_what_stays(old, new):
    partnership, training = new.activities.all()
    new.activity_steps.filter(specification="Zpráva").update(activity=training)
    partnership.delete()

    assert sentences(old, new) == [
        "Vypouští se činnost „Partnerství“ se vším, co k ní patří: „Jednání“.",
        "Krok „Zpráva“ se přesouvá z činnosti „Partnerství“ do činnosti „Vzdělávání“.",
    ]


def test_moved_row_says_where_it_stands(old, new):
    for version in (old, new):
        ActivityFactory(version=version, key=KEY, name="Výzkum", position=3)
    new.activities.filter(name="Partnerství").update(position=9)

    assert sentences(old, new) == ["Činnost „Partnerství“ se přesouvá za „Výzkum“."]


def test_rows_outside_the_timeline_are_said(old, new):
    for version, name in ((old, "Jana Stará"), (new, "Petr Nový")):
        RoleAssignmentFactory(version=version, key=KEY, name_text=name)
    FocusAreaFactory(version=new, local_label="Dluhy", description="poradenství", position=1)
    PlannedMeasureFactory(version=new, text="Krizové bydlení")

    assert sentences(old, new) == [
        "Role „manažer sociálního začleňování“ se mění: dosud „Jana Stará“, nově „Petr Nový“.",
        "Doplňuje se tematická oblast „Dluhy“ (popis: „poradenství“).",
        "Doplňuje se opatření „Krizové bydlení“.",
    ]


def test_columns_of_the_version_are_said(old, new):
    old.validity_text, new.validity_text = "4 roky", "5 let"
    old.stated_years, new.stated_years = 4, 5
    new.is_transitional = True
    old.save()
    new.save()

    assert sentences(old, new) == [
        "Doba platnosti se mění: dosud „4 roky“, nově „5 let“.",
        "Počet let platnosti se mění ze 4 na 5.",
        "Nově se uvádí: přechodné období.",
    ]


def test_body_of_the_unit_is_named_in_the_resolution(old, new):
    assert report(old, new).resolution == (
        "Zastupitelstvo města Lhoty schvaluje revizi popisu spolupráce v oblasti sociálního začleňování podle "
        "předloženého návrhu."
    )
    unit = old.agreement.unit
    unit.unit_type, unit.name = UnitType.UNION, "Svazek obcí Podhůří"
    unit.name_genitive, unit.approving_body = "Svazku obcí Podhůří", ApprovingBody.GENERAL_ASSEMBLY
    unit.save()

    assert report(old, new).resolution.startswith("Valná hromada Svazku obcí Podhůří schvaluje revizi")
