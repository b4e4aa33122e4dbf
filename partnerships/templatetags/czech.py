"""Filters of every template (a builtin): the forms of values are in partnerships/czech.py."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from partnerships import czech, unit_words

register = template.Library()
register.filter("tie", czech.tie)


def unless_empty(function):
    """An unknown value shows as nothing; the template says what its absence means."""
    return lambda value: "" if value is None or value == "" else function(value)


register.filter("date_cz", unless_empty(czech.format_date))
register.filter("date_words", unless_empty(czech.format_date_in_words))
register.filter("number_cz", unless_empty(czech.format_number))
register.filter("percent_cz", unless_empty(czech.format_percent))
register.filter("of_total", unless_empty(czech.of_total))


@register.filter
def days_until(first, last):
    """`{{ meeting.on|days_until:meeting.until }}` → 12.–13. 5. 2025; without a last day the first one alone"""
    return czech.format_days(first, last)


@register.filter
def whole_codes(text):
    """Registration numbers of projects are not divided at their dots and slashes (print only)."""
    whole = re.sub(r"\bCZ\.\d[\w./]*\w", r'<span class="whole">\g<0></span>', conditional_escape(text))
    return mark_safe(whole)  # noqa: S308 the text is escaped, the codes are letters, digits, dots and slashes


@register.filter
def counted(number, noun):
    """`{{ 4|counted:"hodina" }}` → 4 hodiny; the noun must stand in czech.NOUNS."""
    return czech.counted(number, noun)


@register.filter
def kind_for(kind, unit):
    """`{{ event.kind|kind_for:unit }}` → zasedání zastupitelstva, of a union zasedání valné hromady"""
    return unit_words.kind_label(kind, unit.body)


@register.filter
def organisation_for(organisation_type, unit):
    """`{{ organisation.organisation_type|organisation_for:unit }}` → magistrát, in an Obec obecní úřad"""
    return unit_words.organisation_label(organisation_type, [unit.words] if unit else [])
