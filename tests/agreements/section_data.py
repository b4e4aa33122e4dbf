"""What a browser sends from the page of a section."""

from django.forms import CheckboxInput
from django.urls import reverse


def address(version, slug: str) -> str:
    return reverse("agreements:edit_section", args=[version.pk, slug])


def sent_by_browser(response) -> dict:
    """The fields of the form as they stand on the page."""
    editor, data = response.context["editor"], {}
    for rows in [one for _, one in response.context["row_sets"] if not getattr(one, "is_fixed", False)]:
        data |= management(rows)
    for form in [editor.form, *editor.all_forms()]:
        for bound in form:
            shown = bound.field.widget.format_value(bound.value())
            data[bound.html_name] = shown[0] if isinstance(shown, list) and shown else shown
            if isinstance(bound.field.widget, CheckboxInput):
                data[bound.html_name] = "on" if bound.value() else None
    # an unticked box is not sent
    return {name: value for name, value in data.items() if value not in (None, [])}


def management(rows) -> dict:
    data = {f"{rows.prefix}-TOTAL_FORMS": len(rows.forms), f"{rows.prefix}-INITIAL_FORMS": 0}
    for form in rows.forms:
        for part in form.parts.values():
            data |= management(part)
    return data


def rows(prefix: str, *filled: dict, **parts) -> dict:
    """A formset with these rows."""
    data = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(filled):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


GOAL = {
    "statement": "30 bytů",
    "direction": "REACH",
    "target_type": "ABSOLUTE",
    "baseline_value": "1 200,5",
    "baseline_on": "1. 1. 2022",
    "target_value": "30",
    "measured_in": "bytů",
}
# One filling of everything a section has, by the word in its address; the values a save then stores.
FILLED = {
    "identifikace": {"unit_text": "Lhota", "seat_text": "Náves 1", "ico_text": "00261891"},
    "role": {
        "REPRESENTATIVE-function_text": "radní",
        "MANAGER-name_text": "Jana",
        "MANAGER-raw_text": "Jana, manažerka",
        "REGIONAL_HEAD-is_vacant": "on",
        "REGIONAL_HEAD-deputy_text": "Petr",
    },
    "projekt": {
        "project_text": "Závazek",
        "guarantee_text": "Garance",
        "hours_total": "40",
        "hours_distance_max": "20",
        "hours_scope": "PER_PERSON",
    },
    "platnost": {
        "validity_text": "2022 – 2026 (5 let)",
        "stated_from_year": "2022",
        "stated_to_year": "2026",
        "stated_years": "5",
        "valid_to": "30. 6. 2026",
        "is_transitional": "on",
    },
    "zamereni": {
        "focus_text": "Úvod",
        **rows(
            "areas",
            {
                "local_label": "Bydlení",
                "tier": "PRIORITY",
                "description": "popis",
                "linkage": "na projekt",
                "note_text": "poznámka",
            },
            {"local_label": "Dluhy", "tier": "OTHER"},
        ),
        **rows("areas-0-goals", GOAL, {"statement": "ověřovat spokojenost", "target_type": "SURVEY"}),
        **rows("areas-1-goals"),
    },
    "partnerstvi": {
        "partnership_text": "Orgán",
        "founder_text": "rada",
        "founded_text": "2016",
        "rules_text": "statut",
        "groups_text": "Může zřídit",
        "members_text": "Zpravidla",
        "competences_text": "Sleduje",
        **rows("groups", {"name": "Bydlení", "status": "OPTIONAL", "is_cross_cutting": "on"}),
        **rows(
            "seats",
            {"text": "Charita", "organisation_type": "NGO", "listed_among": "Neziskové"},
            {"organisation_type": "STATE_POLICE"},
        ),
        **rows("matters", {"matter": "PLAN"}, {"text": "něco vlastního"}),
    },
    "drivejsi-strategie": {
        "is_transition_from_kpsvl": "on",
        **rows(
            "strategies",
            {"title": "SPSZ", "from_year": "2019", "to_year": "2023", "is_revised": "True"},
            {"title": "TAP", "is_revised": "False"},
            {"title": "MPI"},
        ),
    },
    "plan": {
        "plan_character": "Komplexní",
        "plan_main_goal": "Cíl",
        "plan_content": "Obsah",
        "plan_areas": "Oblasti",
        "plan_depth": "Hloubka",
        "plan_target_groups": "Skupina",
        "plan_synergy_text": "Synergie",
        "plan_from_year": "2022",
        "plan_to_year": "2027",
        "plan_is_medium_term": "on",
        "plan_specified_later": "on",
        **rows(
            "strategies",
            {
                "title": "Komunitní plán",
                "owner_level": "ORP",
                "period_text": "2018–2021",
                "from_year": "2018",
                "to_year": "2021",
            },
        ),
    },
    "opatreni": rows("measures", {"text": "Domovník", "funding_source": "OPZ+"}, {"text": "Poradna"}),
    "kontakt-kraje": {"regional_contact_status": "NAMED", "regional_contact_text": "Jan Krajský"},
    "harmonogram": {
        "timeline_text": "KVĚTEN 2022",
        "timeline_from": "1.5.2022",
        "timeline_to": "31. 8. 2026",
    },
}
EMPTY = {
    slug: {
        name: value
        for prefix in {name.removesuffix("-TOTAL_FORMS") for name in filled if name.endswith("-TOTAL_FORMS")}
        if prefix.count("-") == 0
        for name, value in rows(prefix).items()
    }
    for slug, filled in FILLED.items()
}
