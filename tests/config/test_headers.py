"""Headers, cookies, redirects and odd requests as production answers them (T-24, T-25, T-29, T-30)."""

import json
import os
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.config.test_settings import GOOD_KEY, start
from tests.factories import PASSWORD, UserFactory
from tests.partnerships.sign_in import sign_in

pytestmark = pytest.mark.django_db
EXAMPLES = 2000 if os.environ.get("HARD") else 100
HOST = "popis.example"
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
OF_PRODUCTION = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_REDIRECT_EXEMPT",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "SITE_ADMIN_SECOND_FACTOR_REQUIRED",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "DEBUG",
]
SHOW_THEM = (
    "import json; from django.conf import settings as s; "
    f"print(json.dumps({{name: getattr(s, name) for name in {OF_PRODUCTION}}}))"
)


@pytest.fixture(scope="session")
def production_settings() -> dict:
    """What the settings are in a process without DEBUG."""
    started = start(SHOW_THEM, SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS=HOST)
    return json.loads(started.stdout)


@pytest.fixture
def production(production_settings, settings):
    for name, value in production_settings.items():
        setattr(settings, name, value)
    return settings


@pytest.fixture
def visitor(production):
    return Client(SERVER_NAME=HOST, raise_request_exception=False)


def get(visitor, path, **extra):
    return visitor.get(path, secure=True, **extra)


def policy_of(response) -> set[str]:
    return {one.strip() for one in response["Content-Security-Policy"].split(";")}


# --- Every answer -----------------------------------------------------------------------------------------

PATHS = {
    "/": 302,
    "/ucet/prihlaseni/": 200,
    "/ucet/heslo/obnova/": 200,
    "/zdravi/zije": 200,
    "/sprava/opravna/": 302,
    "/neni/": 404,
    "/static/neni.css": 404,
    "/static/css/app.css": 200,
    "/rozbite/": 500,
}


@pytest.fixture
def with_a_broken_page(settings):
    settings.ROOT_URLCONF = "tests.config.broken_urls"
    settings.WHITENOISE_USE_FINDERS = True  # no folder of collected files here


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers(visitor, with_a_broken_page, path):
    answer = get(visitor, path)

    answer.close()
    assert answer.status_code == PATHS[path]
    assert_headers(answer)


def assert_headers(answer):
    assert policy_of(answer) == POLICY
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert not any(name.startswith("Access-Control-") for name in answer.headers)
    assert {"Server", "X-Powered-By"} & set(answer.headers) == set()


def test_forbidden_and_administration_have_the_headers_too(visitor):
    visitor.force_login(UserFactory(), backend="partnerships.authentication.Backend")

    for path, status in {"/sprava/": 403, "/sprava/opravna/login/": 403}.items():
        answer = get(visitor, path)
        assert answer.status_code == status
        assert_headers(answer)


def test_refused_form_has_the_headers(production):
    answer = Client(SERVER_NAME=HOST, enforce_csrf_checks=True).post(reverse("account_login"), secure=True)

    assert answer.status_code == 403
    assert_headers(answer)


def test_plain_http_leads_to_https_on_the_same_host(visitor):
    answer = visitor.get("/ucet/prihlaseni/?next=/celky/")

    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/ucet/prihlaseni/?next=/celky/")


# --- Cookies ----------------------------------------------------------------------------------------------


