"""A crash at any write or any request of a handler leaves nothing half done, and the next delivery heals it."""

from contextlib import contextmanager
from itertools import count

import pytest
import requests
from django.db import connection
from django.test import Client

from membership.models import Checkout, Message, Payment, ReceiptCounter, StripeEvent, StripeTrace, Subscription
from portal.demo.till import desk, store
from tests.membership.billing.histories import begin, books, deliver, make_payer, play, undone

WRITES = ("INSERT", "UPDATE", "DELETE")
WRITTEN = (Payment, Message, Checkout, ReceiptCounter, StripeTrace, Subscription)


class CrashError(Exception):
    """The process dies here."""


@contextmanager
def crash_at_write(number):
    """The write of that number kills the process, and so does every later one."""
    seen = count(1)

    def execute(run, sql, params, many, context):
        if sql.startswith(WRITES) and next(seen) >= number:
            raise CrashError(sql)
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def cut_at_request(number, error):
    """From the request of that number on there is no network."""
    seen, real = count(1), requests.Session.request

    def request(self, *args, **kwargs):
        if next(seen) >= number:
            raise error
        return real(self, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.Session, "request", request)
        yield


def written():
    return [list(model.objects.order_by("pk").values()) for model in WRITTEN]


def one_of(events, name):
    return next(event for event in events if event["type"] == name)


def paid_session():
    return one_of(desk.pay(begin(make_payer())), "checkout.session.completed")


def paid_invoice():
    return one_of(desk.pay(begin(make_payer())), "invoice.paid")


def failed_invoice():
    desk.pay(begin(make_payer()))
    return one_of(play("fail"), "invoice.payment_failed")


def refunded():
    desk.pay(begin(make_payer()))
    return one_of(play("refund_part"), "refund.created")


def disputed():
    desk.pay(begin(make_payer()))
    return one_of(play("dispute"), "charge.dispute.funds_withdrawn")


EVENTS = [paid_session, paid_invoice, failed_invoice, refunded, disputed]


def heals(event, crash):
    """Whether `crash` was reached; if so nothing but the inbox remembers it, and the next delivery ends as ever."""
    before = written()
    with crash:
        status = deliver(event, Client(raise_request_exception=False))
    if status == 200:
        return False
    assert (status >= 500, written()) == (True, before)
    assert deliver(event) == 200
    return True


@pytest.mark.parametrize("event_of", EVENTS)
@pytest.mark.parametrize(
    "crash",
    [
        crash_at_write,
        lambda number: cut_at_request(number, requests.ConnectionError("cut")),
        lambda number: cut_at_request(number, CrashError()),
    ],
    ids=["write", "network", "request"],
)
def test_a_crash_at_every_step_heals(db, till, event_of, crash):
    store.clear()
    with undone():
        expected = after(event_of, None)
    for number in count(1):
        with undone():
            store.clear()
            found = after(event_of, crash(number))
        if found is None:
            break
        assert found == expected
    assert number > 1


def after(event_of, crash):
    """The books once the event of `event_of` has come, after `crash`; None when the crash was never reached."""
    event = event_of()
    person = Checkout.objects.get().person
    if crash is None:
        assert deliver(event) == 200
    elif not heals(event, crash):
        return None
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"processed"}
    return books(person)
