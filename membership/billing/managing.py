"""What a member does about the card that pays their dues: change it, change the amount, stop."""

from uuid import uuid4

from django.db import transaction

from membership.billing import gateway
from membership.billing.applying import apply
from membership.billing.checkout import LEAST, recurring
from membership.billing.looking import Seen
from membership.billing.settling import settle
from membership.enums import LIVE
from membership.exceptions import CardError, GoneError, OutdatedError
from membership.models import Subscription
from membership.money import format_cents
from membership.services.ledger import LARGEST


def live_subscription(person):
    """What a card pays for `person` again and again; None when none does."""
    return Subscription.objects.filter(person=person, status__in=LIVE).order_by("-pk").first()


def forget_subscription(subscription):
    """Stripe does not know it any more: nothing is paid by it, whatever it said last."""
    Subscription.objects.filter(pk=subscription.pk).update(status="canceled", version=subscription.version + 1)


def told(person, ask):
    """Asks about the live subscription of `person`, and writes the answer down. Raises GatewayError, GoneError.

    One that Stripe has forgotten is forgotten here too. Returns the subscription, None without any.
    """
    subscription = live_subscription(person)
    if subscription is None:
        return None
    try:
        facts = ask(gateway.Gateway(), subscription)
    except GoneError:
        forget_subscription(subscription)
        raise
    try:
        with transaction.atomic():
            apply(Seen(facts, subscription.version))
    except OutdatedError:
        settle("subscription", subscription.subscription_id)
    return subscription


def change_amount(person, amount):
    """From the next period on the card pays `amount` cents. Raises CardError, GatewayError, GoneError."""
    if not LEAST <= amount <= LARGEST:
        raise CardError(CardError.message % {"least": format_cents(LEAST), "most": format_cents(LARGEST)})
    return told(
        person,
        lambda stripe, row: stripe.change_amount(
            row.subscription_id, amount=amount, recurring=recurring(row.months), key=str(uuid4())
        ),
    )


def stop(person):
    """The card pays no more after the paid period. Raises GatewayError, GoneError."""
    return told(person, lambda stripe, row: stripe.end_subscription(row.subscription_id))


def portal_address(person, *, return_url, language):
    """Stripe's own page for the card of `person`; "" when Stripe knows nobody. Raises GatewayError, GoneError."""
    subscription = live_subscription(person)
    customer = person.stripe_customers.filter(forgotten_at=None, customer_id__isnull=False).order_by("-pk").first()
    known = subscription.customer_id if subscription else customer and customer.customer_id
    if not known:
        return ""
    try:
        return gateway.Gateway().create_portal_session(known, return_url=return_url, language=language)
    except GoneError:
        if subscription:
            forget_subscription(subscription)
        settle("customer", known)
        raise
