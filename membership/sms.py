"""Text messages: one gateway for every provider."""

import sys

import requests
from django.conf import settings
from django.utils.module_loading import import_string

PATIENCE = (5, 15)  # seconds: until somebody answers at all, and for the answer


def is_available():
    """True when text messages can be sent; otherwise people log in with an e-mail."""
    return bool(settings.SMS_BACKEND)


def send_sms(phone, body):
    """Sends `body` to `phone` (E.164). Raises OSError when it was not taken, TimeoutError when nobody knows."""
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


class NotTakenError(OSError):
    """The provider did not take a text message. Holds its status and number, never a phone or a text."""


class TwilioBackend:
    """Through a Messaging Service of Twilio's: one POST (https://www.twilio.com/docs/messaging/api/message-resource)."""

    def send(self, phone, body):
        account = settings.TWILIO_ACCOUNT_SID
        try:
            answer = requests.post(
                f"{settings.TWILIO_API_BASE}/2010-04-01/Accounts/{account}/Messages.json",
                auth=(account, settings.TWILIO_AUTH_TOKEN),
                data={"To": phone, "Body": body, "MessagingServiceSid": settings.TWILIO_MESSAGING_SERVICE_SID},
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.ReadTimeout as error:
            raise TimeoutError(type(error).__name__) from None
        except requests.RequestException as error:
            raise NotTakenError(type(error).__name__) from None
        if answer.status_code != requests.codes.created:
            raise NotTakenError(f"status={answer.status_code} code={code_in(answer)}")


def code_in(answer):
    """Twilio's number for what is wrong, like 21610: whoever has this phone answered STOP."""
    try:
        return int(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return "none"
