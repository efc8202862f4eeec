"""All settings, for every place this runs in; the environment is read here, once.

A server is told DATABASE_URL, SECRET_KEY and ALLOWED_HOSTS, and stops with a sentence
where one is missing. A checkout that is told no DATABASE_URL makes up all three, as
an operator would have given them: its own PostgreSQL, its own key, the loopback hosts.
From there on nothing asks which of the two it is. There is no debug mode.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time
from logging import LogRecord
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from psycopg.conninfo import conninfo_to_dict

from guidance import local_postgres
from guidance.mail_url import mail

# The server's own threads fill the cores. Those that numpy would start for a product of
# a search wait longer for each other than it takes; it asks when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"


def own_environment() -> dict[str, str]:
    """Return what a checkout of one's own needs, made on the first call and kept."""
    try:
        database_url = local_postgres.start()
    except local_postgres.NotStarted as problem:
        raise SystemExit(str(problem)) from problem
    return {
        "DATABASE_URL": database_url,
        "SECRET_KEY": kept_secret(LOCAL / "secret_key"),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECURE_SSL": "off",
        "COUNT_AFTER_DAYS": os.environ.get("COUNT_AFTER_DAYS") or "3",
        "SITE_URL": f"http://localhost:{os.environ.get('PORT') or 8000}",
        # Files, to read what would have been sent; unless somebody wants it sent.
        "EMAIL_URL": os.environ.get("EMAIL_URL") or f"file://{quote(str(LOCAL))}/mail",
    }


def kept_secret(file: Path) -> str:
    """Return the secret in `file`, made up first where there is none."""
    if not file.exists():
        # Written aside and then linked, so that two first starts agree on one secret
        # and neither reads half of it.
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(get_random_secret_key())
        with suppress(FileExistsError):
            file.hardlink_to(new)
        new.unlink()
    return file.read_text()


def told(name: str, example: str) -> str:
    """Return the environment variable `name`, or stop and say what to set."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise SystemExit(f"Set {name}, for example {name}={example}")
    return value


def database(url: str) -> dict[str, Any]:
    """Return `url` in Django's words; whatever libpq understands is understood."""
    parts: dict[str, Any] = conninfo_to_dict(url)
    # One connection for each thread that serves, and one for the thread that watches
    # for a new edition. A short wait: with Postgres gone, a page says so at once.
    # And whoever asks makes it try anew: left to itself it would wait twice as long after
    # each try, and not notice for minutes that Postgres is back.
    pool = {"min_size": 1, "max_size": 4, "timeout": 2, "reconnect_timeout": 2}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {"connect_timeout": 3, **parts, "pool": pool},
        "CONN_HEALTH_CHECKS": True,
    }


