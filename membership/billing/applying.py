"""Writes what Stripe said into our books. Every function can be called again, in any order, with the same end.

All of them run inside one transaction of `settling.py`; rows are locked in the order checkout, subscription, payment.
"""

from functools import singledispatch
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from membership.billing.facts import (
    Charge,
    InvoiceFacts,
    PaymentFacts,
    PayoutFacts,
    SessionFacts,
    SubscriptionFacts,
    TakenBack,
    day_of,
)
from membership.billing.looking import CustomerGone, Failed, Seen
from membership.billing.telling import tell_of_failure
from membership.enums import LIVE, CheckoutFor, CheckoutState, Method, PaidFor, Trouble
from membership.exceptions import BillingError, DuesError, OutdatedError
from membership.models import Checkout, Payment, Payout, StripeCustomer, StripeTrace, Subscription
from membership.services.ledger import Taken, left_of, record_payment, take_back

KEY = "stripe:{}"


def day_received(when):
    """The day in the center's calendar; a clock that is ahead of ours makes it today."""
    return min(day_of(when), timezone.localdate())


def check_currency(currency):
    if currency != settings.CENTER.currency:
        raise BillingError(Trouble.CURRENCY)


def checkout_called(key):
    """The visit to our pay page that `key` names, held until the transaction ends; None for what is not ours."""
    try:
        name = UUID(key)
    except ValueError:  # none, or somebody else's
        return None
    return Checkout.objects.select_for_update().filter(key=name).first()


def payer_of(*, customer="", checkout="", subscription=""):
    """Who pays: whoever chose it here, else whose customer or subscription it is. Raises BillingError for strangers."""
    chosen = checkout_called(checkout)
    rows = [
        chosen,
        StripeCustomer.objects.filter(customer_id=customer).first() if customer else None,
        Subscription.objects.filter(subscription_id=subscription).first() if subscription else None,
    ]
    person = next((row.person for row in rows if row and row.person), None)
    if person is None:
        raise BillingError(Trouble.STRANGER)
    return person.current


@singledispatch
def apply(fact):
    """Writes one fact; returns a Trouble when the treasurer should look. Raises BillingError, OutdatedError."""
    raise TypeError(fact)


@apply.register
def apply_session(session: SessionFacts):
    checkout = checkout_called(session.checkout)
    if checkout:
        paid, expired = session.is_paid, session.status == "expired"
        state = CheckoutState.PAID if paid else CheckoutState.EXPIRED if expired else CheckoutState.OPEN
        if checkout.state != CheckoutState.PAID:
            Checkout.objects.filter(pk=checkout.pk).update(state=state, session_id=session.id)
    return ""


@apply.register
def apply_seen(seen: Seen):
    return apply_versioned(seen.facts, seen.version)


@singledispatch
def apply_versioned(facts, version):
    """Writes an answer that may change, unless a newer one was written since it was asked for."""
    raise TypeError(facts)


@apply_versioned.register
def apply_subscription(facts: SubscriptionFacts, version):
    row = Subscription.objects.select_for_update().filter(subscription_id=facts.id).first()
    person = payer_of(customer=facts.customer, checkout=facts.checkout, subscription=facts.id)
    values = {
        "person": person,
        "customer_id": facts.customer,
        "status": facts.status,
        "amount": facts.amount,
        "months": facts.months,
        "is_ending": facts.is_ending,
    }
    write_newer(row or Subscription(subscription_id=facts.id), values, version)
    others = Subscription.objects.filter(person=person, status__in=LIVE).exclude(subscription_id=facts.id)
    return Trouble.TWO if facts.is_live and others.exists() else ""


@apply_versioned.register
def apply_payout(facts: PayoutFacts, version):
    row = Payout.objects.select_for_update().filter(payout_id=facts.id).first()
    check_currency(facts.currency)
    values = {
        "amount": facts.amount,
        "status": facts.status,
        "arrives_on": day_of(facts.arrives_on),
        "transactions": list(facts.transactions),
    }
    write_newer(row or Payout(payout_id=facts.id), values, version)
    return ""


