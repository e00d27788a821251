"""For the bare views: the same database, and nothing else of the portal."""

from bench.settings import ALLOWED_HOSTS, DATABASES, DEFAULT_AUTO_FIELD, LOGGING, SECRET_KEY, USE_TZ  # noqa: F401

INSTALLED_APPS = MIDDLEWARE = []
ROOT_URLCONF = "bench.bare"
