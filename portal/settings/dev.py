"""The default: a demonstration on this computer, with invented people, on SQLite, without any key."""

from portal.secret import own_secret
from portal.settings.backup import *
from portal.settings.base import *
from portal.settings.base import STRIPE_API_KEY, VAR, env

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

# Cards: the demonstration's own till stands in for Stripe. A test key of Stripe's own takes its place; a key for real
# money never does: who is invented pays nothing.
TILL_FILE = VAR / "till.sqlite3"
TILL_DELIVERS = True
if not STRIPE_API_KEY.startswith(("sk_test_", "rk_test_")):
    STRIPE_API_KEY = f"sk_test_till_{own_secret(VAR / 'till-key')}"
    STRIPE_WEBHOOK_SECRETS = [f"whsec_{own_secret(VAR / 'till-webhook')}"]
    STRIPE_API_BASE = f"{BASE_URL}/demo/till"
    STRIPE_PORTAL_CONFIGURATION = ""