def write_newer(row, values, version):
    """Writes `values` unless they stand there already. Raises OutdatedError when somebody wrote since `version`."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    if (row.version if row.pk else None) != version:
        raise OutdatedError
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # two that saw no row yet
        raise OutdatedError from error


@apply.register
def apply_invoice(invoice: InvoiceFacts):
    """A paid invoice is a line of the ledger that buys its months. One that failed tells the member, once."""
    if invoice.status != "paid":
        return ""
    check_currency(invoice.currency)
    if not invoice.months:
        raise BillingError(Trouble.PERIOD)
    if invoice.amount and not invoice.payment_intent:
        raise BillingError(Trouble.OUTSIDE)
    person = payer_of(customer=invoice.customer, checkout=invoice.checkout, subscription=invoice.subscription)
    if invoice.attempts > 1:
        tell_of_failure(person, invoice.id, is_mended=True)
    taken = Taken(
        amount=invoice.amount,
        months=invoice.months,
        received_on=day_received(invoice.paid_at),
        key=KEY.format(invoice.id),
        method=Method.CARD if invoice.amount else Method.WAIVER,  # nothing was charged, the period counts all the same
        fee=invoice.charge.fee if invoice.charge else 0,
    )
    enter(person, taken, invoice.charge)
    return ""


@apply.register
def apply_failed(failed: Failed):
    """The charge of an invoice failed; when it was paid since, there is nothing to mend any more."""
    invoice = failed.invoice
    person = payer_of(customer=invoice.customer, checkout=invoice.checkout, subscription=invoice.subscription)
    tell_of_failure(person, invoice.id, is_mended=invoice.status in ("paid", "void"))
    return ""


@apply.register
def apply_payment(payment: PaymentFacts):
    """A payment by itself: dues for a time, or a donation, as it was chosen here."""
    if payment.status != "succeeded":
        return ""
    check_currency(payment.currency)
    checkout = checkout_called(payment.checkout)
    if checkout is None:
        raise BillingError(Trouble.STRANGER)
    is_gift = checkout.purpose == CheckoutFor.DONATION
    if checkout.person is None and not is_gift:
        raise BillingError(Trouble.STRANGER)
    Checkout.objects.filter(pk=checkout.pk).update(state=CheckoutState.PAID)
    taken = Taken(
        amount=payment.amount,
        months=checkout.months,
        price=checkout.amount,
        received_on=day_received(payment.paid_at),
        key=KEY.format(payment.id),
        method=Method.CARD,
        paid_for=PaidFor.DONATION if is_gift else PaidFor.DUES,
        fee=payment.charge.fee if payment.charge else 0,
    )
    enter(checkout.person and checkout.person.current, taken, payment.charge)
    return ""


def enter(person, taken, charge):
    """The line in the ledger, and where it is found in Stripe's books."""
    try:
        payment = record_payment(person, taken=taken)
    except DuesError as error:
        raise BillingError(Trouble.PERIOD) from error
    if charge:
        where = {"payment_intent": charge.payment_intent, "charge": charge.id, "transaction": charge.transaction}
        _, is_new = StripeTrace.objects.get_or_create(payment=payment, defaults=where)
        if not is_new:
            apply_charge(charge)


@apply.register
def apply_charge(charge: Charge):
    """Stripe's books are sometimes late: the fee follows as a line of its own."""
    trace = StripeTrace.objects.select_for_update().filter(charge=charge.id, transaction="").first()
    if trace and charge.transaction:
        StripeTrace.objects.filter(pk=trace.pk).update(transaction=charge.transaction)
        if charge.fee:
            key = KEY.format(charge.transaction)
            today = timezone.localdate()
            line = take_back(trace.payment, 0, key=key, recorded_by=None, fee=charge.fee, received_on=today)
            StripeTrace.objects.create(payment=line, transaction=charge.transaction)
    return ""


@apply.register
def apply_taken_back(taken_back: TakenBack):
    """Every movement of a refund or a dispute is a line of its own, together never more than was paid."""
    if not taken_back.movements:
        return ""
    trace = StripeTrace.objects.filter(payment_intent=taken_back.payment_intent or None).first()
    if trace is None:
        raise BillingError(Trouble.STRANGER)
    payment = Payment.objects.select_for_update().get(pk=trace.payment_id)
    for movement in taken_back.movements:
        check_currency(movement.currency)
        move(payment, movement)
    return ""


def move(payment, movement):
    key = KEY.format(movement.key)
    if Payment.objects.filter(key=key).exists():
        return
    if not 0 <= left_of(payment) + movement.amount <= payment.amount:
        raise BillingError(Trouble.TOO_MUCH)
    day = day_received(movement.moved_at)
    line = take_back(payment, movement.amount, key=key, recorded_by=None, fee=movement.fee, received_on=day)
    StripeTrace.objects.create(payment=line, transaction=movement.transaction)


@apply.register
def forget_customer(gone: CustomerGone):
    StripeCustomer.objects.filter(customer_id=gone.id, forgotten_at=None).update(forgotten_at=timezone.now())
    return ""
