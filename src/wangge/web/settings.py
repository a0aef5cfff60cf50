"""Django's settings. What an installation may change comes from the environment; docs/settings.md lists it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

BASE = Path(__file__).resolve().parent.parent

WANGGE_HOME = Path(os.environ.get("WANGGE_HOME", ".wangge")).absolute()
WANGGE_JURISDICTION = os.environ.get("WANGGE_JURISDICTION", "411328")
WANGGE_STORAGE = os.environ.get("WANGGE_STORAGE") or str(WANGGE_HOME / "media")
WANGGE_METRICS_PUBLIC = os.environ.get("WANGGE_METRICS_PUBLIC") == "1"
# The oldest generation of the phone app whose queue is still taken; see wangge.web.clients.
WANGGE_CLIENT_MINIMUM = int(os.environ.get("WANGGE_CLIENT_MINIMUM", "1"))
WANGGE_DEMO = os.environ.get("WANGGE_DEMO") == "1"
SECRET_KEY = os.environ.get("WANGGE_SECRET_KEY") or "only-for-building-and-checks"
DEBUG = False
ALLOWED_HOSTS = ["*"] if WANGGE_DEMO else os.environ.get("WANGGE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("WANGGE_ORIGINS", "").split(",") if o]


def database(url: str, **extra: Any) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "wangge.web.postgres",
        "NAME": parts.get("dbname", "wangge"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
        **extra,
    }


_url = os.environ.get("DATABASE_URL", "postgresql://wangge_app@127.0.0.1:1/wangge")
DATABASES: dict[str, dict[str, Any]] = {"default": database(_url)}
if _owner := os.environ.get("WANGGE_OWNER_DATABASE_URL"):
    # `owner` migrates a jurisdiction's schema, `public` what all share (procrastinate); never in the web process.
    DATABASES["owner"] = database(_owner, ATOMIC_REQUESTS=False, TEST={"MIRROR": None})
    DATABASES["public"] = database(_owner, ATOMIC_REQUESTS=False, WANGGE_PUBLIC=True)
DATABASE_ROUTERS = ["wangge.web.routers.SchemaRouter"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "procrastinate.contrib.django",
    "ninja",
    "wangge.basedata.apps.BasedataConfig",
    "wangge.geocoding.apps.GeocodingConfig",
    "wangge.organisation.apps.OrganisationConfig",
    "wangge.rules.apps.RulesConfig",
    "wangge.evidence.apps.EvidenceConfig",
    "wangge.cases.apps.CasesConfig",
    "wangge.collection.apps.CollectionConfig",
    "wangge.command.apps.CommandConfig",
    "wangge.evaluation.apps.EvaluationConfig",
    "wangge.messaging.apps.MessagingConfig",
    "wangge.positioning.apps.PositioningConfig",
    "wangge.demo.apps.DemoConfig",
    "wangge.web.apps.WebConfig",
]

MIDDLEWARE = [
    "wangge.web.health.HealthMiddleware",
    "wangge.web.problems.ProblemMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "wangge.web.clients.ClientMiddleware",
    "wangge.web.middleware.JurisdictionMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "wangge.web.urls"
AUTH_USER_MODEL = "organisation.User"
# The first makes new ones; a password kept by another is kept anew at its owner's next log-in.
PASSWORD_HASHERS = [
    "wangge.organisation.passwords.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [BASE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = WANGGE_HOME / "static"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "wangge.evidence.limits.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
