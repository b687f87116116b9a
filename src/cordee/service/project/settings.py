"""Django's settings. What differs between places comes from the environment (`environment.py`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cordee.files.home import home
from cordee.service.people import oidc
from cordee.service.project import environment

SERVICE = Path(__file__).parents[1]

DEBUG = False
DEMO = environment.is_demo()
SECRET_KEY = environment.secret()
ALLOWED_HOSTS = environment.hosts()
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "cordee.service.project.urls"
WSGI_APPLICATION = "cordee.service.project.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "cordee.service.pages",
    "cordee.service.people",
    "cordee.service.record",
    "cordee.service.plans",
    "cordee.service.conversations",
    "cordee.service.rights",
    "cordee.service.support",
    "cordee.service.chain",
    "cordee.service.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cordee.service.project.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cordee.service.project.no_store.NoStore",
    "cordee.service.project.request_time.RequestTime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cordee.service.people.session_watch.SessionWatch",
    "cordee.service.people.language.LanguageOfTheReader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cordee.service.people.second_factor.SecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cordee.service.pages.frame.frame",
            ],
        },
    }
]

FORM_RENDERER = "cordee.service.pages.form_look.FormLook"

# Languages: French first, English equal. Each room holds its own catalogue in `locale/`.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone()

# Sign-in: by e-mail; nobody signs up without an invitation (`people/sign_in.py`).
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes this service write to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none" if DEMO else "mandatory"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "cordee.service.people.sign_in.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "cordee.service.people.sign_in.InvitedOnlySocial"
ACCOUNT_FORMS = {"signup": "cordee.service.people.sign_up.InvitedSignup"}
# Sign-in through a provider attaches to an account by an address the provider has verified, and to no other.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc.providers()}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SECOND_FACTOR_REQUIRED = not DEMO
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cordée"

# Cookies, transport, framing. In a demo the browser speaks plain HTTP to this machine.
# A name that starts with __Host- binds the cookie to this very host, by HTTPS; plain HTTP can't set it.
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = environment.idle_minutes() * 60
# Which browser this is, for the notice of a new one and for text kept while signing in again; opens nothing by itself.
BROWSER_COOKIE_NAME = "browser" if DEMO else "__Host-browser"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cordee.service.pages.errors.forbidden"
SECURE_SSL_REDIRECT = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *oidc.sign_in_origins()],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Files: static ones with a hash in their names; documents outside the web root, never served by path.
STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
# `cordee serve` collects them, with a hash in their names; a demo serves them from where they are.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = home() / "documents"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "cordee.service.record.uploads.UpToTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MAX_UPLOAD_BYTES = 40_000_000

vars().update(environment.mail())

# One cache for all web processes: rate limits are counted together.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cordee_cache"},
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies()

# No name, address or query of a person enters a log: only levels, codes, times and places in the code.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without values": {"()": "cordee.service.project.logs.WithoutValues"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "without values"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handlers would write values, and mail them to administrators.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
