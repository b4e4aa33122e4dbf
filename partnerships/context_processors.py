import time

from django.conf import settings

from partnerships.models import TerritorialUnit
from partnerships.session_end import seconds_left_at_most


def current_unit(request):
    """What the header's switcher offers: the units of the person who is signed in, one query."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"my_units": []}
    return {"my_units": TerritorialUnit.objects.visible_to(request.user).for_list()[:20]}


def session_end(request):
    """What the browser needs to say in time that the session is about to end."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    lasts = seconds_left_at_most(request.session, int(time.time()))
    return {"session_idle": settings.SESSION_IDLE_SECONDS, "session_lasts": lasts}
