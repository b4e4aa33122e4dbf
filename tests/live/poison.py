"""A report that always kills the process printing it, as one that eats all memory would."""

import os
import signal

from django import template

from partnerships import czech

DEADLY_ADDRESS = "Smrtelná 1"
register = template.Library()


@register.filter
def tie(text):
    if DEADLY_ADDRESS in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return czech.tie(text)
