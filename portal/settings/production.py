"""For real people. Refuses to start, with a sentence, when something it needs is missing."""

from django.core.exceptions import ImproperlyConfigured

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
missing = [f"  {name}: {meaning}" for name, meaning in REQUIRED.items() if not env(name, default="")]
if missing:
    raise ImproperlyConfigured("Production needs these values in the environment or .env:\n" + "\n".join(missing))
if env("STRIPE_API_BASE", default=""):
    raise ImproperlyConfigured("Cards are Stripe's own business in production: take STRIPE_API_BASE away.")

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
_mail = env.email("EMAIL_URL")
MAILERS = {
    "default": {
        "BACKEND": _mail["EMAIL_BACKEND"],
        "OPTIONS": {
            "host": _mail["EMAIL_HOST"],
            "port": _mail["EMAIL_PORT"],
            "username": _mail["EMAIL_HOST_USER"],
            "password": _mail["EMAIL_HOST_PASSWORD"],
            "use_tls": _mail.get("EMAIL_USE_TLS", False),
            "use_ssl": _mail.get("EMAIL_USE_SSL", False),
        },
    }
}
SMS_BACKEND = env("SMS_BACKEND", default="")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
