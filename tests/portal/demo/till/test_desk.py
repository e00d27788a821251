"""What happens at the till, and how the real gateway reads it through the real library over real HTTP."""

import pytest

from membership.billing import facts
from membership.exceptions import GatewayError, GoneError
from portal.demo.till import desk
from portal.demo.till.store import book
from tests.portal.demo.till.visits import names, of, params

pytestmark = pytest.mark.django_db


def test_gift_is_paid_once_and_tells_its_fee(gateway):
    session = gateway.create_session(params(), key="k")
    assert (session.status, session.payment_status, session.is_paid, session.payment_intent) == (
        "open",
        "unpaid",
        False,
        "",
    )
    events = desk.pay(session.id)
    assert names(events) == ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
    done = gateway.session(session.id)
    payment = gateway.payment(done.payment_intent)
    assert (done.is_paid, done.checkout, done.customer, done.url) == (True, "k1", "", "")
    assert (payment.amount, payment.currency, payment.status, payment.checkout) == (2000, "USD", "succeeded", "k1")
    assert payment.charge == facts.Charge(of(events, "charge.succeeded"), payment.id, payment.charge.transaction, 88)
    assert gateway.charge(payment.charge.id) == payment.charge
    assert gateway.invoice_of(payment.id) == ""


def test_declined_card_leaves_the_session_open_and_the_next_one_pays_the_same_intent(gateway):
    session = gateway.create_session(params(), key="k").id
    assert names(desk.pay(session, "declined")) == ["charge.failed", "payment_intent.payment_failed"]
    failed = gateway.payment(gateway.session(session).payment_intent)
    assert (gateway.session(session).status, failed.status, failed.amount) == ("open", "requires_payment_method", 0)
    desk.pay(session)
    assert gateway.payment(gateway.session(session).payment_intent).id == failed.id


def test_declined_card_leaves_no_trace_of_dues(gateway, customer):
    session = gateway.create_session(params("subscription", customer=customer), key="k").id
    assert desk.pay(session, "declined") == []
    assert (gateway.subscriptions_of(customer), gateway.session(session).subscription) == ([], "")


def test_dues_make_a_subscription_with_a_paid_invoice(gateway, customer, dues):
    assert names(dues) == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "customer.subscription.created",
        "invoice.paid",
        "invoice.payment_succeeded",
        "checkout.session.completed",
    ]
    session = gateway.session(of(dues, "checkout.session.completed"))
    subscription, invoice = gateway.subscription(session.subscription), gateway.invoice(session.invoice)
    assert (subscription.status, subscription.amount, subscription.months, subscription.checkout) == (
        "active",
        2000,
        3,
        "k1",
    )
    assert (invoice.status, invoice.amount, invoice.months, invoice.attempts) == ("paid", 2000, 3, 1)
    assert (invoice.checkout, invoice.subscription, invoice.customer) == ("k1", subscription.id, customer)
    assert gateway.invoice_of(invoice.payment_intent) == invoice.id
    assert (invoice.charge.fee, gateway.payment(invoice.payment_intent).checkout) == (88, "")
    assert gateway.subscriptions_of(customer) == [subscription]


def test_renewal_is_paid_by_a_good_card(gateway, dues):
    pk = of(dues, "customer.subscription.created")
    events = desk.renew(pk)
    assert names(events) == [
        "customer.subscription.updated",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
    ]
    first, second = (period(of(made, "invoice.paid")) for made in (dues, events))
    assert (first["end"], gateway.invoice(of(events, "invoice.paid")).months) == (second["start"], 3)


def period(invoice):
    with book() as till:
        return till.find(invoice)["lines"]["data"][0]["period"]


def test_renewal_that_fails_is_recovered(gateway, dues):
    pk = of(dues, "customer.subscription.created")
    assert desk.fail_next(pk) == []
    events = desk.renew(pk)
    assert names(events) == [
        "customer.subscription.updated",
        "charge.failed",
        "payment_intent.payment_failed",
        "invoice.payment_failed",
        "customer.subscription.updated",
    ]
    failed = gateway.invoice(of(events, "invoice.payment_failed"))
    assert (failed.status, failed.amount, failed.attempts, failed.charge) == ("open", 0, 1, None)
    assert gateway.subscription(pk).status == "past_due"
    told = ["invoice.paid", "invoice.payment_succeeded", "customer.subscription.updated"]
    assert names(desk.recover(failed.id))[2:] == told
    invoice = gateway.invoice(failed.id)
    assert (invoice.status, invoice.amount, invoice.attempts, gateway.subscription(pk).status) == (
        "paid",
        2000,
        2,
        "active",
    )


