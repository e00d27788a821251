"""Letters by a provider's own interface, over real HTTP and through Django's mailers."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, mailers
from django.utils import timezone

from membership.models import Message
from membership.services.messages import queue_message, send_messages
from portal import mail
from portal.mail import PROVIDERS, NotTakenError
from tests.stand_in import stand_in

EMAIL = "ana@example.org"
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "m1", "SubmittedAt": "2026-01-01T00:00:00Z", "To": EMAIL}
INACTIVE = {
    "ErrorCode": 406,
    "Message": f"Found inactive addresses: {EMAIL}. Inactive recipients are ones that bounced.",
}


def options(provider, address="", key="a-key", region=""):
    mailer = {"provider": provider, "key": key, "api_url": address, "region": region}
    return {"default": {"BACKEND": "portal.mail.ProviderBackend", "OPTIONS": mailer}}


@pytest.fixture
def postmark(settings):
    with stand_in(answer=TAKEN) as server:
        settings.MAILERS = options("postmark", server.address)
        yield server


def send():
    return EmailMessage("Hola", "Una línea.", "CWC <office@example.org>", [EMAIL]).send()


def test_a_letter_is_one_request_with_the_key(postmark):
    assert send() == 1
    (_method, path, headers, body) = postmark.asked[0]
    assert (len(postmark.asked), path, headers["X-Postmark-Server-Token"]) == (1, "/email", "a-key")
    letter = json.loads(body)
    assert (letter["To"], letter["Subject"], letter["TextBody"]) == (EMAIL, "Hola", "Una línea.")


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (401, {"ErrorCode": 10, "Message": f"no token for {EMAIL}"}, "AnymailRequestsAPIError 401"),
        (500, b"<html>", "AnymailRequestsAPIError 500"),
        (422, INACTIVE, "AnymailRecipientsRefused"),
        (200, b"no JSON", "AnymailRequestsAPIError 200"),
    ],
)
def test_what_is_not_taken_is_an_error_without_address_and_text(postmark, status, answer, said):
    postmark.status, postmark.answer = status, answer
    with pytest.raises(NotTakenError) as caught:
        send()
    assert (str(caught.value), caught.value.__cause__, caught.value.__suppress_context__) == (said, None, True)


@pytest.mark.parametrize(
    ("status", "wait", "row"),
    [(200, 0, ("sent", "")), (500, 0, ("failed", "refused")), (200, 0.6, ("failed", "unknown"))],
)
def test_what_becomes_of_a_message(db, postmark, monkeypatch, caplog, status, wait, row):
    monkeypatch.setattr(mail, "PATIENCE", 0.3)
    postmark.status, postmark.wait = status, wait
    queue_message("welcome", key="one", contact=("email", EMAIL), language="en")
    assert [send_messages(timezone.now()), send_messages(timezone.now())] == [int(row[0] == "sent"), 0]
    assert Message.objects.values_list("state", "trouble").get() == row
    assert (len(postmark.asked), EMAIL in caplog.text) == (1, False)


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_every_provider_takes_its_key(settings, provider):
    settings.MAILERS = options(provider, key="number:secret", region="us-east-1")
    letters = mailers["default"].letters
    held = [value for value in vars(letters).values() if value in ("number:secret", "secret")]
    held += [letters.client_params["aws_secret_access_key"]] if provider == "ses" else []
    assert len(held) == 1


def test_ses_signs_its_request_and_asks_once(settings):
    with stand_in(status=500, answer={"message": f"{EMAIL} broke us"}) as server:
        settings.MAILERS = options("ses", server.address, key="AKIA1:secret", region="us-east-1")
        with pytest.raises(NotTakenError, match=r"^AnymailAPIError$"):
            send()
        server.status, server.answer = 200, {"MessageId": "m1"}
        assert send() == 1
    assert len(server.asked) == 2
    assert "AWS4-HMAC-SHA256 Credential=AKIA1/" in server.asked[0][2]["Authorization"]


def test_an_unknown_provider_is_named(settings):
    settings.MAILERS = options("pigeons")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PROVIDER is one of brevo, mailersend"):
        mailers["default"]