def test_cookies_are_bound_to_this_host_and_unreadable_elsewhere(visitor):
    user = UserFactory()
    get(visitor, reverse("account_login"))
    sign_in(visitor, user, secure=True)
    visitor.post(reverse("account_logout"), secure=True)
    sign_in(visitor, user, secure=True)

    assert {"__Host-sessionid", "__Host-csrftoken"} <= set(visitor.cookies)
    assert {"sessionid", "csrftoken"} & set(visitor.cookies) == set()
    for name, cookie in visitor.cookies.items():
        if not cookie.value:
            continue  # this one was taken back
        assert cookie["secure"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
        assert cookie["httponly"] or name == "__Host-csrftoken", name


def test_site_admin_must_have_a_second_factor_in_production(visitor):
    sign_in(visitor, UserFactory(is_site_admin=True), secure=True)

    assert get(visitor, reverse("admin:index"))["Location"] == reverse("mfa_activate_totp")


def test_turned_off_second_factor_of_the_site_admin_is_warned_of():
    def warnings(**environment):
        show = (
            "import django; django.setup(); from django.core.checks import run_checks\n"
            "print([one.id for one in run_checks(include_deployment_checks=True)])"
        )
        return start(show, SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS=HOST, **environment).stdout.strip()

    assert warnings() == "[]"
    assert warnings(SITE_ADMIN_SECOND_FACTOR_REQUIRED="0") == "['partnerships.W001']"


# --- Open redirects ---------------------------------------------------------------------------------------

TRICKS = st.sampled_from(
    [
        "//zly.example",
        "///zly.example",
        r"/\zly.example",
        r"\\zly.example",
        "https:zly.example",
        "https:/zly.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "/%0d%0aLocation:%20https://zly.example",
        "\r\nLocation: https://zly.example",
        "\t//zly.example",
        "/\t/zly.example",
        "https://popis.example@zly.example/",
        "https://popis.example.zly.example/",
        "https://zly.example#popis.example",
        "//zly.example/%2f..",
        "/.//zly.example",
        "https://[::1]zly",
        "https://zly。example",
    ]
)
PIECES = st.sampled_from(
    [
        "/",
        "\\",
        ":",
        "@",
        "%2f",
        "%5c",
        "zly.example",
        "popis.example",
        "https",
        "javascript",
        ".",
        "\t",
        "\n",
        "?",
        "#",
    ]
)
STARTS = st.sampled_from(["//", "/\\", "http://", "ftp://"])
TARGETS = st.one_of(
    TRICKS,
    st.lists(PIECES, min_size=1, max_size=8).map("".join),
    st.tuples(STARTS, st.text(max_size=20)).map("".join),
)


def stays(location: str) -> bool:
    """As browsers read it: they take \\ for / and leave out tabs and newlines."""
    location = "".join(one for one in location if one not in "\t\r\n").replace("\\", "/").strip()
    place = urlsplit(location)
    return not location.startswith("//") and place.scheme in {"", "https"} and place.netloc in {"", HOST}


def test_no_target_leads_off_the_site(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    user = UserFactory()

    @hypothesis_settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(target=TARGETS)
    def try_out(target):
        visitor.cookies.clear()
        form = {"login": user.email, "password": PASSWORD, "next": target}
        answer = visitor.post(reverse("account_login"), form, secure=True)
        assert answer.status_code == 302
        assert stays(answer["Location"])
        for page in ("account_login", "account_reauthenticate"):
            again = get(visitor, reverse(page), data={"next": target})
            assert again.status_code in {200, 302}
            assert stays(again.get("Location", "/"))
        answer = visitor.post(reverse("account_logout"), {"next": target}, secure=True)
        assert stays(answer["Location"])

    try_out()


# --- Odd requests -----------------------------------------------------------------------------------------

ODD = [
    "//",
    "//zly.example/",
    "//ucet//prihlaseni/",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/%2e%2e/%2e%2e/config/settings.py",
    "/static/..%2f..%2fconfig/settings.py",
    "/ucet/prihlaseni/.",
    "/ucet/prihlaseni./",
    "/ucet;a=b/prihlaseni/",
    "/%00",
    "/%ff%fe",
    "/celky/99999999999999999999/",
    "/celky/-1/",
    "/?" + "a" * 7000,
    "/celky/?page=%00&q=%00",
]


@pytest.mark.parametrize("path", ODD)
def test_odd_address_is_no_error_and_leads_nowhere(visitor, path):
    visitor.force_login(UserFactory(), backend="partnerships.authentication.Backend")

    answer = visitor.generic("GET", path, secure=True)

    assert answer.status_code in {200, 301, 302, 400, 404}
    assert stays(answer.get("Location", "/"))
    assert b"SECRET_KEY" not in answer.getvalue()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "NECO"])
def test_other_methods_change_nothing(visitor, method):
    answer = visitor.generic(method, reverse("account_login"), secure=True)

    assert answer.status_code in {200, 403, 405}


@pytest.mark.parametrize(
    "name", ["HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD"]
)
def test_method_is_not_overridden_by_a_header(visitor, name):
    visitor.force_login(UserFactory(), backend="partnerships.authentication.Backend")

    answer = get(visitor, reverse("account_logout"), **{name: "POST"})

    assert answer.status_code == 200
    assert "_auth_user_id" in visitor.session


@pytest.mark.parametrize("name", ["HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL"])
def test_address_is_not_rewritten_by_a_header(visitor, name):
    assert get(visitor, reverse("alive"), **{name: "/sprava/opravna/"}).json() == {"proces": "ok"}


def test_header_of_eight_kilobytes_is_no_error(visitor):
    for name in (
        "HTTP_COOKIE",
        "HTTP_USER_AGENT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_REFERER",
        "HTTP_X_FORWARDED_FOR",
    ):
        answer = sign_in(visitor, UserFactory(), secure=True, **{name: "a" * 8192})
        assert answer.status_code in {200, 302, 403}, name