def hours(name: str, example: str) -> tuple[time, time] | None:
    """Return the hours in the environment variable `name`, None where there are none.

    What can't be read stops the start: nobody may find out at night.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        begin, end = (time.fromisoformat(each.strip()) for each in value.split("-"))
    except ValueError:
        raise SystemExit(f"Set {name} like {name}={example}, or not at all") from None
    return begin, end


MOST_DAYS = 366


def days(name: str, example: str, *, least: int) -> int:
    """Return the number in the environment variable `name`, 0 where there is none.

    What can't be read, and what is fewer than `least`, stops the start.
    """
    value = os.environ.get(name, "").strip()
    if value in {"", "0"}:
        return 0
    few = [str(each) for each in range(least, MOST_DAYS + 1)]
    if value not in few:
        raise SystemExit(
            f"Set {name} like {name}={example}, {least} at least, or not at all"
        )
    return int(value)


if not os.environ.get("DATABASE_URL"):
    # Into the environment, so that the workers of the server inherit it.
    os.environ.update(own_environment())

# Where this runs

DATABASE_URL = told("DATABASE_URL", "postgresql://user:password@host/guidance")
DATABASES = {"default": database(DATABASE_URL)}
# Demo accounts are made on a database of one's own and nowhere else.
DATABASE_IS_LOCAL = local_postgres.address() == DATABASE_URL
SECRET_KEY = told("SECRET_KEY", "fifty-random-characters-kept-for-as-long-as-it-runs")
ALLOWED_HOSTS = (
    told("ALLOWED_HOSTS", "guidance.example.org").replace(" ", "").split(",")
)
# The health check asks from the machine itself, by this name.
ALLOWED_HOSTS.append("localhost")
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or LOCAL / "static")
# Only for a trial over plain HTTP; a proxy that ends TLS is told apart by its header.
SECURE_SSL = os.environ.get("SECURE_SSL", "on") != "off"

# Links in mails begin with this.
SITE_URL = (
    os.environ.get("SITE_URL", "").strip().rstrip("/")
    or f"{'https' if SECURE_SSL else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}"
)
globals().update(mail(os.environ.get("EMAIL_URL", "").strip()))
DEFAULT_FROM_EMAIL = (
    os.environ.get("EMAIL_FROM", "").strip()
    or f"guidance@{urlsplit(SITE_URL).hostname}"
)
# Whoever approves something waits for the mail server this long and no longer.
EMAIL_TIMEOUT = 5

# The embedding model: 22 MB on disk, about 170 MB in each process. Without it the search
# goes by words alone.
SEARCH_BY_MEANING = os.environ.get("SEARCH_BY_MEANING", "on") != "off"

# On how many different days a question that finds nothing must be asked before its words
# are kept for the trainers; 0 counts nothing at all. A department says how many, for how
# many it takes depends on how many officers there are to be told apart.
COUNT_AFTER_DAYS = days("COUNT_AFTER_DAYS", "3", least=2)
# Counts older than this are deleted.
COUNT_FOR_DAYS = days("COUNT_FOR_DAYS", "90", least=7) or 90

# What it is made of

INSTALLED_APPS = [
    "guidance.accounts",
    "guidance.web",
    "guidance.editions",
    "guidance.demand",
    "guidance.authoring",
    "guidance.review",
    "guidance.search",
    "guidance.reader",
    "guidance.authoring.apps.DeskConfig",  # django.contrib.admin as the desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "django_htmx",
    "template_partials",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "guidance.web.headers.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view is closed until it says who may open it.
    "guidance.web.access.ClosedUnlessOpened",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "guidance.urls"
WSGI_APPLICATION = "guidance.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,  # template_partials wraps this in its own, cached loader
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = "/static/"
# Nobody else's page has a use for our files, and the header would cost on each.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en-us"
USE_I18N = False

# Who is who

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}Validator",
        "OPTIONS": options,
    }
    for name, options in {
        "UserAttributeSimilarity": {},
        "MinimumLength": {"min_length": 12},
        "CommonPassword": {},
        "NumericPassword": {},
    }.items()
]
# A terminal in a precinct is shared: signing in lasts a shift at most.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Hours, by the department's clock, in which one supervisor may pull an answer alone.
# Without them it always takes two.
RECALL_ALONE = hours("RECALL_ALONE", "22:00-06:00")

# What keeps it safe

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "guidance.reader.errors.form_too_old"
SECURE_SSL_REDIRECT = SECURE_SSL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SSL else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE_SSL else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL
# Whether browsers are to have the domain built in is the department's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# A long wizard is one form in the admin, with a few thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# What it says of itself: mistakes of the program, to stderr. No requests, no addresses,
# no queries: what an officer looked up is nobody's business.


def without_address(record: LogRecord) -> bool:
    """Take the address out of what Django says of a request that failed."""
    if record.name.startswith("django.") and hasattr(record, "request"):
        record.msg, record.args = "%s", (record.getMessage().split(":")[0],)
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "no_addresses": {
            "()": "django.utils.log.CallbackFilter",
            "callback": without_address,
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_addresses"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A page that isn't there, a host we don't serve: no mistake of the program.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
