"""Sending somebody to the pay page: the choice is checked and written down first, Stripe is asked after that.

Two tabs and two taps share one row, whose key makes them one request, one session and one subscription.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from membership.billing import gateway
from membership.billing.settling import settle
from membership.enums import LIVE, CheckoutFor, CheckoutState
from membership.exceptions import AlreadyPayingError, CardError, CardOffError, GatewayError, GoneError
from membership.models import Checkout, Person, StripeCustomer, Subscription
from membership.money import format_cents
from membership.services.ledger import LARGEST

LEAST = 100  # cents: below that the card company keeps most of it
OPEN_FOR = timedelta(hours=23)  # Stripe closes a session after a day
INTERVALS = {1: ("month", 1), 3: ("month", 3), 12: ("year", 1)}


@dataclass(frozen=True)
class Choice:
    """What somebody wants to pay by card: `amount` in cents, for dues with the `months` of a period."""

    purpose: str
    amount: int
    language: str
    months: int = 0

    def fields(self):
        return {"purpose": self.purpose, "amount": self.amount, "language": self.language, "months": self.months}


@dataclass(frozen=True)
class Ways:
    """Where the pay page leads back to: `done` with {CHECKOUT_SESSION_ID} in it, and `back`."""

    done: str
    back: str


def recurring(months):
    interval, count = INTERVALS[months]
    return {"interval": interval, "interval_count": count}


def refuse(choice):
    """Raises CardOffError without a key, CardError for an amount that cards are not taken for."""
    if not gateway.is_configured():
        raise CardOffError
    if not LEAST <= choice.amount <= LARGEST:
        raise CardError(CardError.message % {"least": format_cents(LEAST), "most": format_cents(LARGEST)})
    if choice.purpose != CheckoutFor.DONATION and choice.months not in INTERVALS:
        raise CardError(CardError.message % {"least": format_cents(LEAST), "most": format_cents(LARGEST)})


def start_checkout(person, choice, *, ways):
    """The address of the pay page for `choice` of `person` (None for a stranger's gift).

    Raises CardError and its children, GatewayError.
    """
    refuse(choice)
    stripe = gateway.Gateway()
    checkout, others = open_checkout(person, choice)
    for other in others:
        close(stripe, other)
    if checkout.session_id:
        return reopen(stripe, checkout, person, choice, ways)
    return go(stripe, checkout, ways)


def open_checkout(person, choice):
    """The row of this visit, an open one of the same choice when there is one; and the open ones to close first."""
    with transaction.atomic():
        if person is None:
            return Checkout.objects.create(**choice.fields()), []
        person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if choice.purpose == CheckoutFor.SUBSCRIPTION:
            refuse_second(person)
        since = timezone.now() - OPEN_FOR
        rows = person.checkouts.filter(state=CheckoutState.OPEN, purpose=choice.purpose)
        same = rows.filter(created_at__gte=since, **choice.fields()).order_by("-pk").first()
        others = list(rows.exclude(pk=same and same.pk)) if choice.purpose == CheckoutFor.SUBSCRIPTION else []
        Checkout.objects.filter(pk__in=[row.pk for row in others]).update(state=CheckoutState.EXPIRED)
        return same or new_checkout(person, choice), others


def refuse_second(person):
    if Subscription.objects.filter(person=person, status__in=LIVE).exists():
        raise AlreadyPayingError


def new_checkout(person, choice):
    customer = person.stripe_customers.filter(forgotten_at=None).order_by("pk").first()
    customer = customer or StripeCustomer.objects.create(person=person)
    return Checkout.objects.create(person=person, customer=customer, **choice.fields())


def close(stripe, checkout):
    """Nobody pays on an older tab any more. Raises AlreadyPayingError when somebody just did."""
    if not checkout.session_id:
        return
    try:
        stripe.expire_session(checkout.session_id)
    except GatewayError:  # it is over: paid, or expired by itself
        if settled(stripe, checkout):
            raise AlreadyPayingError from None


def settled(stripe, checkout):
    """Whether the session of `checkout` was paid; then our books know it too."""
    try:
        if not stripe.session(checkout.session_id).is_paid:
            return False
    except GoneError:
        return False
    settle("checkout.session", checkout.session_id)
    return True


def reopen(stripe, checkout, person, choice, ways):
    """The session that is open already; a new one when it is over or gone."""
    try:
        session = stripe.session(checkout.session_id)
    except GoneError:
        session = None
    if session and session.status == "open":
        return session.url
    if session and session.is_paid:
        settle("checkout.session", session.id)
        if choice.purpose == CheckoutFor.SUBSCRIPTION:
            raise AlreadyPayingError
    Checkout.objects.filter(pk=checkout.pk, state=CheckoutState.OPEN).update(state=CheckoutState.EXPIRED)
    return go(stripe, open_checkout(person, choice)[0], ways)


def go(stripe, checkout, ways):
    """Makes the session of `checkout`; a customer that Stripe has forgotten is made anew, once."""
    try:
        session = stripe.create_session(session_params(stripe, checkout, ways), key=str(checkout.key))
    except GoneError:
        if checkout.customer is None:
            raise
        checkout = healed(checkout)
        session = stripe.create_session(session_params(stripe, checkout, ways), key=str(checkout.key))
    Checkout.objects.filter(pk=checkout.pk).update(session_id=session.id, url=session.url)
    return session.url


def healed(checkout):
    """`checkout` again, for a new customer."""
    with transaction.atomic():
        customer = StripeCustomer.objects.select_for_update().get(pk=checkout.customer_id)
        StripeCustomer.objects.filter(pk=customer.pk).update(forgotten_at=timezone.now())
        Checkout.objects.filter(pk=checkout.pk).update(state=CheckoutState.EXPIRED)
        choice = Choice(checkout.purpose, checkout.amount, checkout.language, checkout.months)
        return new_checkout(checkout.person, choice)


def customer_id(stripe, checkout):
    customer = checkout.customer
    if customer.customer_id is None:
        handle, language = str(customer.key), checkout.language
        found = stripe.create_customer(handle=handle, language=language, key=f"customer:{customer.key}")
        StripeCustomer.objects.filter(pk=customer.pk).update(customer_id=found)
        customer.customer_id = found
    return customer.customer_id


def session_params(stripe, checkout, ways):
    """What Stripe is told: an opaque id, the amount and the language; no name, no contact."""
    metadata = {"checkout": str(checkout.key)}
    params = {
        "client_reference_id": str(checkout.key),
        "metadata": metadata,
        "line_items": [{"quantity": 1, "price_data": price_of(checkout)}],
        "locale": gateway.LOCALES.get(checkout.language, "auto"),
        "adaptive_pricing": {"enabled": False},
        "success_url": ways.done,
        "cancel_url": ways.back,
    }
    if checkout.purpose == CheckoutFor.SUBSCRIPTION:
        params |= {"mode": "subscription", "subscription_data": {"metadata": metadata}}
    else:
        params |= {"mode": "payment", "payment_intent_data": {"metadata": metadata} | statement()}
    if checkout.purpose == CheckoutFor.DONATION:
        params["submit_type"] = "donate"
    if checkout.customer:
        params["customer"] = customer_id(stripe, checkout)
    return params


def price_of(checkout):
    price = {
        "currency": settings.CENTER.currency.lower(),
        "unit_amount": checkout.amount,
        "product_data": {"name": settings.CENTER.short_name},
    }
    is_subscription = checkout.purpose == CheckoutFor.SUBSCRIPTION
    return price | ({"recurring": recurring(checkout.months)} if is_subscription else {})


def statement():
    """The neutral words on a bank statement, when there are some."""
    return {"statement_descriptor_suffix": settings.STRIPE_STATEMENT} if settings.STRIPE_STATEMENT else {}
