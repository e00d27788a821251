"""What may happen to somebody who pays by card, played at the till; and its messages, delivered as one likes."""

import json
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.test import Client
from stripe import WebhookSignature

from membership.billing.checkout import Choice, Ways, start_checkout
from membership.enums import CheckoutFor
from membership.models import Checkout, Message, Payment, StripeEvent, Subscription
from membership.services.people import create_person
from membership.services.standing import standing_of
from portal.demo.till import desk, store
from portal.demo.till.errors import TillError

WAYS = Ways("https://www.example.org/done/?session_id={CHECKOUT_SESSION_ID}", "https://www.example.org/back/")
MONTHLY = Choice(CheckoutFor.SUBSCRIPTION, 1000, "en", 1)
ACTS = ["renew", "fail", "recover", "refund", "refund_part", "fail_refund", "dispute", "inquiry", "win", "lose"]


def make_payer():
    return create_person("Ana", language="en", contact=("email", "ana@example.org"))


def begin(person, choice=MONTHLY):
    """Chooses on our page; returns the session that is open at the till."""
    start_checkout(person, choice, ways=WAYS)
    return Checkout.objects.order_by("-pk").first().session_id


def newest(kind, **wanted):
    """The newest thing of a kind at the till that has these values. Raises TillError without one."""
    with store.book() as till:
        rows = [row for row in till.all(kind) if all(row.get(name) == value for name, value in wanted.items())]
    if not rows:
        raise TillError(f"no {kind} like that")
    return rows[0]["id"]


def paid_charge():
    return newest("charge", paid=True, disputed=False, refunded=False)


MOVES = {
    "renew": lambda: desk.renew(newest("subscription")),
    "fail": lambda: [*desk.fail_next(newest("subscription")), *desk.renew(newest("subscription"))],
    "recover": lambda: desk.recover(newest("invoice", status="open")),
    "refund": lambda: desk.refund(paid_charge()),
    "refund_part": lambda: desk.refund(paid_charge(), amount=300),
    "fail_refund": lambda: desk.fail_refund(newest("refund", status="succeeded")),
    "dispute": lambda: desk.dispute(paid_charge()),
    "inquiry": lambda: desk.dispute(paid_charge(), kind="inquiry"),
    "win": lambda: desk.win(newest("dispute", status="needs_response")),
    "lose": lambda: desk.lose(newest("dispute", status="needs_response")),
    "cancel": lambda: desk.cancel(newest("subscription")),
}


def play(act):
    """One thing happens at the till, when it can; returns its events."""
    try:
        return MOVES[act]()
    except TillError:
        return []


def deliver(event, client=None):
    """The message arrives, really signed; returns the status of our answer."""
    body = json.dumps(event)
    header = WebhookSignature.generate_signature_header(body, settings.STRIPE_WEBHOOK_SECRETS[0], int(time.time()))
    client = client or Client(raise_request_exception=False)
    sent = client.post("/stripe/webhook/", body, content_type="application/json", headers={"Stripe-Signature": header})
    return sent.status_code


def books(person):
    """What is in our books, without the numbers that differ from one till to the next and from one order to another."""
    lines = sorted(
        (payment.amount, payment.fee, payment.net, payment.months, payment.price, payment.method, kind_of(payment.key))
        for payment in Payment.objects.all()
    )
    messages = sorted(Message.objects.exclude(purpose="receipt").values_list("purpose", flat=True))
    receipts = Message.objects.filter(purpose="receipt").count()
    subscriptions = sorted(Subscription.objects.values_list("status", "amount", "is_ending"))
    return lines, standing_of(person), messages, receipts, subscriptions


def kind_of(key):
    """ "in" of "stripe:in_123", "re:failed" of "stripe:re_123:failed"."""
    _, name, *more = key.split(":")
    return ":".join([name.partition("_")[0], *(part for part in more if not part.startswith("txn"))])


def events_waiting():
    return StripeEvent.objects.exclude(state__in=["processed", "ignored"]).values_list("type", "state", "trouble")


@contextmanager
def undone():
    """What happens inside is rolled back; it does not count as a transaction of ours."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
