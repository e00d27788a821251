"""The till's postman: signs each event and brings it to the webhook, in a thread of its own, after all is written."""

import json
import logging
import threading
import time

import requests
from django.conf import settings
from stripe import WebhookSignature

from portal.demo.till.store import Till, after_commit, book, writing

logger = logging.getLogger(__name__)

WAITING, SENDING, DELIVERED, FAILED = "waiting", "sending", "delivered", "failed"
PAUSE = 0.5  # seconds: the answer of the request that made the event goes first
TRIES = 5
STALE = 60  # seconds after which one that is being sent is taken for lost
wake = threading.Event()
lock = threading.Lock()
postmen = []


def sealed(event):
    """The bytes of an event and the header that signs them."""
    body = json.dumps(event)
    return body.encode(), WebhookSignature.generate_signature_header(body, settings.STRIPE_WEBHOOK_SECRETS[0])


def bring(event):
    """Brings one event to the webhook. Returns the status and the words of the answer; status 0 is none."""
    body, signature = sealed(event)
    headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
    try:
        answer = requests.post(f"{settings.BASE_URL}/stripe/webhook/", data=body, headers=headers, timeout=20)
    except requests.RequestException as error:
        return 0, type(error).__name__
    is_plain = answer.headers.get("Content-Type", "").startswith("text/plain")
    return answer.status_code, answer.text[:100] if is_plain else ""


def claim(now):
    """The oldest event that is due, taken before it is sent, so that no other process sends it too."""
    with writing() as till:
        row = till.connection.execute(
            "SELECT event FROM deliveries JOIN objects ON id = event"
            " WHERE (state = ? AND due <= ?) OR (state = ? AND due <= ?) ORDER BY seq LIMIT 1",
            [WAITING, now, SENDING, now - STALE],
        ).fetchone()
        if row is None:
            return None
        mark(till, row[0], state=SENDING, due=now)
        return till.find(row[0])


def mark(till: Till, event, **fields):
    names = ", ".join(f"{name} = ?" for name in fields)
    till.connection.execute(f"UPDATE deliveries SET {names} WHERE event = ?", [*fields.values(), event])  # noqa: S608


def deliver(event):
    """Brings an event once and writes down what came of it."""
    status, words = bring(event)
    with writing() as till:
        row = till.connection.execute("SELECT attempts FROM deliveries WHERE event = ?", [event["id"]]).fetchone()
        if row is None:
            return  # the till was cleared meanwhile
        attempts = row[0] + 1
        state = DELIVERED if 200 <= status < 300 else FAILED if attempts >= TRIES else WAITING
        fields = {"attempts": attempts, "answer": f"{status} {words}".strip(), "due": time.time() + 2**attempts}
        mark(till, event["id"], state=state, **fields)


def deliver_due():
    """Brings everything that is due. Returns the seconds until the next try, None when nothing waits."""
    while event := claim(time.time()):
        deliver(event)
    with book() as till:
        due = till.connection.execute("SELECT min(due) FROM deliveries WHERE state = ?", [WAITING]).fetchone()[0]
    return None if due is None else max(due - time.time(), 0)


def deliver_again(event):
    """Brings an event once more, soon, however it went before."""
    with writing() as till:
        till.get(event, "event")
        mark(till, event, state=WAITING, attempts=0, due=time.time())
    nudge()


def work():
    pause = None
    while True:
        wake.wait(pause)
        wake.clear()
        time.sleep(PAUSE)
        try:
            pause = deliver_due()
        except Exception:  # the postman does not die of one letter
            logger.exception("The till's events wait.")
            pause = 10


def nudge():
    """Wakes the postman of this process; there is none in tests."""
    if not settings.TILL_DELIVERS:
        return
    with lock:
        if not postmen:
            postmen.append(threading.Thread(target=work, daemon=True, name="till"))
            postmen[0].start()
    wake.set()


after_commit.append(nudge)
