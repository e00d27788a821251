"""The till's door: keys, idempotency, what is gone, lists and refusals."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from membership.billing.gateway import Gateway, read_webhook
from membership.exceptions import GatewayError, GoneError
from portal.demo.till import desk
from portal.demo.till.delivery import sealed
from portal.demo.till.store import book
from tests.portal.demo.till.visits import names, of, params

pytestmark = pytest.mark.django_db


def test_deleted_customer_is_told_and_pays_nothing_any_more(gateway, customer, dues):
    assert gateway.has_customer(customer) is True
    assert names(desk.delete_customer(customer)) == ["customer.subscription.deleted", "customer.deleted"]
    assert gateway.has_customer(customer) is False
    for ask in (
        lambda: gateway.delete_customer(customer),
        lambda: gateway.create_session(params(customer=customer), key="x"),
        lambda: gateway.create_portal_session(customer, return_url="http://localhost/", language="es"),
        lambda: gateway.session("cs_test_none"),
        lambda: gateway.refund("re_none"),
        lambda: gateway.invoice_of("pi_none"),
    ):
        with pytest.raises(GoneError):
            ask()


def test_portal_session_has_an_address(gateway, customer, settings):
    url = gateway.create_portal_session(customer, return_url="http://localhost/", language="pt-br")
    assert url.startswith(f"{settings.BASE_URL}/demo/till/portal/bps_")


def test_same_key_gets_the_same_session_and_other_words_an_error(gateway):
    first, second = (gateway.create_session(params(), key="k") for _ in range(2))
    assert first == second
    with pytest.raises(GatewayError, match="idempotent"):
        gateway.create_session(params(amount=2001), key="k")


def test_eight_at_once_with_one_key_make_one_session(gateway):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Gateway().create_session(params(), key="k").id, range(16)))
    with book() as till:
        assert ({*made}, len(till.all("checkout.session"))) == ({made[0]}, 1)


def test_expired_session_can_not_be_paid(gateway):
    session = gateway.create_session(params(), key="k").id
    gateway.expire_session(session)
    with pytest.raises(desk.TillError):
        desk.pay(session)
    with pytest.raises(GatewayError):
        gateway.expire_session(session)
    assert gateway.session(session).status == "expired"


def test_recent_things_come_the_oldest_first_over_more_than_one_page(gateway, customer):
    made = [gateway.create_session(params(customer=customer), key=str(n)).id for n in range(101)]
    since = datetime.now(UTC) - timedelta(minutes=1)
    assert gateway.recent(since) == [("checkout.session", pk) for pk in made]
    assert gateway.recent(datetime.now(UTC) + timedelta(minutes=1)) == []


def test_each_event_can_be_read_by_the_webhook(paid):
    body, signature = sealed(paid[-1])
    found = read_webhook(body, signature)
    assert (found.id, found.type, found.is_live) == (paid[-1]["id"], "checkout.session.completed", False)
    assert (found.object_id, found.api_version) == (of(paid, "checkout.session.completed"), "2026-10-28.endive")


@pytest.mark.parametrize("key", ["sk_live_1", "rk_live_1", "sk_test_other"])
def test_foreign_key_is_refused(till, settings, key):
    settings.STRIPE_API_KEY = key
    gateway = Gateway()
    settings.STRIPE_API_KEY = key if "live" in key else "sk_test_till_tests"
    with pytest.raises(GatewayError, match="Invalid API Key"):
        gateway.subscription("sub_1")


@pytest.mark.parametrize(
    "strange",
    [
        {"ui_mode": "hosted"},
        {"mode": "subscribe"},
        {"customer": "cus_none"},
        {"success_url": "javascript:alert(1)"},
        {"line_items": [{"quantity": "many", "price_data": {}}]},
        {"line_items": []},
        {"subscription_data": {"metadata": {"checkout": "k"}}},
    ],
)
def test_strange_request_is_refused_and_changes_nothing(gateway, strange):
    with pytest.raises(GatewayError):
        gateway.create_session(params() | strange, key="k")
    with book() as till:
        assert till.all("checkout.session") == []
