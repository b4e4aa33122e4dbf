"""From the link in the mail to the first password. Looking at the link uses nothing up: mail scanners look too."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import actions
from partnerships.models import Invitation
from partnerships.views.pages import require_form, secret_page

SESSION_KEY = "invitation"  # holds the link's fingerprint, never its secret
behind_a_secret = secret_page("invitation", "30/m/ip")


@require_safe
@behind_a_secret
def invitation_open(request, token):
    """The secret leaves the address at once; the next page knows it from the session."""
    fingerprint = actions.fingerprint_of(token)
    if not Invitation.objects.opened_by(fingerprint, timezone.now()) or request.user.is_authenticated:
        return render(request, "partnerships/accounts/invitation_closed.html")
    request.session[SESSION_KEY] = fingerprint
    return redirect("partnerships:invitation")


@require_form
@behind_a_secret
def invitation(request):
    now = timezone.now()
    opened = Invitation.objects.opened_by(request.session.get(SESSION_KEY, ""), now)
    if opened is None or request.user.is_authenticated:
        return render(request, "partnerships/accounts/invitation_closed.html")
    account = opened.user
    form = SetPasswordForm(account, request.POST or None)
    if not form.is_valid():
        context = {"account": account, "form": form}
        return render(request, "partnerships/accounts/invitation.html", context)
    try:
        account = actions.accept_invitation(
            opened, by=account, now=now, password=form.cleaned_data["new_password1"]
        )
    except actions.InvitationClosed:
        return render(request, "partnerships/accounts/invitation_closed.html")
    del request.session[SESSION_KEY]
    messages.success(request, "Heslo je nastavené a jste přihlášený/á.")
    return perform_login(request, account, redirect_url=reverse("start"))
