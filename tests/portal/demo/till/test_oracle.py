"""The oracle finds what it is there to find."""

import pytest

from portal.demo.till import bills, money, shapes
from tests.portal.demo.till.oracle import check_answer, check_request

LINE = {"quantity": "1", "price_data": {"currency": "usd", "unit_amount": "2000", "product_data": {"name": "x"}}}
PRICE = {"currency": "usd", "unit_amount": 2000, "recurring": {"interval": "month", "interval_count": 3}}


@pytest.mark.parametrize(
    ("method", "path", "params", "line"),
    [
        ("POST", "/v1/checkout/sessions", {"mode": "subscribe"}, ".mode: 'subscribe' is no"),
        ("POST", "/v1/checkout/sessions", {"ui_mode": "hosted"}, ".ui_mode: 'hosted' is no"),
        ("POST", "/v1/checkout/sessions", {"mod": "payment"}, ".mod: unknown"),
        ("POST", "/v1/checkout/sessions", {"line_items": [LINE | {"amount": 1}]}, ".line_items[].amount: unknown"),
        ("POST", "/v1/checkout/sessions", {"line_items": LINE}, "is no list"),
        ("POST", "/v1/checkout/sessions", {"adaptive_pricing": {"enabled": "no"}}, ".adaptive_pricing.enabled: 'no'"),
        ("POST", "/v1/billing_portal/sessions", {"locale": "xx"}, ".locale: 'xx' is no"),
        ("GET", "/v1/refunds", {"created": {"since": "1"}}, ".created.since: unknown"),
        ("GET", "/v1/refunds", {"limit": "many"}, ".limit: 'many' is no"),
        ("GET", "/v1/subscriptions/sub_1", {"expands": ["x"]}, ".expands: unknown"),
        ("POST", "/v1/subscriptions/sub_1", {"proration_behavior": "never"}, ".proration_behavior: 'never' is no"),
        ("DELETE", "/v1/subscriptions/sub_1", {"at": "1"}, ".at: unknown"),
        ("POST", "/v1/checkout/sessions/cs_1/expire", {"now": "true"}, ".now: unknown"),
    ],
)
def test_wrong_request_is_found(method, path, params, line):
    found = check_request(method, path, params)
    assert [line in one for one in found] == [True], found


def test_right_request_passes():
    params = {"mode": "payment", "line_items": [LINE], "adaptive_pricing": {"enabled": "false"}, "metadata": {"a": "b"}}
    assert check_request("POST", "/v1/checkout/sessions", params) == []


def subscription():
    line = shapes.line_item({"quantity": 1}, shapes.price(PRICE))
    return {key: value for key, value in shapes.subscription("cus_1", line, {}).items() if key[0] != "_"}


def intent():
    return money.intent(2000, "usd", None, {})


def without(thing, name):
    return {key: value for key, value in thing.items() if key != name}


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (intent() | {"status": "paid"}, "payment_intent.status: 'paid' is no"),
        (without(intent(), "amount"), "payment_intent.amount: missing"),
        (intent() | {"invoice": None}, "payment_intent.invoice: unknown"),
        (intent() | {"amount": "2000"}, "payment_intent.amount: '2000' is no"),
        (subscription() | {"current_period_end": 1}, "subscription.current_period_end: unknown"),
        (intent() | {"latest_charge": {"object": "charge", "id": "ch_1"}}, "payment_intent.latest_charge"),
        (bills.invoice(subscription(), "renewal"), "invoice.billing_reason: 'renewal' is no"),
    ],
)
def test_wrong_answer_is_found(answer, line):
    found = check_answer(answer)
    assert ({one[: len(line)] for one in found}, found != []) == ({line}, True), found


@pytest.mark.parametrize("answer", [intent(), subscription(), bills.invoice(subscription(), "subscription_cycle")])
def test_right_answer_passes(answer):
    assert check_answer(answer) == []


def test_what_lies_in_lists_is_looked_at():
    changed = subscription()
    changed["items"]["data"][0]["price"]["type"] = "yearly"
    assert [line.split(":")[0] for line in check_answer(changed)] == ["subscription.items[].price.type"]
