from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path, re_path

from config import health
from partnerships.views import sign_in
from reporting.board.views import start

for unused in (Group, EmailAddress, UserSession, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(unused)

# Only what the site uses of allauth: an address that does not exist can't be attacked.
account_urls = [
    path("prihlaseni/", sign_in.login, name="account_login"),
    path("odhlaseni/", sign_in.logout, name="account_logout"),
    path("neaktivni/", account.account_inactive, name="account_inactive"),
    path("registrace/", account.signup, name="account_signup"),  # says that accounts are made by the agency
    path("overeni/", account.reauthenticate, name="account_reauthenticate"),
    path("heslo/", sign_in.password_change, name="account_change_password"),
    path("heslo/obnova/", account.password_reset, name="account_reset_password"),
    path("heslo/obnova/odeslano/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "heslo/obnova/hotovo/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(  # allauth puts its own key in this very form: who-key
        r"^heslo/obnova/klic/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("prihlasena-zarizeni/", sign_in.session_list, name="usersessions_list"),
    path("prihlasena-zarizeni/<int:pk>/odhlasit/", sign_in.session_end, name="session_end"),
    path("jsem-tady/", sign_in.still_here, name="still_here"),
    path("druhe-overeni/", mfa.index, name="mfa_index"),
    path("druhe-overeni/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("druhe-overeni/znovu/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("druhe-overeni/zapnout/", sign_in.activate_totp, name="mfa_activate_totp"),
    path("druhe-overeni/vypnout/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("druhe-overeni/zalozni-kody/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "druhe-overeni/zalozni-kody/nove/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
openid_urls = [
    path("prihlaseni/oidc/", sign_in.openid_login, name="openid_login"),
    path("prihlaseni/oidc/zpet/", sign_in.openid_callback, name="openid_callback"),
    path("prihlaseni/oidc/zruseno/", sign_in.openid_cancelled, name="socialaccount_login_cancelled"),
]
if settings.OIDC_SERVER_URL:
    account_urls += openid_urls

urlpatterns = [
    path("", start, name="start"),
    path("ucet/", include(account_urls)),
    path("zdravi/zije", health.alive, name="alive"),
    path("zdravi/pripraven", health.ready, name="ready"),
    path("sprava/opravna/", admin.site.urls),
    path("", include("partnerships.urls")),
    path("", include("agreements.urls")),
    path("", include("planning.urls")),
    path("", include("reporting.urls")),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
