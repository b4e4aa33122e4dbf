"""Focus, partnership, older strategies, plan, measures and the regional contact."""

import re
from datetime import date

from agreements.models import AgreementVersion
from agreements.validity import validity_of
from agreements.vocabulary import RegionalContactStatus, TargetType
from agreements.warnings.warning import Found, shortened
from partnerships.czech import counted
from partnerships.vocabulary import OfficialRole, OrganisationType

LAST_OLD_YEAR = 2021  # an older strategy may be used on only if it is valid beyond it (domain.md 1.3, note 5)
CITY = re.compile(r"\b(měst|obc|obec)", re.IGNORECASE)
REGIONAL = re.compile(r"\bkraj", re.IGNORECASE)
MEASURED = {TargetType.RELATIVE, TargetType.BENCHMARK, TargetType.SURVEY}


def of_focus(version: AgreementVersion, today: date) -> Found:
    areas = version.focus_areas.all()
    if not areas:
        yield "focus_blank", "focus_areas", "Není uvedena žádná tematická oblast."
    for area in areas:
        if area.thematic_area_id is None:
            text = f"Oblast „{shortened(area.local_label)}“ není přiřazena k žádnému tématu číselníku."
            yield "focus_without_theme", str(area.key), text
        if area.note_text.rstrip().endswith("str."):
            text = f"Poznámka k oblasti „{shortened(area.local_label)}“ končí „str.“, chybí číslo strany."
            yield "note_unfinished", str(area.key), text
        for goal in area.goals.all():
            is_measured = goal.target_value is not None or goal.target_type in MEASURED
            if is_measured and goal.baseline_value is None:
                text = (
                    f"Cíl „{shortened(goal.statement)}“ nemá výchozí hodnotu, nepůjde poznat, zda byl splněn."
                )
                yield "goal_without_baseline", str(goal.key), text


def of_partnership(version: AgreementVersion, today: date) -> Found:
    if not version.partnership_text:
        yield "partnership_blank", "partnership_text", "Lokální partnerství není popsáno."
    if not version.founder_text:
        yield "founder_blank", "founder_text", "Není uvedeno, kdo lokální partnerství zřídil."
    seats = version.stated_seats.all()
    if not seats:
        yield "seats_blank", "stated_seats", "Není uvedeno složení lokálního partnerství."
    elif not any(seat.organisation_type == OrganisationType.ASZ for seat in seats):
        yield "asz_not_a_member", "stated_seats", "Mezi členy lokálního partnerství není uvedena ASZ."
    has_vacant_manager = any(
        row.role == OfficialRole.MANAGER and row.is_vacant for row in version.role_assignments.all()
    )
    for seat in seats:
        name = shortened(seat.text)
        if seat.organisation_type == OrganisationType.SI_MANAGER and has_vacant_manager:
            text = (
                f"Členem lokálního partnerství je „{name}“, jeho pozice ale podle identifikace není obsazena."
            )
            yield "vacant_manager_is_member", str(seat.key), text
        if CITY.search(seat.listed_among) and REGIONAL.search(seat.text):
            text = f"Člen „{name}“ je uveden mezi „{seat.listed_among}“, podle názvu ale patří ke kraji."
            yield "seat_under_wrong_heading", str(seat.key), text


def of_legacy(version: AgreementVersion, today: date) -> Found:
    strategies = version.legacy_strategies.all()
    if version.is_transition_from_kpsvl and not strategies:
        text = "Popis navazuje na KPSVL, ale neuvádí žádný dokument z období 2014–2020."
        yield "legacy_blank", "legacy_strategies", text
    for strategy in strategies:
        title = shortened(strategy.title)
        if strategy.to_year is None:
            yield (
                "legacy_without_end",
                str(strategy.key),
                f"U dokumentu „{title}“ není uvedeno, do kdy platí.",
            )
        elif strategy.to_year <= LAST_OLD_YEAR:
            text = f"Dokument „{title}“ neplatí déle než do roku {LAST_OLD_YEAR}, nelze ho proto dál využít."
            yield "legacy_too_old", str(strategy.key), text
        if strategy.is_revised is None:
            text = f"U dokumentu „{title}“ není uvedeno, zda byl revidován; bez revize ho nelze dál využít."
            yield "legacy_revision_unknown", str(strategy.key), text
        elif not strategy.is_revised:
            text = f"Dokument „{title}“ nebyl revidován, nelze ho proto dál využít."
            yield "legacy_not_revised", str(strategy.key), text


def of_plan(version: AgreementVersion, today: date) -> Found:
    validity = validity_of(version)
    if version.plan_specified_later:
        yield "plan_specified_later", "plan_specified_later", "Rozsah plánu má být teprve upřesněn."
    elif not (version.plan_character or version.plan_content or version.plan_main_goal):
        yield "plan_blank", "plan_character", "Plán sociálního začleňování není popsán."
    if version.plan_to_year and validity.end and version.plan_to_year > validity.end.year:
        text = f"Plán má platit do roku {version.plan_to_year}, popis spolupráce jen do roku {validity.end.year}."
        yield "plan_outlives_agreement", "plan_to_year", text
    elif validity.end is None and version.stated_years and version.plan_from_year and version.plan_to_year:
        planned = version.plan_to_year - version.plan_from_year + 1
        if planned > version.stated_years:
            text = (
                f"Plán má platit {counted(planned, 'rok')} ({version.plan_from_year}–{version.plan_to_year}), popis "
                f"spolupráce jen {counted(version.stated_years, 'rok')}."
            )
            yield "plan_outlives_agreement", "plan_to_year", text
    for strategy in version.linked_strategies.all():
        title = shortened(strategy.title)
        if strategy.to_year is None:
            yield "strategy_without_period", str(strategy.key), f"U dokumentu „{title}“ není uvedeno období."
        elif validity.start and strategy.to_year < validity.start.year:
            text = f"Dokument „{title}“ v době schválení už neplatil (platil do roku {strategy.to_year})."
            yield "strategy_expired", str(strategy.key), text


def of_measures(version: AgreementVersion, today: date) -> Found:
    if not version.planned_measures.all():
        yield "measures_blank", "planned_measures", "Nejsou uvedena žádná předpokládaná opatření."


def of_regional_contact(version: AgreementVersion, today: date) -> Found:
    status = version.regional_contact_status
    if status == RegionalContactStatus.NOT_STATED:
        text = "Není uvedena kontaktní osoba za kraj ani to, že není relevantní."
        yield "regional_contact_blank", "regional_contact_status", text
    elif status == RegionalContactStatus.NAMED and not version.regional_contact_text:
        text = "Kontaktní osoba za kraj je označena jako uvedená, ale chybí její jméno."
        yield "regional_contact_unnamed", "regional_contact_text", text
