"""How long the agreement runs, and what keeps that from being known."""

from datetime import date

from agreements.lifecycle import UNDER_WAY
from agreements.models import AgreementVersion
from agreements.validity import promised_window, validity_of
from agreements.warnings.warning import Found
from partnerships.czech import counted, format_date


def of_window(version: AgreementVersion) -> Found:
    """The one reason why the timeline has no days to be counted in; nothing where it has them."""
    validity = validity_of(version)
    if validity.start is None:
        text = (
            "Očekávané plnění nelze spočítat: chybí datum schválení územním celkem, a není proto známo, od kdy "
            "popis platí."
        )
        yield "validity_without_start", "stated_from_year", text
    elif validity.end is None:
        text = (
            "Očekávané plnění nelze spočítat: popis neuvádí počet let ani konečný rok, a není proto známo, do kdy "
            "platí."
        )
        yield "validity_without_end", "stated_years", text
    elif validity.end < validity.start:
        text = (
            f"Očekávané plnění nelze spočítat: platnost končí {format_date(validity.end)}, dřív než začíná "
            f"({format_date(validity.start)})."
        )
        yield "validity_ends_before_start", "valid_to", text
    elif promised_window(version) is None:
        text = (
            "Očekávané plnění nelze spočítat: období harmonogramu leží celé mimo dobu platnosti "
            f"({format_date(validity.start)} – {format_date(validity.end)})."
        )
        yield "timeline_outside_validity", "stated_from_year", text


def of_validity(version: AgreementVersion, today: date) -> Found:
    if not version.validity_text:
        yield "validity_blank", "validity_text", "Není uvedena doba platnosti."
    if version.state in UNDER_WAY and not (
        version.stated_years or version.stated_to_year or version.valid_to
    ):
        text = "Není uvedeno, na kolik let nebo do kterého roku má popis platit."
        yield "validity_without_years", "stated_years", text
    else:
        yield from of_window(version)
    validity = validity_of(version)
    if validity.conflict:
        text = (
            f"Popis uvádí platnost do roku {version.stated_to_year}, ale {counted(version.stated_years, 'rok')} "
            f"od schválení končí {format_date(validity.computed_end)}."
        )
        yield "validity_conflict", "stated_to_year", text
    if version.stated_years and version.stated_from_year and version.stated_to_year:
        difference = version.stated_to_year - version.stated_from_year
        # both ways of counting occur in the documents: inclusive years and years from a date
        if version.stated_years not in {difference, difference + 1}:
            text = (
                f"Roky {version.stated_from_year} až {version.stated_to_year} nedávají "
                f"{counted(version.stated_years, 'rok')}."
            )
            yield "validity_years_contradict", "stated_years", text
