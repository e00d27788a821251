"""The postman: signed events over real HTTP, tried again, never twice by two, never by themselves in tests."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import stripe

from portal.demo.till import delivery
from portal.demo.till.store import book
from tests.portal.demo.till.visits import names

pytestmark = pytest.mark.django_db


class Webhook(HTTPServer):
    """Answers with what is in `answers`, then with 200; keeps the type of every event that was signed."""

    answers, found = (), ()


class Door(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        event = stripe.Webhook.construct_event(body, self.headers["Stripe-Signature"], "whsec_tests")
        self.server.found.append((self.path, event.type))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"done")

    def log_message(self, *args):
        pass


@pytest.fixture
def webhook(settings):
    server = Webhook(("127.0.0.1", 0), Door)
    server.answers, server.found = [], []
    settings.BASE_URL = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def states():
    with book() as till:
        return till.connection.execute("SELECT state, attempts, answer FROM deliveries ORDER BY rowid").fetchall()


def types(webhook):
    return [kind for _path, kind in webhook.found]


def test_nothing_is_delivered_by_itself_in_tests(webhook, paid):
    assert (webhook.found, {state for state, *_ in states()}, delivery.postmen) == ([], {"waiting"}, [])


def test_events_are_delivered_in_order_with_what_came_of_it(webhook, paid):
    assert delivery.deliver_due() is None
    assert (types(webhook), {path for path, _ in webhook.found}) == (names(paid), {"/stripe/webhook/"})
    assert states() == [("delivered", 1, "200 done")] * 3


def test_refused_event_waits_longer_each_time_and_is_given_up_at_last(webhook, paid):
    webhook.answers[:] = [503]
    assert 1 < delivery.deliver_due() <= 2
    assert (states()[0], types(webhook)) == (("waiting", 1, "503 done"), names(paid))
    for _ in range(delivery.TRIES - 1):
        webhook.answers.append(400)
        delivery.deliver(paid[0])
    assert states()[0] == ("failed", 5, "400 done")


def test_webhook_that_is_not_there_is_no_error(settings, paid):
    settings.BASE_URL = "http://127.0.0.1:9"
    delivery.deliver(paid[0])
    assert states()[0] == ("waiting", 1, "0 ConnectionError")


def test_delivered_again_when_asked(webhook, paid):
    delivery.deliver_due()
    delivery.deliver_again(paid[1]["id"])
    delivery.deliver_due()
    assert types(webhook)[3:] == [paid[1]["type"]]


def test_two_postmen_take_each_event_once(webhook, paid):
    threads = [threading.Thread(target=delivery.deliver_due) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(types(webhook)) == sorted(names(paid))


def test_event_whose_postman_died_is_taken_up_again(webhook, paid):
    assert delivery.claim(time.time())["id"] == paid[0]["id"]
    assert delivery.claim(time.time())["id"] == paid[1]["id"]
    assert delivery.claim(time.time() + delivery.STALE + 1)["id"] == paid[0]["id"]
