"""The till with the real gateway; every request and answer is held against Stripe's own types (oracle.py)."""

import pytest

from membership.billing.gateway import Gateway
from portal.demo.till import desk
from portal.demo.till.store import book
from tests.portal.demo.till.oracle import check_answer, check_request
from tests.portal.demo.till.server import serving
from tests.portal.demo.till.visits import params


@pytest.fixture
def till(tmp_path, settings):
    """The till; when the test is over, all that went over the wire and all that happened is as Stripe says."""
    with serving(tmp_path, settings) as running:
        yield running
    for seen in running.seen:
        if seen.status == 200:
            lines = [*check_request(seen.method, seen.path, seen.params), *check_answer(seen.answer)]
            assert lines == [], f"{seen.method} {seen.path}"
    with book() as opened:
        for event in opened.all("event"):
            assert check_answer(event) + check_answer(event["data"]["object"]) == [], event["type"]


@pytest.fixture
def gateway(till):
    return Gateway()


@pytest.fixture
def customer(gateway):
    return gateway.create_customer(handle="h1", language="pt-br", key="customer:h1")


@pytest.fixture
def paid(gateway):
    """The events of a gift of $20 by a stranger."""
    return desk.pay(gateway.create_session(params(submit_type="donate"), key="k").id)


@pytest.fixture
def dues(gateway, customer):
    """The events of dues of $20 for three months."""
    return desk.pay(gateway.create_session(params("subscription", customer=customer), key="s").id)
