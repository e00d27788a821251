"""For real people. Refuses to start, with a sentence, when something it needs is missing."""

from django.core.exceptions import ImproperlyConfigured

from portal.logs import logging_with
from portal.settings.backup import *
from portal.settings.base import *
from portal.settings.base import env

REQUIRED = {
    "SECRET_KEY": "a long random text that nobody else knows",
    "ALLOWED_HOSTS": "the names of this website, like www.example.org",
    "BASE_URL": "the address of this website, like https://www.example.org",
    "DATABASE_URL": "where the database is, like postgres://user:password@127.0.0.1/portal",
    "EMAIL_URL": "how e-mail is sent, like smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "the sender of the center's messages",
}
EMAIL_PROVIDER = env("EMAIL_PROVIDER", default="")  # takes the place of EMAIL_URL
needed = {name: meaning for name, meaning in REQUIRED.items() if not (EMAIL_PROVIDER and name == "EMAIL_URL")}
missing = [f"  {name}: {meaning}" for name, meaning in needed.items() if not env(name, default="")]
if missing:
    raise ImproperlyConfigured("Production needs these values in the environment or .env:\n" + "\n".join(missing))
if env("STRIPE_API_BASE", default=""):
    raise ImproperlyConfigured("Cards are Stripe's own business in production: take STRIPE_API_BASE away.")

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
if EMAIL_PROVIDER:
    _letters = {"provider": EMAIL_PROVIDER, "key": env("EMAIL_API_KEY", default="")}
    _letters |= {"api_url": env("EMAIL_API_URL", default=""), "region": env("EMAIL_REGION", default="")}
    MAILERS = {"default": {"BACKEND": "portal.mail.ProviderBackend", "OPTIONS": _letters}}
else:
    _mail = env.email("EMAIL_URL")
    _letters = {"host": _mail["EMAIL_HOST"], "port": _mail["EMAIL_PORT"], "timeout": 15}  # seconds
    _letters |= {"username": _mail["EMAIL_HOST_USER"], "password": _mail["EMAIL_HOST_PASSWORD"]}
    _letters |= {"use_tls": _mail.get("EMAIL_USE_TLS", False), "use_ssl": _mail.get("EMAIL_USE_SSL", False)}
    MAILERS = {"default": {"BACKEND": _mail["EMAIL_BACKEND"], "OPTIONS": _letters}}

TWILIO_ACCOUNT_SID = env("TWILIO_ACCOUNT_SID", default="")
TWILIO_AUTH_TOKEN = env("TWILIO_AUTH_TOKEN", default="")
TWILIO_MESSAGING_SERVICE_SID = env("TWILIO_MESSAGING_SERVICE_SID", default="")
TWILIO_API_BASE = "https://api.twilio.com"
_has_twilio = TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN and TWILIO_MESSAGING_SERVICE_SID
SMS_BACKEND = env("SMS_BACKEND", default="membership.sms.TwilioBackend" if _has_twilio else "")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
LOGGING = logging_with("JsonLines")
