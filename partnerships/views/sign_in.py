"""Signing in and what belongs to it, where the library's own page is not enough."""

import requests
from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core.ratelimit import consume_or_429
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from partnerships.devices import device_name
from partnerships.openid import PROVIDER_ID, OpenIDClient
from partnerships.second_factor import must_have_second_factor

LIMIT = {"openid": "30/m/ip"}


class LoginView(account.LoginView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if settings.OIDC_SERVER_URL:
            address = reverse("openid_login")
            context["openid_url"] = passthrough_next_redirect_url(self.request, address, REDIRECT_FIELD_NAME)
            context["openid_name"] = settings.OIDC_NAME
        return context


login = login_not_required(LoginView.as_view())
logout = login_not_required(account.LogoutView.as_view())  # also for who gives up between the two factors


def password_change(request):
    if request.user.has_usable_password():
        return account.password_change(request)
    messages.info(request, "Váš účet zatím nemá heslo. Nechte si poslat odkaz, na kterém si ho nastavíte.")
    return redirect("account_reset_password")


class ActivateView(ActivateTOTPView):
    def get_context_data(self, **kwargs):
        required = must_have_second_factor(self.request.user)
        return super().get_context_data(required=required, **kwargs)


activate_totp = ActivateView.as_view()


# --- Sessions ---------------------------------------------------------------------------------------------


class SessionList(ListUserSessionsView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_name(session.user_agent)
        context["sessions"].sort(key=lambda one: (one.is_current(), one.last_seen_at), reverse=True)
        return context


session_list = SessionList.as_view()


@require_safe
@never_cache
@login_not_required
def still_here(request):
    """Who types here and with which token; the middleware has noted the activity, or ended the session, already."""
    user = request.user.pk if request.user.is_authenticated else None
    return JsonResponse({"user": user, "token": get_token(request)})


@require_POST
def session_end(request, pk):
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    end_sessions(request, [session])
    messages.success(request, "Zařízení je odhlášené.")
    return redirect("usersessions_list")


# --- OpenID Connect ---------------------------------------------------------------------------------------


@require_safe
@login_not_required
def openid_login(request):
    """By a link, not a form: `form-action 'self'` holds for where a form's answer leads, too."""
    if too_many := consume_or_429(request, action="openid", config=LIMIT, limit_get=True):
        return too_many
    provider = get_adapter().get_provider(request, PROVIDER_ID)
    try:
        return provider.start(request, get_next_redirect_url(request))
    except (requests.RequestException, KeyError) as problem:
        return render_authentication_error(request, provider, exception=problem)


@require_safe
@login_not_required
def openid_callback(request):
    view = OAuth2CallbackView.adapter_view(OpenIDClient(request, PROVIDER_ID))
    return view(request)


@require_safe
@login_not_required
def openid_cancelled(request):
    return render(request, "socialaccount/login_cancelled.html")
