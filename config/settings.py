"""The one settings module. Every value comes from the environment; ENV_FILE may name a file with more."""

import logging
from pathlib import Path
from sysconfig import get_path
from urllib.parse import urlsplit

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if env_file := env.str("ENV_FILE", ""):
    env.read_env(BASE_DIR / env_file)

# --- Safety -----------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
DEMO_SECRET_KEYS = {"", "demo", "changeme", "secret"}
SECRET_KEY = env.str("SECRET_KEY", "")
if not DEBUG and (SECRET_KEY in DEMO_SECRET_KEYS or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing, too short or a demo value. Set a random one of at least 50 characters "
        "(DEBUG=1 starts without it, on your own machine only)."
    )
SECRET_KEY = SECRET_KEY or "only-for-debug-on-your-own-machine-" + "0" * 20
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- Application ------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "partnerships",
    "agreements",
    "planning",
    "reporting",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "allauth.socialaccount",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "config.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "partnerships.middleware.no_store",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "partnerships.session_end.EndOldSessions",
    "partnerships.second_factor.RequireSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerships.context_processors.current_unit",
                "partnerships.context_processors.session_end",
                "config.errors.request_id",
            ],
            "builtins": ["partnerships.templatetags.czech"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Data -------------------------------------------------------------------------------------------------
# Each thread keeps its connection (a new one for every request is four times slower on an authenticated view) and
# sees whether it still lives before it uses it, so nobody notices a restart. psycopg's pool gave the first
# visitors after one its dead connections for five seconds and then an error.
DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default="postgres:///popis"),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / ".local" / "media")))
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# An activity with the most rows its form takes (300) sends some 7 000 fields; Django's thousand is 40 terms.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_BYTES", 20 * 1024 * 1024)
# Rate limits of the login live here, so a lost Redis neither opens nor closes the door.
# Django keeps 300 rows unless told: whoever fills them pushes the counts of others, and his own, out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
# Written by triggers, so bulk updates and plain SQL leave their row too.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history", related_query_name="history")
PGHISTORY_APPEND_ONLY = True

# --- Background work --------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = (
    f"redis+socket://{urlsplit(REDIS_URL).path}" if REDIS_URL.startswith("unix:") else REDIS_URL
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the sweep re-queues by the job row, with an attempt counter
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
# Printing takes seconds and memory; mails don't wait behind it.
CELERY_TASK_ROUTES = {
    "reporting.tasks.print_report": {"queue": "reports"},
    "agreements.tasks.print_version": {"queue": "reports"},
    "planning.tasks.print_meeting": {"queue": "reports"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 20
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60  # SIGQUIT lets a report end too, SIGTERM waits for it anyway
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker never gives a lost broker up
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_keepalive": True,
    # A dead or frozen broker must not hold the request: one try of a second, and the clock queues again what
    # was not queued. A worker's long wait for a message is not a read of the socket, so this doesn't end it.
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ACCEPT_CONTENT = ["json"]
# Every interval of the job bookkeeping, in seconds; the fault tests divide them all alike.
JOB_HEARTBEAT_SECONDS = env.float("JOB_HEARTBEAT_SECONDS", 10)
JOB_STALE_SECONDS = env.float("JOB_STALE_SECONDS", 60)
JOB_REQUEUE_SECONDS = env.float("JOB_REQUEUE_SECONDS", 30)
JOB_MAX_ATTEMPTS = 3
CLOCK_TICK_SECONDS = env.float("CLOCK_TICK_SECONDS", 15)
EXPIRY_CHECK_SECONDS = env.float(
    "EXPIRY_CHECK_SECONDS", 3600
)  # an agreement ends by the day, not by the second
REMINDERS_HOUR = env.int("REMINDERS_HOUR", 7)  # of each working day, from which people are reminded by mail
REMINDERS_CHECK_SECONDS = env.float("REMINDERS_CHECK_SECONDS", 60)

# --- People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = ["partnerships.authentication.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "partnerships.validators.PasswordLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "partnerships.allauth_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the administrator, never by the visitor
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever did not change the password or the second factor learns of it
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
PASSWORD_RESET_TIMEOUT = 60 * 60
# The address in mails. Taken from the request only on one's own machine, where ports change.
SITE_URL = env.str("SITE_URL", "").rstrip("/")
if not SITE_URL and not DEBUG and ALLOWED_HOSTS and ALLOWED_HOSTS[0][0] not in "*.":
    SITE_URL = f"https://{ALLOWED_HOSTS[0]}"

# The second factor: a code from an application in the phone, and recovery codes.
MFA_ADAPTER = "partnerships.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "partnerships.forms.second_factor.AuthenticateForm",
    "reauthenticate": "partnerships.forms.second_factor.ReauthenticateForm",
    "activate_totp": "partnerships.forms.second_factor.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Popis spolupráce"
MFA_TOTP_TOLERANCE = 1  # whoever starts typing in the code's last second still gets in
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address is the invited one, there is no other to verify
SITE_ADMIN_SECOND_FACTOR_REQUIRED = env.bool("SITE_ADMIN_SECOND_FACTOR_REQUIRED", not DEBUG)
AGENCY_SECOND_FACTOR_REQUIRED = env.bool("AGENCY_SECOND_FACTOR_REQUIRED", False)

# OpenID Connect: off, and without an address, unless a provider is named.
SOCIALACCOUNT_ADAPTER = "partnerships.openid.Adapter"
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.str("OIDC_NAME", "účet organizace")

# Sessions end after this time without a click, and after SESSION_COOKIE_AGE whatever happens.
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 30 * 60)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_NAME = "sessionid" if DEBUG else "__Host-sessionid"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
CSRF_COOKIE_NAME = "csrftoken" if DEBUG else "__Host-csrftoken"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Mail: a row first, sent by the worker ----------------------------------------------------------------
EMAIL_BACKEND = "partnerships.mail.NotificationBackend"
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "popis-spoluprace@localhost")

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "cs"
LANGUAGES = [("cs", "Čeština")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Prague"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_THOUSAND_SEPARATOR = False

# --- Static files: our own folder, Bootstrap's wheel and the print fonts' wheel ---------------------------
SITE_PACKAGES = Path(get_path("purelib"))
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / ".local" / "static")))
FONTS_DIR = SITE_PACKAGES / "font_source_sans_pro" / "files"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", SITE_PACKAGES / "bootstrap"),
    ("fonts", FONTS_DIR),
]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site has business with our scripts and pictures
STORAGES = {
    "default": {"BACKEND": "partnerships.storage.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "partnerships.storage.HashedFiles"
    },
}

# --- Headers ----------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's icons are data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^zdravi/"]  # asked inside the machine, past the proxy
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if env.bool("BEHIND_TLS_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs -------------------------------------------------------------------------------------------------
LOGGING = logging_config(as_json=env.bool("LOG_JSON", not DEBUG), level=env.str("LOG_LEVEL", "INFO"))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # the proxy's log has the addresses
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
