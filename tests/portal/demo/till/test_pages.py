"""Paying, confirming, changing a card and the desk, as a browser without JavaScript does them."""

import re

import pytest
from django.test import Client

from portal.demo.till import desk
from portal.demo.till.store import book
from tests.portal.demo.till.visits import names, of, params

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(site, gateway):
    return gateway.create_session(params(), key="k").id


@pytest.fixture
def page(session):
    return f"/demo/till/pay/{session}/"


def status(pk):
    with book() as till:
        return till.find(pk)["status"]


def text(response):
    return response.content.decode()


def test_pay_page_speaks_the_sessions_language_says_that_it_is_a_demo_and_leads_back(client, page):
    words = text(client.get(page, HTTP_ACCEPT_LANGUAGE="en"))
    found = [re.search(r'<html lang="(.*?)"', words)[1], "DEMO: aquí no se mueve dinero" in words, "Pagar $20" in words]
    assert found == ["es", True, True]
    assert '<a class="more" href="http://localhost/back">' in words


def test_good_card_pays_and_leads_to_the_center_once(client, page, session):
    answers = [client.post(page, {"card": "good"}) for _ in range(2)] + [client.get(page)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"http://localhost/done?id={session}")}
    with book() as till:
        assert (status(session), len(till.all("charge"))) == ("complete", 1)


def test_declined_card_says_so_and_the_session_stays_open(client, page, session):
    answer = client.post(page, {"card": "declined"})
    assert (answer.status_code, status(session)) == (200, "open")
    assert "El banco rechazó esta tarjeta. No se pagó nada." in text(answer)


@pytest.mark.parametrize("said", [{}, {"card": ""}, {"card": "x" * 10_000}, {"card": "good\0"}, {"card": "<b>"}])
def test_unknown_card_gets_a_sentence_and_pays_nothing(client, page, session, said):
    answer = client.post(page, said)
    assert (answer.status_code, 'class="err"' in text(answer), status(session)) == (200, True, "open")


@pytest.mark.parametrize(("said", "ends"), [("yes", "complete"), ("no", "open"), ("", "open")])
def test_bank_of_the_third_card_asks_first(client, page, session, said, ends):
    asked = client.post(page, {"card": "asks"})
    assert (asked.url, status(session), client.get(asked.url).status_code) == (f"{page}confirm/", "open", 200)
    client.post(asked.url, {"answer": said})
    assert status(session) == ends


def test_expired_session_takes_no_card(client, page, session):
    desk.let_expire(session)
    answers = [client.get(page), client.post(page, {"card": "good"})]
    assert ["http://localhost/back" in text(answer) for answer in answers] == [True, True]
    assert (status(session), client.get(f"{page}confirm/").url) == ("expired", page)


def test_session_expires_after_a_day(client, site, gateway):
    session = gateway.create_session(params(expires_at=1), key="k").id
    client.post(f"/demo/till/pay/{session}/", {"card": "good"})
    assert status(session) == "expired"


def test_portal_changes_the_card_stops_and_goes_on(client, site, gateway, customer, dues):
    pk, url = (
        of(dues, "customer.subscription.created"),
        gateway.create_portal_session(customer, return_url="http://localhost/back", language="pt-br"),
    )
    page = url.removeprefix("http://localhost:8000")
    assert "Não pago" not in text(client.get(page))
    client.post(page, {"act": "bad"})
    assert names(desk.renew(pk))[3] == "invoice.payment_failed"
    assert "Não pago" in text(client.get(page))
    for act, ends in (("end", True), ("keep", False)):
        client.post(page, {"act": act, "subscription": pk})
        assert gateway.subscription(pk).is_ending is ends


def test_portal_reaches_nothing_of_another_customer(client, site, gateway, dues):
    other = gateway.create_customer(handle="h2", language="en", key="customer:h2")
    url = gateway.create_portal_session(other, return_url="http://localhost/", language="en")
    pk = of(dues, "customer.subscription.created")
    client.post(url.removeprefix("http://localhost:8000"), {"act": "end", "subscription": pk})
    assert gateway.subscription(pk).is_ending is False


def press(act, pk):
    return Client().post(f"/demo/till/do/{act}/{pk}/").url


def test_desk_shows_what_was_taken_and_each_button_does_what_it_says(client, site, gateway, customer, dues):
    pk, charge = of(dues, "customer.subscription.created"), of(dues, "charge.succeeded")
    assert [press(act, pk) for act in ("fail-next", "renew")] == ["/demo/till/"] * 2
    assert gateway.subscription(pk).status == "past_due"
    with book() as till:
        late = till.find(pk)["latest_invoice"]
    assert press("recover", late) == "/demo/till/"
    assert client.post(f"/demo/till/refund/{charge}/", {"amount": "5.50"}).url == "/demo/till/"
    assert client.post("/demo/till/payout/").url == "/demo/till/"
    assert client.post("/demo/till/payout/").url == "/demo/till/?refused=1"
    words = text(client.get("/demo/till/", HTTP_ACCEPT_LANGUAGE="en"))
    found = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", words))
    left = f"${(2 * (2000 - 88) - 550) / 100:.2f}"
    taken = {"Taken": "$40", "Given back": "-$5.50", "Disputed": "$0", "Fees": "-$1.76"}
    assert found == taken | {"What is left": left}


@pytest.mark.parametrize("amount", ["1.250", "-1", "0", "NaN", "x" * 10_000, "99999", "\0", "<b>"])
def test_strange_amount_is_not_given_back(client, site, paid, amount):
    charge = of(paid, "charge.succeeded")
    assert client.post(f"/demo/till/refund/{charge}/", {"amount": amount}).url == "/demo/till/?refused=1"
    with book() as till:
        assert till.all("refund") == []


def test_what_is_not_possible_changes_nothing(site, paid):
    assert press("renew", "sub_none") == "/demo/till/?refused=1"
    assert press("win", of(paid, "charge.succeeded")) == "/demo/till/?refused=1"
