"""The small links beside headings and rows that lead to what is said about them."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from agreements.vocabulary import Section

register = template.Library()


@register.inclusion_tag("agreements/_comment_link.html", takes_context=True)
def comment_link(context, section, row=None, swapped=False):
    """Nothing where nothing is open and the reader can't add; nor on paper, which has no discussion."""
    discussion = context.get("discussion")
    if discussion is None:
        return {"url": ""}
    section, key = Section(section), row.key if row else None
    number = discussion.open_at(section, key)
    if not (number or discussion.can_comment or swapped):
        return {"url": ""}
    asked = {"oddil": section.value, **({"radek": key} if key else {})}
    return {
        "url": f"{reverse('agreements:comments_at', args=[context['version'].pk])}?{urlencode(asked)}",
        "id": f"pripominky-{key or section.lower()}",
        "number": number,
        "about": row or section.label,
        "is_small": key is not None,
        "swapped": swapped,
    }
