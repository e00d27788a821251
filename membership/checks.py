"""Configurations that would harm somebody."""

from django.conf import settings
from django.core import checks
from django.utils.module_loading import import_string

HARMLESS_MAIL = {
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "locmem", "filebased", "dummy")
}
SIGNED_COOKIES = "django.contrib.sessions.backends.signed_cookies"


@checks.register(checks.Tags.security, deploy=True)
def staff_have_a_second_factor(app_configs, **kwargs):
    if settings.DEMO or settings.STAFF_NEED_SECOND_FACTOR:
        return []
    return [
        checks.Warning(
            "Staff may open the editor without a second factor.",
            hint="Set STAFF_NEED_SECOND_FACTOR = True. Only a demonstration with invented people may do without.",
            id="membership.W001",
        )
    ]


def is_harmless(backend):
    """True for Django's own that send nothing, and for ours that say of themselves that they do not."""
    try:
        return backend in HARMLESS_MAIL or getattr(import_string(backend), "stays_on_this_computer", False)
    except ImportError:
        return False


@checks.register(checks.Tags.security)
def a_demonstration_sends_nothing(app_configs, **kwargs):
    """Anybody may type anybody's number into a demonstration: no message of it may leave the computer."""
    if not settings.DEMO:
        return []
    used = {mailer["BACKEND"] for mailer in settings.MAILERS.values()} | {settings.SMS_BACKEND}
    backends = {backend for backend in used if backend and not is_harmless(backend)}
    return [
        checks.Error(
            f"The demonstration would send real messages by {backend}.",
            hint="Use a backend that keeps messages on this computer, or portal.settings.production.",
            id="membership.E001",
        )
        for backend in sorted(backends)
    ]


@checks.register(checks.Tags.security)
def sessions_stay_with_us(app_configs, **kwargs):
    """A session holds the log-in code while it is awaited: a signed cookie would show it to the browser."""
    if settings.SESSION_ENGINE != SIGNED_COOKIES:
        return []
    return [
        checks.Error(
            "Sessions in signed cookies show log-in codes to whoever holds the browser.",
            hint='Set SESSION_ENGINE = "django.contrib.sessions.backends.db" (or cached_db).',
            id="membership.E002",
        )
    ]
