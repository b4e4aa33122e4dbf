"""The end of a session: after half an hour without a click, and after twelve hours whatever happens."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.utils import timezone

from partnerships.second_factor import KNOWN_TO_HAVE_ONE

STARTED, SEEN = "started_at", "seen_at"
NOTED_EVERY_SECONDS = 60  # a click in between writes nothing
IDLE_TEXT = (
    "Odhlásili jsme vás, protože jste v aplikaci {minutes} minut nic neudělali. Přihlaste se znovu, "
    "budete pokračovat tam, kde jste skončili."
)
TOO_LONG_TEXT = (
    "Odhlásili jsme vás, protože přihlášení platí nejdéle {hours} hodin. Přihlaste se znovu, "
    "budete pokračovat tam, kde jste skončili."
)


class EndOldSessions:
    """The page asked for then leads to the login, which leads back to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(time.time())
            if farewell := reason_to_end(request.session, now):
                logout(request)
                messages.warning(request, farewell)
            elif now - request.session[SEEN] >= NOTED_EVERY_SECONDS:
                note_activity(request, now)
        return self.get_response(request)


def seconds_left_at_most(session, now: int) -> int:
    """Until the session ends however busy its person is."""
    return session.get(STARTED, 0) + settings.SESSION_COOKIE_AGE - now


def reason_to_end(session, now: int) -> str:
    if seconds_left_at_most(session, now) <= 0:
        return TOO_LONG_TEXT.format(hours=settings.SESSION_COOKIE_AGE // 3600)
    if now - session.get(SEEN, 0) >= settings.SESSION_IDLE_SECONDS:
        return IDLE_TEXT.format(minutes=settings.SESSION_IDLE_SECONDS // 60)
    return ""


def note_activity(request, now: int) -> None:
    request.session[SEEN] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def note_start(sender, request, **kwargs) -> None:
    """Receives user_logged_in."""
    request.session[STARTED] = request.session[SEEN] = int(time.time())


def end_elsewhere(sender, request, user, **kwargs) -> None:
    """Receives the changes of a second factor: whoever is signed in elsewhere may be why it changed."""
    request.session.pop(KNOWN_TO_HAVE_ONE, None)
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
