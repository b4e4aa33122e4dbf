"""The small links beside headings and rows that lead to what is said about them."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.text import capfirst

from agreements.vocabulary import Section
from agreements.warnings import section_anchor

register = template.Library()


@register.inclusion_tag("agreements/_comment_link.html", takes_context=True)
def comment_link(context, section, row=None, swapped=False, only_open=False):
    """Nothing where nothing is open and the reader can't add; nor on paper, which has no discussion."""
    discussion = context.get("discussion")
    if discussion is None:
        return {"url": ""}
    section, key = Section(section), row.key if row else None
    number = discussion.open_at(section, key)
    if not (number or swapped or (discussion.can_comment and not only_open)):
        return {"url": ""}
    asked = {"oddil": section.value, **({"radek": key} if key else {})}
    return {
        "url": f"{reverse('agreements:comments_at', args=[context['version'].pk])}?{urlencode(asked)}",
        "id": f"pripominky-{key or section.lower()}",
        "number": number,
        "about": row or _heading(context, section),
        "is_small": key is not None,
        "swapped": swapped,
    }


def _heading(context, section: Section) -> str:
    """Under which the form of this version prints the section."""
    return context["version"].template.headings.get(section) or section.label


@register.inclusion_tag("agreements/_changed_badge.html", takes_context=True)
def changed_badge(context, section, activity=None):
    """Since when it differs from what its reader has checked; nothing where it doesn't."""
    review, section = context.get("review"), Section(section)
    if review is None or not review.is_changed(section, activity and activity.key):
        return {"url": ""}
    url = reverse("agreements:changes_since_review", args=[context["agreement"].pk])
    return {
        "url": f"{url}#{section_anchor(section)}",
        "marked_at": review.marked_at,
        "about": activity or _heading(context, section),
    }


@register.filter
def row_kind(row) -> str:
    """„Krok činnosti“, „Termín“: what kind of row it is."""
    return capfirst(row._meta.verbose_name)
