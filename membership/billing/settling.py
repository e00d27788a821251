"""From an event, a returned visitor or the daily round to our books: look outside any transaction, apply inside one."""

import logging

from django.db import transaction
from django.utils import timezone

from membership.billing import gateway
from membership.billing.applying import apply
from membership.billing.looking import LOOKS, Failed
from membership.enums import EventState, Trouble
from membership.exceptions import BillingError, GatewayError, GoneError, OutdatedError
from membership.models import StripeEvent

logger = logging.getLogger(__name__)

TRIES = 5  # against somebody who writes newer answers at the same moment
DONE = (EventState.PROCESSED, EventState.IGNORED)
# What an event is about, by how its name begins; the longest that fits counts.
KINDS = {
    "checkout.session.": "checkout.session",
    "customer.subscription.": "subscription",
    "customer.deleted": "customer",
    "invoice.paid": "invoice",
    "invoice.payment_": "invoice",
    "payment_intent.succeeded": "payment_intent",
    "charge.succeeded": "charge",
    "charge.updated": "charge",
    "charge.refunded": "charge",
    "charge.refund.": "refund",
    "charge.dispute.": "dispute",
    "refund.": "refund",
    "payout.": "payout",
}
FAILURES = ("invoice.payment_failed", "invoice.payment_action_required")


def kind_of(event_type):
    """What kind of object an event is about; None for one that we have no use for."""
    begins = [begin for begin in KINDS if event_type.startswith(begin)]
    return KINDS[max(begins, key=len)] if begins else None


def receive(facts):
    """Writes a signed event into the inbox, before anything is done about it."""
    values = {"type": facts.type, "object_id": facts.object_id, "api_version": facts.api_version[:40]}
    if facts.is_live != gateway.is_live():
        values |= {"state": EventState.FAILED, "trouble": Trouble.MODE}
    elif facts.api_version not in ("", gateway.API_VERSION):
        logger.warning("event=%s api_version=%s ours=%s", facts.id, facts.api_version, gateway.API_VERSION)
    event, _ = StripeEvent.objects.get_or_create(event_id=facts.id, defaults=values)
    return event


def look(kind, object_id, event_type=""):
    found = LOOKS[kind](gateway.Gateway(), object_id)
    return [*found, *(Failed(fact) for fact in found if event_type in FAILURES)]


def settle(kind, object_id, *, event=None):
    """Looks at one object and applies what is found; together with `event`, its row in the inbox, or not at all.

    Again, at the same moment or in another order ends the same. Raises BillingError, GatewayError.
    """
    for _ in range(TRIES):
        found = look(kind, object_id, event.type if event else "")
        try:
            with transaction.atomic():
                if event and locked(event).state in DONE:
                    return ""
                trouble = next(filter(None, [apply(fact) for fact in found]), "")
                if event:
                    mark(event, EventState.FAILED if trouble else EventState.PROCESSED, trouble)
                return trouble
        except OutdatedError:
            continue
    raise GatewayError("our row changes faster than we can ask")


def locked(event):
    return StripeEvent.objects.select_for_update().get(pk=event.pk)


def mark(event, state, trouble=""):
    logger.info("event=%s type=%s state=%s->%s %s", event.event_id, event.type, event.state, state, trouble)
    event.state, event.trouble, event.processed_at = state, trouble, timezone.now()
    event.attempts += 1
    with transaction.atomic():
        event.save(update_fields=["state", "trouble", "processed_at", "attempts"])


def process(event):
    """Does once what `event` asks for. A known failure is kept for the treasurer; it can be tried again.

    Raises GatewayError when Stripe cannot be asked, and whatever nobody thought of: then nothing but the row in the
    inbox stays, and Stripe delivers again.
    """
    if event.state in DONE or event.trouble == Trouble.MODE:
        return event
    kind = kind_of(event.type)
    try:
        if kind is None or not event.object_id:
            mark(event, EventState.IGNORED)
        else:
            settle(kind, event.object_id, event=event)
    except BillingError as error:
        mark(event, EventState.FAILED, error.trouble)
    except GoneError:
        mark(event, EventState.FAILED, Trouble.GONE)
    except GatewayError:
        raise
    except Exception:
        mark(event, EventState.FAILED, Trouble.UNKNOWN)
        raise
    event.refresh_from_db()
    return event
