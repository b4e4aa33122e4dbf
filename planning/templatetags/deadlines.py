from django import template
from django.utils import timezone

from planning import sentences
from planning.results import TermResult

register = template.Library()


@register.filter
def remaining(term: TermResult) -> str:
    """What it asks for and what is still left of it today; of a fresh result, never of a frozen one."""
    return sentences.remaining(term, timezone.localdate())
