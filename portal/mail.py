"""Letters through a provider's own interface: django-anymail, in the words of Django's mailers and of our outbox."""

from anymail.exceptions import AnymailError
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string
from requests import ReadTimeout

# What each calls the key that it gives out.
PROVIDERS = {
    "brevo": "api_key",
    "mailersend": "api_token",
    "mailgun": "api_key",
    "postmark": "server_token",
    "resend": "api_key",
    "ses": "",
    "sparkpost": "api_key",
}
PATIENCE = 15  # seconds
ONCE = {"connect_timeout": 5, "read_timeout": PATIENCE, "retries": {"total_max_attempts": 1}}  # again would send twice


class NotTakenError(OSError):
    """The provider did not take a letter. Holds a kind and a status, never an address or a text."""


class ProviderBackend(BaseEmailBackend):
    """The mailer of `provider`. Raises NotTakenError, or TimeoutError when nobody knows whether a letter was taken."""

    def __init__(self, *, provider, key, api_url="", region="", alias=None, **kwargs):
        super().__init__(alias=alias, **kwargs)
        if provider not in PROVIDERS:
            raise ImproperlyConfigured(f"EMAIL_PROVIDER is one of {', '.join(PROVIDERS)}.")
        name = "amazon_ses" if provider == "ses" else provider
        options = ses_options(key, region, api_url) if provider == "ses" else options_for(provider, key, api_url)
        self.letters = import_string(f"anymail.backends.{name}.EmailBackend")(alias=alias, **options)

    def send_messages(self, email_messages):
        try:
            return self.letters.send_messages(email_messages)
        except ReadTimeout as error:
            raise TimeoutError(type(error).__name__) from None
        except AnymailError as error:  # its words repeat the letter
            raise NotTakenError(f"{type(error).__name__} {error.status_code or ''}".strip()) from None


def options_for(provider, key, api_url):
    options = {PROVIDERS[provider]: key, "timeout": PATIENCE}
    return options | ({"api_url": api_url} if api_url else {})


def ses_options(key, region, api_url):
    """`key` is the number of the key and its secret, with a colon between."""
    number, _, secret = key.partition(":")
    client = {"aws_access_key_id": number, "aws_secret_access_key": secret, "region_name": region, "config": ONCE}
    return {"client_params": client | ({"endpoint_url": api_url} if api_url else {})}
