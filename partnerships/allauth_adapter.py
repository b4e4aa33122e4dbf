from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; a visitor can only sign in."""

    def is_open_for_signup(self, request):
        return False
