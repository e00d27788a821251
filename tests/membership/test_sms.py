"""Text messages by Twilio, over real HTTP: what is sent, and what becomes of each way to fail."""

from base64 import b64encode
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from membership import sms
from membership.models import Message
from membership.services.messages import queue_message, send_messages
from tests.stand_in import stand_in

PHONE, BODY = "+12035550142", "CWC: Your code is 123456. Give it to nobody. ¡Sí!"
TAKEN = {"sid": "SM1", "status": "accepted"}


@pytest.fixture
def twilio(settings):
    settings.SMS_BACKEND = "membership.sms.TwilioBackend"
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "secret"
    settings.TWILIO_MESSAGING_SERVICE_SID = "MG1"
    with stand_in(status=201, answer=TAKEN) as server:
        settings.TWILIO_API_BASE = server.address
        yield server


def test_one_request_of_the_account_through_its_service(twilio):
    sms.send_sms(PHONE, BODY)
    (method, path, headers, body) = twilio.asked[0]
    assert (len(twilio.asked), method, path) == (1, "POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert headers["Authorization"] == f"Basic {b64encode(b'AC1:secret').decode()}"
    assert parse_qs(body) == {"To": [PHONE], "Body": [BODY], "MessagingServiceSid": ["MG1"]}


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (400, {"code": 21610, "message": f"{PHONE} answered STOP to {BODY}"}, "status=400 code=21610"),
        (401, {"code": 20003}, "status=401 code=20003"),
        (429, {"code": PHONE + "x"}, "status=429 code=none"),
        (500, b"<html>no JSON</html>", "status=500 code=none"),
        (503, [], "status=503 code=none"),
        (302, {}, "status=302 code=none"),
        (200, TAKEN, "status=200 code=none"),  # Twilio answers 201, whoever else this is
    ],
)
def test_what_is_not_taken_is_an_error_without_phone_and_text(twilio, status, answer, said):
    twilio.status, twilio.answer = status, answer
    with pytest.raises(sms.NotTakenError) as caught:
        sms.send_sms(PHONE, BODY)
    assert (str(caught.value), caught.value.__cause__, len(twilio.asked)) == (said, None, 1)


def test_nobody_there_is_not_taken(twilio, settings):
    settings.TWILIO_API_BASE = "http://127.0.0.1:1"
    with pytest.raises(sms.NotTakenError, match=r"^ConnectionError$"):
        sms.send_sms(PHONE, BODY)


def test_no_answer_in_time_is_something_nobody_knows(twilio, monkeypatch):
    monkeypatch.setattr(sms, "PATIENCE", (1, 0.2))
    twilio.wait = 0.6
    with pytest.raises(TimeoutError, match=r"^ReadTimeout$"):
        sms.send_sms(PHONE, BODY)


@pytest.mark.parametrize(
    ("status", "wait", "row"),
    [(201, 0, ("sent", "")), (500, 0, ("failed", "refused")), (201, 0.6, ("failed", "unknown"))],
)
def test_what_becomes_of_a_message(db, twilio, monkeypatch, caplog, status, wait, row):
    monkeypatch.setattr(sms, "PATIENCE", (1, 0.3))
    twilio.status, twilio.wait = status, wait
    queue_message("welcome", key="one", contact=("phone", PHONE), language="en", context={"code": "123456"})
    assert [send_messages(timezone.now()), send_messages(timezone.now())] == [int(row[0] == "sent"), 0]
    assert Message.objects.values_list("state", "trouble", "context", "claimed_at").get() == (*row, {}, None)
    assert (len(twilio.asked), PHONE in caplog.text) == (1, False)
