"""Asks Stripe how things are: for one object, every fact that has to be applied, what comes first in first place."""

from dataclasses import dataclass

from membership.billing.facts import PayoutFacts, SubscriptionFacts
from membership.exceptions import GoneError
from membership.models import Payout, StripeTrace, Subscription


@dataclass(frozen=True)
class Seen:
    """An answer that may change, with the version of our row (None without one) from before we asked."""

    facts: SubscriptionFacts | PayoutFacts
    version: int | None


@dataclass(frozen=True)
class Failed:
    """An invoice whose charge failed at least once."""

    invoice: str


@dataclass(frozen=True)
class CustomerGone:
    id: str


def version_of(model, **key):
    return model.objects.filter(**key).values_list("version", flat=True).first()


def look_subscription(gateway, pk):
    version = version_of(Subscription, subscription_id=pk)
    return [Seen(gateway.subscription(pk), version)]


def look_payout(gateway, pk):
    version = version_of(Payout, payout_id=pk)
    return [Seen(gateway.payout(pk), version)]


def look_invoice(gateway, pk):
    return [gateway.invoice(pk)]


def look_payment(gateway, pk):
    """A payment by itself, or the invoice that it paid."""
    payment = gateway.payment(pk)
    if payment.checkout:
        return [payment]
    invoice = gateway.invoice_of(pk)
    return look_invoice(gateway, invoice) if invoice else [payment]


def look_session(gateway, pk):
    session = gateway.session(pk)
    found = [session]
    if session.subscription:
        found += look_subscription(gateway, session.subscription)
    if session.invoice:
        found += look_invoice(gateway, session.invoice)
    if session.payment_intent and session.is_paid:
        found += look_payment(gateway, session.payment_intent)
    return found


def with_original(gateway, taken_back):
    """The payment that something was taken back of comes first when we do not have it yet."""
    known = StripeTrace.objects.filter(payment_intent=taken_back.payment_intent).exists()
    if known or not taken_back.payment_intent or not taken_back.movements:
        return [taken_back]
    return [*look_payment(gateway, taken_back.payment_intent), taken_back]


def look_refund(gateway, pk):
    return with_original(gateway, gateway.refund(pk))


def look_dispute(gateway, pk):
    return with_original(gateway, gateway.dispute(pk))


def look_charge(gateway, pk):
    """A charge's late fee, and its refunds."""
    found = [gateway.charge(pk)]
    for refund in gateway.refunds_of(pk):
        found += look_refund(gateway, refund)
    return found


def look_customer(gateway, pk):
    try:
        is_known = gateway.has_customer(pk)
    except GoneError:
        is_known = False
    return [] if is_known else [CustomerGone(pk)]


LOOKS = {
    "checkout.session": look_session,
    "subscription": look_subscription,
    "invoice": look_invoice,
    "payment_intent": look_payment,
    "refund": look_refund,
    "dispute": look_dispute,
    "charge": look_charge,
    "payout": look_payout,
    "customer": look_customer,
}
