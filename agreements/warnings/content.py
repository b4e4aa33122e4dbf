"""Focus, partnership, older strategies, plan, measures and the regional contact."""

from datetime import date

from agreements.models import AgreementVersion
from agreements.validity import validity_of
from agreements.vocabulary import RegionalContactStatus, TargetType
from agreements.warnings.warning import Found, shortened

LAST_OLD_YEAR = 2021  # an older strategy may be used on only if it is valid beyond it (domain.md 1.3, note 5)
MEASURED = {TargetType.RELATIVE, TargetType.BENCHMARK, TargetType.SURVEY}


def of_focus(version: AgreementVersion, today: date) -> Found:
    areas = version.focus_areas.all()
    if not areas:
        yield "focus_blank", "focus_areas", "Není uvedena žádná tematická oblast."
    for area in areas:
        if area.thematic_area_id is None:
            text = f"Oblast „{shortened(area.local_label)}“ není přiřazena k žádnému tématu číselníku."
            yield "focus_without_theme", str(area.key), text
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
    if not version.stated_seats.all():
        yield "seats_blank", "stated_seats", "Není uvedeno složení lokálního partnerství."


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
