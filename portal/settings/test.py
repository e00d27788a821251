"""For the tests: quick hashing, one plain static storage, everything in memory or in the test's own folder."""

from portal.settings.dev import *
from portal.settings.dev import STORAGES, VAR

SECRET_KEY = "tests-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
SMS_BACKEND = "membership.sms.MemoryBackend"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "renditions")
}
PAGE_CACHE_SECONDS = 0  # its own tests switch it on
MEDIA_ROOT = VAR / "test-media"
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []},
}
WHITENOISE_AUTOREFRESH = True

# Nobody is reached by card but the till that a test starts itself (tests/portal/demo/till/server.py).
STRIPE_API_KEY = "sk_test_till_tests"
STRIPE_WEBHOOK_SECRETS = ["whsec_tests"]
STRIPE_API_BASE = "http://127.0.0.1:9"
TILL_FILE = VAR / "test-till.sqlite3"
TILL_DELIVERS = False
