"""The door for Stripe's messages: what is not signed, too old, too large or no event leaves no trace."""

import json
import time

import pytest
from stripe import WebhookSignature

from membership.models import StripeEvent

URL, SECRET, OLD_SECRET = "/stripe/webhook/", "whsec_new", "whsec_old"


@pytest.fixture(autouse=True)
def keys(db, settings):
    settings.STRIPE_API_KEY = "sk_test_1"
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET, OLD_SECRET]
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"  # nothing listens there


def event(**changes):
    values = {"id": "evt_1", "object": "event", "type": "coupon.created", "livemode": False}
    return json.dumps(values | {"data": {"object": {"id": "co_1"}}} | changes)


def send(client, body, secret=SECRET, after=0, header=None):
    text = body if isinstance(body, str) else body.decode("latin-1")
    signature = header or WebhookSignature.generate_signature_header(text, secret, int(time.time()) + after)
    return client.post(URL, body, content_type="application/json", headers={"Stripe-Signature": signature})


def rows():
    return list(StripeEvent.objects.values_list("event_id", "type", "object_id", "state", "trouble"))


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_a_signed_event_of_no_use_is_recorded_once_and_answered(client, secret):
    answers = [send(client, event(), secret).status_code for _ in range(2)]
    assert (answers, rows()) == ([200, 200], [("evt_1", "coupon.created", "co_1", "ignored", "")])


@pytest.mark.parametrize(
    "message",
    [
        {"body": event(), "secret": "whsec_forged"},
        {"body": event(), "header": "t=1,v1=abc"},
        {"body": event(), "header": "nonsense"},
        {"body": event(), "header": f"t={int(time.time())},v0=abc"},
        {"body": event(), "after": -400},
        {"body": event(), "after": 400},
        {"body": "not json"},
        {"body": "[]"},
        {"body": '"event"'},
        {"body": "null"},
        {"body": event(object="list")},
        {"body": event(id=None)},
        {"body": event(id="")},
        {"body": event(id="e" * 300)},
        {"body": event(type=7)},
        {"body": b"\xff\xfe\x00", "header": "t=1,v1=abc"},
        {"body": b"", "header": "t=1,v1=abc"},
    ],
    ids=[
        *("forged", "wrong signature", "no signature", "old scheme", "stale", "future", "garbage", "list", "text"),
        *("null", "another object", "no id", "empty id", "long id", "type is a number", "not utf-8", "empty"),
    ],
)
def test_what_is_no_event_of_stripe_is_refused_and_leaves_no_row(client, message):
    assert send(client, **message).status_code == 400
    assert rows() == []


def test_without_a_signature_nothing_is_read(client):
    assert client.post(URL, event(), content_type="application/json").status_code == 400
    assert rows() == []


def test_three_megabytes_are_not_read(client):
    assert send(client, event(extra="x" * 3_000_000)).status_code == 413
    assert rows() == []


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_post(client, method):
    assert getattr(client, method)(URL).status_code == 405


@pytest.mark.parametrize("data", [None, [], {"object": None}, {"object": "in_1"}, {"object": {"id": 7}}])
def test_an_event_about_nothing_is_recorded_and_left(client, data):
    assert send(client, event(data=data, type="invoice.paid")).status_code in (200, 503)
    assert len(rows()) == 1


def test_a_thin_event_names_its_object(client):
    thin = event(object="v2.core.event", type="v1.coupon.created", related_object={"id": "co_9"})
    assert send(client, thin).status_code == 200
    assert rows() == [("evt_1", "coupon.created", "co_9", "ignored", "")]


def test_the_other_mode_waits_for_the_treasurer(client):
    assert send(client, event(type="invoice.paid", livemode=True)).status_code == 200
    assert rows() == [("evt_1", "invoice.paid", "co_1", "failed", "mode")]


def test_while_stripe_cannot_be_asked_the_event_is_kept_and_delivered_again(client):
    assert send(client, event(type="invoice.paid")).status_code == 503
    assert rows() == [("evt_1", "invoice.paid", "co_1", "received", "")]


def test_without_a_key_there_is_no_door(client, settings):
    settings.STRIPE_API_KEY = ""
    assert send(client, event()).status_code == 404
    assert rows() == []
