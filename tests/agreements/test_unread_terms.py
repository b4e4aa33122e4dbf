"""A deadline nobody has understood: kept as it is through a version's whole life, said wherever it matters."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from agreements import actions
from agreements.chapters import compare_versions
from agreements.history import Choice, History
from agreements.lifecycle import State
from agreements.models import Activity, AgreementVersion, ScheduleTerm
from agreements.paper.form import printed_document
from agreements.paper.pdf import render
from agreements.paper.word import agreement_docx
from agreements.queries import stored_values
from agreements.versioning.values import is_filled
from agreements.vocabulary import Section, Side
from agreements.warnings.blocking import blocking
from tests.agreements.browser_data import activity, sent_by_browser, step
from tests.agreements.revising import agreement_from, in_force, revision
from tests.agreements.taking_steps import complete_draft, take
from tests.agreements.test_activity_form import chosen
from tests.agreements.test_reading import text_of
from tests.agreements.traps import draft, warnings_of
from tests.factories import (
    ActivityFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    member,
)

pytestmark = pytest.mark.django_db
TEXT = "jak se strany dohodnou"
UNREAD = {
    "raw_text": TEXT,
    "kind": "",
    "event_kind": "",
    "count": None,
    "bound": "",
    "per": "",
    "parse_status": "UNPARSED",
}
TODAY = date(2026, 11, 21)


def unread(version, **fields) -> ScheduleTerm:
    row = StepFactory(version=version, activity=ActivityFactory(version=version, name="Partnerství"))
    return TermFactory(version=version, step=row, **{**UNREAD, **fields})


def loaded(version) -> AgreementVersion:
    return AgreementVersion.objects.with_tree().get(pk=version.pk)


def warning(version, code) -> list:
    return [one for one in warnings_of(version, member(version.agreement.unit)) if one.code == code]


# --- Said where it is put right -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code", "sentence"),
    [
        ({}, "term_not_read", "Nastavte ho ručně"),
        ({"raw_text": "Minimálně 4x ročně"}, "term_not_set", "Rozumíme mu takto: "),
        (
            {"raw_text": "Projednání LP 1x ročně\nZpráva 1x ročně"},
            "term_holds_several",
            "stojí 2 termíny najednou",
        ),
        ({"kind": "ON_DEMAND", "parse_status": "PARTIAL"}, "term_not_read", f"nerozumíme: „{TEXT}“"),
        (
            {"kind": "MONTH", "date_to": date(2026, 5, 31), "parse_status": "PARSED"},
            "term_counts_nothing",
            "co se počítá",
        ),
        ({"raw_text": ""}, "term_not_read", "nemá text ani druh"),
    ],
)
def test_warning_says_what_is_the_matter_and_leads_to_the_term(client, fields, code, sentence):
    term = unread(draft(), **fields)

    [found] = warning(term.version, code)

    assert sentence in found.text.replace("\xa0", " ")
    assert (
        found.url
        == f"{reverse('agreements:activity_edit', args=[term.version_id, term.step.activity.key])}#radek-{term.key}"
    )
    client.force_login(member(term.version.agreement.unit))
    assert f'id="radek-{term.key}"' in client.get(found.url).content.decode()


def test_term_set_by_a_person_is_no_longer_warned_of():
    term = unread(draft(), kind="ON_DEMAND", parse_status="PARSED", confirmed_by=UserFactory())

    assert {one.code for one in warnings_of(term.version, member(term.version.agreement.unit))}.isdisjoint(
        {"term_not_read", "term_not_set", "term_holds_several", "term_counts_nothing"}
    )


# --- Through the life of a version ----------------------------------------------------------------------------


def test_unread_term_does_not_keep_a_draft_from_being_handed_over(client):
    """The paper is the law: what it says may be unclear, and the check says so before it is handed over."""
    version = complete_draft()
    term = unread(version)
    manager = member(version.agreement.unit)
    client.force_login(manager)

    page = text_of(client.get(reverse("agreements:check", args=[version.pk])))
    assert "Jen upozornění" in page
    assert f"„{TEXT}“ není přečten" in page
    warned = {one.code for one in blocking(warnings_of(version, manager)) if one.field == str(term.key)}
    assert warned == set()

    for side in Side:
        ResponsibilityFactory(version=version, step=term.step, side=side)
    take("submit_for_review", version, by=manager)
    version.refresh_from_db()

    assert version.state == State.ASZ_REVIEW
    assert ScheduleTerm.objects.get(pk=term.pk).kind == ""


def test_unread_term_comes_into_force_and_into_the_next_version():
    version = agreement_from(date(2022, 5, 1))
    term = unread(version)

    new = revision(in_force(version).agreement)

    cloned = new.schedule_terms.get(key=term.key)
    assert (cloned.raw_text, cloned.kind, cloned.parse_status, cloned.confirmed_by) == (
        TEXT,
        "",
        "UNPARSED",
        None,
    )


def test_setting_it_is_told_by_the_comparison_and_the_history():
    version = agreement_from(date(2022, 5, 1))
    term = unread(version)
    new = revision(in_force(version).agreement)
    author = UserFactory()
    values = stored_values(new, Section.TIMELINE, term.step.activity.key)
    [row] = values["steps"]
    row["terms"][0] |= {
        "kind": "RELATIVE",
        "offset_count": 30,
        "offset_unit": "DAY",
        "offset_from": "APPROVAL",
    }
    actions.save_activity(new, by=author, key=term.step.activity.key, **values)

    compared = compare_versions(loaded(version), loaded(new))
    [change] = [
        one
        for one in (row for step in rows_below(compared) for row in step.below(ScheduleTerm))
        if one.is_changed
    ]
    said = {field.label: (field.old, field.new) for field in change.changed_fields}
    assert said == {
        "druh termínu": ("", "do určité doby od schválení nebo podpisu"),
        "do kolika": ("", "30"),
        "čeho": ("", "dnů"),
        "odkdy": ("", "od schválení"),
    }
    told = [text for entry in History(new.agreement, author, Choice())[:5] for text, _ in entry.told]
    assert any("druh termínu" in one and "do určité doby od schválení" in one for one in told)
    assert not any("čtení" in one or "po kolika" in one for one in told)


def rows_below(compared):
    chapter = compared.chapter(Section.TIMELINE)
    for group in chapter.groups:
        for parent in group.rows:
            for inner in parent.groups:
                yield from inner.rows


def test_undo_makes_it_unread_again_and_nobody_has_confirmed_it(client):
    version = draft()
    manager = member(version.agreement.unit)
    client.force_login(manager)
    key = actions.save_activity(
        version, by=manager, name="Partnerství", steps=[{"specification": "x", "terms": [{"raw_text": TEXT}]}]
    )
    values = stored_values(version, Section.TIMELINE, key)
    values["steps"][0]["terms"][0] |= {"kind": "ON_DEMAND"}
    actions.save_activity(version, by=manager, key=key, revision=1, **values)
    assert ScheduleTerm.objects.get().confirmed_by == manager

    actions.restore(version, Section.TIMELINE, key, to_revision=1, by=UserFactory(), revision=2)

    term = ScheduleTerm.objects.get()
    assert (term.kind, term.parse_status, term.confirmed_by) == ("", "UNPARSED", None)


def test_lost_save_asks_for_the_kind_and_refuses_halves_that_make_no_rule(client):
    version = draft()
    manager = member(version.agreement.unit)
    client.force_login(manager)
    url = reverse("agreements:activity_add", args=[version.pk])
    client.post(url, activity(step(0, specification="x", terms=[{"raw_text": TEXT}])))
    key = Activity.objects.get().key
    url = reverse("agreements:activity_edit", args=[version.pk, key])
    opened = sent_by_browser(client.get(url))
    values = stored_values(version, Section.TIMELINE, key)
    values["steps"][0]["terms"][0] |= {"kind": "MONTH", "date_to": date(2026, 5, 31)}
    actions.save_activity(version, by=manager, key=key, revision=1, **values)

    mine = {"steps-0-terms-0-kind": "FREQUENCY", "steps-0-terms-0-count": "4"}
    lost = client.post(url, {**opened, **mine})
    kind = next(one for one in lost.context["choices"] if one.label.endswith("druh termínu"))
    assert (lost.status_code, kind.mine, kind.stored, kind.original) == (
        409,
        "opakovaně",
        "do konce měsíce",
        "",
    )

    halves = {one.name: "ulozene" for one in lost.context["choices"]} | {kind.name: "moje"}
    refused = client.post(url, {**chosen(lost), **halves})
    assert refused.status_code == 409
    assert "nejdou dohromady" in text_of(refused)
    assert "napište, kolikrát" in text_of(refused)

    assert client.post(url, {**chosen(lost), **dict.fromkeys(halves, "moje")}).status_code == 302
    assert ScheduleTerm.objects.get().kind == "FREQUENCY"


# --- Printed --------------------------------------------------------------------------------------------------


def test_paper_prints_the_text_and_nothing_of_its_reading():
    term = unread(draft(), raw_text=f"{TEXT}\nDle potřeby")
    document = printed_document(loaded(term.version), today=TODAY)

    html, word = render(document), docx.Document(BytesIO(agreement_docx(document)))

    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert any(TEXT in cell and "Dle potřeby" in cell for cell in cells)
    assert TEXT in html
    for text in (html, "\n".join(cells)):
        assert "nepřečteno" not in text.lower()


def test_page_says_on_request_what_each_term_means(client):
    term = unread(draft())
    TermFactory(
        version=term.version, step=term.step, raw_text="Minimálně 4x ročně", confirmed_by=UserFactory()
    )
    client.force_login(member(term.version.agreement.unit))

    page = client.get(reverse("agreements:version", args=[term.version_id]))

    text = text_of(page).replace("\xa0", " ")
    assert page.content.decode().count('class="screen-only term-meaning"') == 1
    assert "Co to znamená" in text
    assert f"„{TEXT}“: (nepřečteno, jeho plnění se nepočítá)" in text
    assert "(potvrzeno člověkem)" in text
    assert page.content.decode().count(f"<p>{TEXT}</p>") == 1


@pytest.mark.parametrize(("value", "says"), [(1, False), (2, True), (None, False)])
def test_a_number_its_column_starts_with_is_not_told(value, says):
    assert is_filled(ScheduleTerm._meta.get_field("every"), value) is says
