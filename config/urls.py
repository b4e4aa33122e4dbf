from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.usersessions import views as sessions
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path, re_path

from config import health
from reporting.start import start

for unused in (Group, EmailAddress, UserSession):
    admin.site.unregister(unused)

# Only what the site uses of allauth: an address that does not exist can't be attacked.
account_urls = [
    path("prihlaseni/", account.login, name="account_login"),
    path("odhlaseni/", account.logout, name="account_logout"),
    path("neaktivni/", account.account_inactive, name="account_inactive"),
    path("registrace/", account.signup, name="account_signup"),  # says that accounts are made by the agency
    path("heslo/", account.password_change, name="account_change_password"),
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
    path("prihlasena-zarizeni/", sessions.list_usersessions, name="usersessions_list"),
]

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
