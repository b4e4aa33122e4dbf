"""The site admin's pages of accounts. Content of the units is not among what they show."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships import actions
from partnerships.access import can_administer
from partnerships.forms import AccessForm, AccountFilter, AccountForm
from partnerships.handover import HANDED_ROLES
from partnerships.models import Handover, Invitation, Membership, Notification, TerritorialUnit, User
from partnerships.second_factor import has_second_factor
from partnerships.views.pages import (
    PAGE_SIZE,
    allowed_if,
    invitation_links,
    require_form,
    shown_in,
    told_to,
)
from partnerships.vocabulary import AccountState

INVITABLE = {AccountState.INVITED, AccountState.INVITATION_EXPIRED, AccountState.NOT_INVITED}


@require_safe
@allowed_if(can_administer)
def administration(request):
    accounts = User.objects.administered_by(request.user).with_state(timezone.now())
    units = TerritorialUnit.objects.administered_by(request.user)
    context = {
        "active_count": accounts.filter(state=AccountState.ACTIVE).count(),
        "waiting_count": accounts.filter(state__in=INVITABLE).count(),
        "unit_count": units.count(),
        "without_consultant_count": units.without_consultant().count(),
        "unsent_count": Notification.objects.administered_by(request.user).filter(sent_at=None).count(),
    }
    return render(request, "partnerships/accounts/administration.html", context)


@require_safe
@allowed_if(can_administer)
def user_list(request):
    accounts = User.objects.administered_by(request.user).for_list(timezone.now())
    found = AccountFilter(request.GET, accounts)
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/accounts/user_list.html", {"page": page, "filter": found})


def account_for(request, pk) -> User:
    accounts = User.objects.administered_by(request.user).for_list(timezone.now())
    return get_object_or_404(accounts, pk=pk)


@require_safe
@allowed_if(can_administer)
def user(request, pk):
    account = account_for(request, pk)
    memberships = Membership.objects.administered_by(request.user).filter(user=account).for_list()
    handovers = Handover.objects.administered_by(request.user)
    context = {
        "account": account,
        "memberships": memberships.active(),
        "former": memberships.exclude(ended_at=None).select_related("ended_by"),
        "handed_roles": HANDED_ROLES,
        "handovers": handovers.concerning(account).select_related("unit"),
        "invitation": Invitation.objects.administered_by(request.user).open().filter(user=account).first(),
        "can_be_invited": account.state in INVITABLE,
        "is_self": account == request.user,
        "has_second_factor": has_second_factor(account),
    }
    return render(request, "partnerships/accounts/user.html", context)


@require_form
@allowed_if(can_administer)
def user_add(request):
    form = AccountForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            account = actions.create_account(by=request.user, **form.cleaned_data)
            messages.success(request, "Účet je založený. Přidělte mu přístup a pošlete pozvánku.")
            return redirect("partnerships:user", account.pk)
    return render(request, "partnerships/accounts/user_add.html", {"form": form})


@require_form
@allowed_if(can_administer)
def user_edit(request, pk):
    account = account_for(request, pk)
    shown_name = account.name  # the form writes what was typed into its instance
    form = AccountForm(request.POST or None, instance=account)
    if form.is_valid():
        with shown_in(form):
            actions.edit_account(account, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Účet je upravený.")
            return redirect("partnerships:user", account.pk)
    context = {"account": account, "shown_name": shown_name, "form": form}
    return render(request, "partnerships/accounts/user_edit.html", context)


@require_form
@allowed_if(can_administer)
def user_deactivate(request, pk):
    account = account_for(request, pk)
    if request.method == "POST":
        with told_to(request, "Účet je deaktivovaný. Kdo je jím přihlášený, při dalším kliknutí skončí."):
            actions.deactivate(account, by=request.user, now=timezone.now())
        return redirect("partnerships:user", account.pk)
    return render(request, "partnerships/accounts/user_deactivate.html", {"account": account})


@require_form
@allowed_if(can_administer)
def user_reactivate(request, pk):
    account = account_for(request, pk)
    if request.method == "POST":
        with told_to(request, "Účet je znovu aktivní."):
            actions.reactivate(account, by=request.user)
        return redirect("partnerships:user", account.pk)
    return render(request, "partnerships/accounts/user_reactivate.html", {"account": account})


# --- Access to units --------------------------------------------------------------------------------------


@require_form
@allowed_if(can_administer)
def access_add(request, pk):
    account = account_for(request, pk)
    units = TerritorialUnit.objects.administered_by(request.user)
    form = AccessForm(request.POST or None, units=units, initial={"unit": request.GET.get("celek")})
    if form.is_valid():
        with shown_in(form):
            actions.give_access(account, by=request.user, **form.cleaned_data)
            messages.success(request, "Přístup je přidělený.")
            return redirect("partnerships:user", account.pk)
    context = {"account": account, "form": form}
    return render(request, "partnerships/accounts/access_add.html", context)


@require_form
@allowed_if(can_administer)
def access_end(request, pk):
    memberships = Membership.objects.administered_by(request.user).for_list()
    membership = get_object_or_404(memberships, pk=pk)
    if request.method == "POST":
        with told_to(request, "Přístup je ukončený."):
            actions.end_access(membership, by=request.user, now=timezone.now())
        return redirect("partnerships:user", membership.user_id)
    return render(request, "partnerships/accounts/access_end.html", {"membership": membership})


# --- Invitations ------------------------------------------------------------------------------------------


@require_POST
@allowed_if(can_administer)
def invitation_send(request, pk):
    account = account_for(request, pk)
    sent = f"Pozvánka odchází na {account.email}. Platí sedm dní; odkaz z dřívější pozvánky už neplatí."
    with told_to(request, sent):
        actions.invite(account, by=request.user, now=timezone.now(), link_for=invitation_links(request))
    return redirect("partnerships:user", account.pk)


@require_POST
@allowed_if(can_administer)
def invitation_withdraw(request, pk):
    invitations = Invitation.objects.administered_by(request.user).select_related("user")
    invitation = get_object_or_404(invitations, pk=pk)
    with told_to(request, "Pozvánka je stažená, odkaz z ní už neplatí."):
        actions.withdraw_invitation(invitation, by=request.user, now=timezone.now())
    return redirect("partnerships:user", invitation.user_id)
