"""When an event starts and ends, as far as one field can't tell it alone."""

from datetime import date

from django import forms

from partnerships.models.events import LONGEST_DAYS
from partnerships.vocabulary import EventState


def check_times(form: forms.Form, data: dict) -> None:
    """Of more days the start is that of the first one and the end that of the last one."""
    starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
    if ends_at and not starts_at and "starts_at" not in form.errors:
        form.add_error("starts_at", "Napište i začátek.")
    elif ends_at and starts_at and ends_at <= starts_at and not data.get("ends_on"):
        form.add_error("ends_at", "Konec musí být po začátku.")


def check_days(form: forms.Form, data: dict, *, today: date) -> None:
    first, last = data.get("starts_on"), data.get("ends_on")
    if first and not 2000 <= first.year <= today.year + 10:
        form.add_error("starts_on", "Zkontrolujte rok.")
    elif first and last and last < first:
        form.add_error("ends_on", "Konec nemůže být dřív než začátek.")
    elif first and last and (last - first).days >= LONGEST_DAYS:
        text = f"Událost může trvat nejvýše {LONGEST_DAYS} dní. U delší nechte pole prázdné, stačí den, kdy začala."
        form.add_error("ends_on", text)
    elif first and data.get("state") == EventState.HELD and (last or first) > today:
        _say_it_is_to_come(form, first, today=today)


def _say_it_is_to_come(form: forms.Form, first: date, *, today: date) -> None:
    if first > today:
        text = "Datum je v budoucnosti. Opravte ho, nebo zvolte, že se událost teprve uskuteční."
        form.add_error("starts_on", text)
    else:
        text = "Událost ještě neskončila. Zvolte, že se teprve uskuteční; účast zapisovat můžete už teď."
        form.add_error("ends_on", text)
