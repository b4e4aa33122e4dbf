from django.shortcuts import redirect, render

from partnerships import actions
from partnerships.access import can_administer
from partnerships.views.accounts import account_for
from partnerships.views.pages import allowed_if, require_form, told_to


@require_form
@allowed_if(can_administer)
def user_second_factor(request, pk):
    account = account_for(request, pk)
    if request.method == "POST":
        with told_to(
            request, "Druhé ověření je zrušené. Účet si ho při příštím přihlášení může nastavit znovu."
        ):
            actions.remove_second_factor(account, by=request.user)
        return redirect("partnerships:user", account.pk)
    return render(request, "partnerships/accounts/user_second_factor.html", {"account": account})
