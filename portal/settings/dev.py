"""The default: a demonstration on this computer, with invented people, on SQLite, without any key."""

from portal.secret import own_secret
from portal.settings.base import *
from portal.settings.base import VAR, env

DEMO = True
DEMO_PUBLIC = env.bool("DEMO_PUBLIC", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or own_secret(VAR / "secret-key")
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
BASE_URL = env("BASE_URL", default=f"http://localhost:{PORT}")
WAGTAILADMIN_BASE_URL = BASE_URL
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEMO_PUBLIC else LOCAL_HOSTS)
STAFF_NEED_SECOND_FACTOR = False
MAILERS = {"default": {"BACKEND": "portal.demo.outbox.EmailBackend"}}
SMS_BACKEND = "portal.demo.outbox.SmsBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
