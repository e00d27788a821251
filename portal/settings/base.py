"""What every environment shares. Values come from the environment (.env.example names them) and the center's pack."""

from pathlib import Path

import environ
from django.utils.csp import CSP

from portal.caches import shared_caches
from portal.center import load_center
from portal.logs import logging_with

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(ROOT / ".env")

VAR = Path(
    env("VAR", default=str(ROOT / "var"))
)  # everything that the portal writes: database, media, static files, cache
CENTER = load_center(env("CENTER", default="connecticut"))
DEMO = False
DEMO_PUBLIC = False
DEBUG = False
BASE_URL = env("BASE_URL", default="http://localhost:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "portal",
    "home",
    "membership.apps.MembershipConfig",
    "campaigns",
    "resources",
    "wagtail_localize",
    "wagtail_localize.locales",  # instead of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "membership.apps.StaffUsersConfig",  # instead of wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # search there; does nothing on SQLite
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for our own drawing of fields
]

MIDDLEWARE = [
    "portal.page_cache.PageCacheMiddleware",  # outermost: what it answers passes nothing else
    "portal.middleware.RequestMiddleware",  # before all: what they write down carries its number
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.middleware.PolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageMiddleware",  # after sessions, before Common: its answers are in a language too
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.middleware.EditorGateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.center",
            ],
        },
    }
]
FORM_RENDERER = "portal.forms.FormRenderer"

# Data ---------------------------------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; "
    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'portal.sqlite3'}")}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = shared_caches(env("REDIS_URL", default=""), VAR / "cache")
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=45)  # with what comes on top, no page is a minute old
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {
    # Wagtail's own indexing must be done when a page is saved; our jobs wait for the worker.
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "portal" / "static", ("center", CENTER.root / "static")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.OneStylesheetStorage"},
}
MEDIA_BUCKET = env("MEDIA_BUCKET", default="")  # of an S3-compatible store, in place of MEDIA_ROOT
if MEDIA_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "portal.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": env("MEDIA_ENDPOINT", default="") or None,
            "region_name": env("MEDIA_REGION", default="us-east-1"),
            "access_key": env("MEDIA_ACCESS_KEY", default=""),
            "secret_key": env("MEDIA_SECRET_KEY", default=""),
        },
    }
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page with a long story has many fields
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Languages ----------------------------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = list(CENTER.languages.items())
LANGUAGE_CODE = CENTER.default_language
TIME_ZONE = CENTER.time_zone
LOCALE_PATHS = [ROOT / "portal" / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# Wagtail ------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = CENTER.name
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if not IS_SQLITE:
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "portal"
WAGTAILIMAGES_IMAGE_MODEL = "home.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.image_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]  # no SVG: it can carry scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "home.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "csv", "xlsx", "mp3", "m4a", "ogg"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {"pdf": "application/pdf"}
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILEMBEDS_FINDERS = []  # nothing of a third party is embedded
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = False

# Who may come in (docs/architecture.md, "Accounts") -----------------------------------------------------------------
AUTH_USER_MODEL = "membership.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
STAFF_NEED_SECOND_FACTOR = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "membership.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "membership.adapter.display"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone"]  # sign-up is closed; without "phone" its change has no address
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code at log-in confirms the contact
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # an unconfirmed phone must not stop who logs in by e-mail
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600  # seconds: text messages are slow
ACCOUNT_PREVENT_ENUMERATION = ACCOUNT_REAUTHENTICATION_REQUIRED = ACCOUNT_EMAIL_NOTIFICATIONS = True
SESSION_COOKIE_AGE = 30 * 60  # of whoever is not logged in yet, with the contact they typed; a log-in sets its own
ACCOUNT_SESSION_REMEMBER = True  # no checkbox: "Is this your own phone?" decides (membership/sessions.py)
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "membership.forms.LoginForm",
    "request_login_code": "membership.forms.SafeRequestLoginCodeForm",
    "confirm_login_code": "membership.forms.ConfirmLoginCodeForm",
    "change_phone": "membership.forms.ChangePhoneForm",
    "verify_phone": "membership.forms.VerifyPhoneForm",
    "reauthenticate": "membership.forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {
    "login_code_attempt": "12/h/key,60/h/ip",
    "request_login_code": "3/m/key,12/h/key,20/m/ip",
    "change_phone": "5/m/user",
    "text_message": "10/d/key,60/d/ip",
    "card_payment": "10/h/ip",
    "all_text_messages": f"{env.int('TEXT_MESSAGES_PER_DAY', default=500)}/d/key",  # what a stranger can cost us
}
MFA_ADAPTER = "membership.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = CENTER.short_name
MFA_TOTP_TOLERANCE = 1  # the clocks of phones differ: one step of 30 seconds
MFA_FORMS = {
    "authenticate": "membership.forms.AuthenticateForm",
    "reauthenticate": "membership.forms.ReauthenticateCodeForm",
    "activate_totp": "membership.forms.ActivateTOTPForm",
    "add_webauthn": "membership.forms.AddPasskeyForm",
    "edit_webauthn": "membership.forms.EditPasskeyForm",
}

# Paying by card: off without a key (docs/stripe.md) -----------------------------------------------------------------
STRIPE_API_KEY = env("STRIPE_API_KEY", default="")
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRETS", default=[])  # two while one is replaced
STRIPE_PORTAL_CONFIGURATION = env("STRIPE_PORTAL_CONFIGURATION", default="")
STRIPE_STATEMENT = env("STRIPE_STATEMENT", default="")  # what a bank statement says: neutral words
STRIPE_API_BASE = env("STRIPE_API_BASE", default="")  # where something stands in for Stripe; never in production

# Safety -------------------------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# Wagtail's editor needs inline scripts and styles; it is for staff only.
ADMIN_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF, "blob:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS = [
    "account.W001"
]  # no login method is "required" at sign-up: sign-up is closed, join/ demands one

LOGGING = logging_with("PlainLines")
