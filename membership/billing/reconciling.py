"""The daily round: what the events did not tell us, and what must end at Stripe because it has ended here."""

import logging
from datetime import timedelta

from django.db.models import Q

from membership.billing import gateway
from membership.billing.managing import forget_subscription
from membership.billing.settling import process, settle
from membership.enums import LIVE, EventState
from membership.exceptions import BillingError, GatewayError, GoneError
from membership.models import Payment, StripeCustomer, StripeEvent, Subscription

logger = logging.getLogger(__name__)

BACK = timedelta(days=30)
WAITS = timedelta(minutes=5)  # an event whose handler died is tried again after this


def reconcile(now, back=BACK):
    """Asks Stripe for all that was made in `back` and writes what we lack. Returns sentences of what it changed."""
    if not gateway.is_configured():
        return []
    before = set(Payment.objects.filter(key__startswith="stripe:").values_list("key", flat=True))
    statuses = dict(Subscription.objects.values_list("subscription_id", "status"))
    troubles = [*retry_waiting(now), *settle_recent(now - back), *heal_subscriptions(), *end_erased()]
    after = Payment.objects.filter(key__startswith="stripe:").exclude(key__in=before)
    written = [f"written: {payment.key} {payment.amount}" for payment in after.order_by("pk")]
    changed = [
        f"subscription: {pk} {statuses.get(pk, 'new')}->{status}"
        for pk, status in Subscription.objects.values_list("subscription_id", "status")
        if statuses.get(pk) != status
    ]
    return [*written, *changed, *troubles]


def retry_waiting(now):
    """Events that were written down and not done: their handler died, or Stripe could not be asked."""
    waiting = StripeEvent.objects.filter(state=EventState.RECEIVED, received_at__lt=now - WAITS)
    return list(filter(None, [tried(event.event_id, process, event) for event in waiting.order_by("pk")]))


def settle_recent(since):
    try:
        recent = gateway.Gateway().recent(since)
    except GatewayError as error:
        return [f"not done: {error}"]
    return list(filter(None, [tried(f"{kind} {pk}", settle, kind, pk) for kind, pk in recent]))


def tried(name, work, *args):
    """Does `work`; a known failure becomes a sentence instead of stopping the round."""
    try:
        work(*args)
    except (BillingError, GatewayError) as error:
        return f"not done: {name} ({error})"
    return ""


def heal_subscriptions():
    """Live subscriptions that Stripe has forgotten, as after a restored backup."""
    healed = []
    for subscription in Subscription.objects.filter(status__in=LIVE):
        try:
            settle("subscription", subscription.subscription_id)
        except GoneError:
            forget_subscription(subscription)
        except (BillingError, GatewayError) as error:
            healed.append(f"not done: {subscription.subscription_id} ({error})")
    return healed


def end_erased():
    """Whoever was erased here pays no more there: what a card pays is canceled and the customer deleted."""
    ended, stripe = [], gateway.Gateway()
    gone = Q(person=None) | Q(person__erased_at__isnull=False)
    for customer in StripeCustomer.objects.filter(gone, customer_id__isnull=False, forgotten_at=None):
        try:
            for subscription in stripe.subscriptions_of(customer.customer_id):
                if subscription.is_live:
                    stripe.cancel_subscription(subscription.id)
            stripe.delete_customer(customer.customer_id)
        except GoneError:
            pass
        except GatewayError as error:
            ended.append(f"not done: {customer.customer_id} ({error})")
            continue
        Subscription.objects.filter(customer_id=customer.customer_id).update(status="canceled")
        settle("customer", customer.customer_id)
        ended.append(f"ended: {customer.customer_id}")
    return ended
