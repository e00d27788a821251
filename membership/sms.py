"""Text messages: one gateway for every provider."""

import logging
import sys

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def is_available():
    """True when text messages can be sent; otherwise people log in with an e-mail."""
    return bool(settings.SMS_BACKEND)


def send_sms(phone, body):
    """Sends `body` to `phone` (E.164). Raises what the provider's library raises."""
    import_string(settings.SMS_BACKEND)().send(phone, body)


class ConsoleBackend:
    """Prints messages where the server was started."""

    stays_on_this_computer = True

    def send(self, phone, body):
        sys.stdout.write(f"SMS to {phone}: {body}\n")
        sys.stdout.flush()


class MemoryBackend:
    """Keeps messages in `outbox`: for tests."""

    stays_on_this_computer = True

    outbox = []

    def send(self, phone, body):
        self.outbox.append((phone, body))