def test_bad_card_fails_until_it_is_changed(gateway, customer, dues):
    desk.set_card(customer, False)
    invoice = of(desk.renew(of(dues, "customer.subscription.created")), "invoice.payment_failed")
    assert names(desk.recover(invoice))[2:] == ["invoice.payment_failed"]
    desk.set_card(customer, True)
    desk.recover(invoice)
    assert gateway.invoice(invoice).attempts == 3


def test_amount_changes_from_the_next_period_on(gateway, dues):
    pk, recurring = of(dues, "customer.subscription.created"), {"interval": "month", "interval_count": 3}
    changed = gateway.change_amount(pk, amount=3500, recurring=recurring, key="c")
    assert (changed.amount, changed.months) == (3500, 3)
    assert gateway.invoice(of(desk.renew(pk), "invoice.paid")).amount == 3500


def test_what_ends_with_its_period_is_not_renewed(gateway, dues):
    pk = of(dues, "customer.subscription.created")
    ending = gateway.end_subscription(pk)
    assert (ending.is_ending, ending.status) == (True, "active")
    assert names(desk.renew(pk)) == ["customer.subscription.deleted"]
    assert gateway.subscription(pk).status == "canceled"
    with pytest.raises(GatewayError):
        gateway.end_subscription(pk)


def test_what_is_canceled_is_gone_for_another_cancel(gateway, customer, dues):
    pk = of(dues, "customer.subscription.created")
    gateway.cancel_subscription(pk)
    assert [one.status for one in gateway.subscriptions_of(customer)] == ["canceled"]
    with pytest.raises(GoneError):
        gateway.cancel_subscription(pk)


def test_refund_in_part_and_of_the_rest_and_one_that_fails(gateway, paid):
    intent = of(paid, "payment_intent.succeeded")
    events = desk.refund(intent, 500)
    assert names(events) == ["refund.created", "charge.refunded"]
    desk.refund(of(paid, "charge.succeeded"))
    refunds = gateway.refunds_of(of(paid, "charge.succeeded"))
    assert [[(m.amount, m.fee) for m in gateway.refund(pk).movements] for pk in refunds] == [[(-500, 0)], [(-1500, 0)]]
    assert names(desk.fail_refund(refunds[0])) == ["refund.updated", "refund.failed"]
    assert [move.amount for move in gateway.refund(refunds[0]).movements] == [-500, 500]
    assert names(desk.refund(intent)) == ["refund.created", "charge.refunded"]


@pytest.mark.parametrize(
    ("kind", "ends", "made", "moves", "status"),
    [
        ("fraud", desk.win, ["created", "funds_withdrawn", "closed", "funds_reinstated"], [-2000, 2000], "won"),
        ("fraud", desk.lose, ["created", "funds_withdrawn", "closed"], [-2000], "lost"),
        ("inquiry", desk.win, ["created", "closed"], [], "warning_closed"),
        ("inquiry", desk.lose, ["created", "funds_withdrawn", "closed"], [-2000], "lost"),
    ],
)
def test_dispute_moves_money_as_its_bank_says(gateway, paid, kind, ends, made, moves, status):
    intent = of(paid, "payment_intent.succeeded")
    events = desk.dispute(intent, kind)
    pk = of(events, "charge.dispute.created")
    events += ends(pk)
    found = gateway.dispute(pk)
    assert [name.removeprefix("charge.dispute.") for name in names(events)] == made
    assert ([move.amount for move in found.movements], found.payment_intent) == (moves, intent)
    assert events[-1]["data"]["object"]["status"] == status


def test_payout_holds_what_came_since_the_last_one(gateway, paid, dues):
    payout = gateway.payout(of(desk.payout(), "payout.paid"))
    assert (payout.amount, payout.status, len(payout.transactions)) == (2 * (2000 - 88), "paid", 2)
    with pytest.raises(desk.TillError):
        desk.payout()
