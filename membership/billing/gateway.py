"""The only door to Stripe: every request of ours, and nothing of the library reaches further than here.

No request is made while a transaction is open: it would hold its locks for as long as the network takes.
"""

import json
import time
from functools import wraps

import stripe
from django.conf import settings
from django.db import connection

from membership.billing import reading
from membership.exceptions import GatewayError, GoneError

API_VERSION = "2026-10-28.endive"
TIMEOUT = 10  # seconds
TOLERANCE = 300  # seconds between a signature's clock and ours, both ways
LOCALES = {"pt-br": "pt-BR", "es": "es-419", "en": "en"}
CHARGE = "latest_charge.balance_transaction"
ALL = {"limit": 100}


class SignatureError(Exception):
    """A webhook that is not from Stripe, or too old, or from the future."""


def is_configured():
    return bool(settings.STRIPE_API_KEY)


def is_live():
    return settings.STRIPE_API_KEY.startswith(("sk_live", "rk_live"))


def refuse_in_transaction():
    """Raises RuntimeError inside a transaction of ours; the one that a test runs in does not count."""
    if any(not block._from_testcase for block in connection.atomic_blocks):
        raise RuntimeError("No request to Stripe while a transaction is open.")


def request(method):
    """A method that speaks to Stripe. Raises GoneError for what is not known there any more, else GatewayError."""

    @wraps(method)
    def asked(self, *args, **kwargs):
        refuse_in_transaction()
        try:
            return method(self, *args, **kwargs)
        except stripe.InvalidRequestError as error:
            if error.code == "resource_missing":
                raise GoneError(error.param or "") from error
            raise GatewayError(str(error)) from error
        except stripe.StripeError as error:
            raise GatewayError(str(error)) from error

    return asked


class Gateway:
    def __init__(self):
        base = {"base_addresses": {"api": settings.STRIPE_API_BASE}} if settings.STRIPE_API_BASE else {}
        self.client = stripe.StripeClient(
            settings.STRIPE_API_KEY,
            stripe_version=API_VERSION,
            max_network_retries=2,
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
            **base,
        )
        self.v1 = self.client.v1

    @request
    def create_customer(self, *, handle, language, key):
        """A customer that is known by our random `handle` alone. Returns its id."""
        params = {"metadata": {"person": handle}, "preferred_locales": [LOCALES.get(language, "en")]}
        return self.v1.customers.create(params, {"idempotency_key": key}).id

    @request
    def has_customer(self, customer):
        """Whether Stripe still knows `customer`; a deleted one is told without raising anything."""
        return not self.v1.customers.retrieve(customer).to_dict().get("deleted")

    @request
    def delete_customer(self, customer):
        self.v1.customers.delete(customer)

    @request
    def create_session(self, params, *, key):
        return reading.read_session(self.v1.checkout.sessions.create(params, {"idempotency_key": key}).to_dict())

    @request
    def session(self, session):
        return reading.read_session(self.v1.checkout.sessions.retrieve(session).to_dict())

    @request
    def expire_session(self, session):
        self.v1.checkout.sessions.expire(session)

    @request
    def create_portal_session(self, customer, *, return_url, language):
        """The address of Stripe's own page where somebody changes the card, stops, or reads the invoices."""
        params = {"customer": customer, "return_url": return_url, "locale": LOCALES.get(language, "auto")}
        if settings.STRIPE_PORTAL_CONFIGURATION:
            params["configuration"] = settings.STRIPE_PORTAL_CONFIGURATION
        return self.v1.billing_portal.sessions.create(params).url

    @request
    def subscription(self, subscription):
        return reading.read_subscription(self.v1.subscriptions.retrieve(subscription).to_dict())

    @request
    def change_amount(self, subscription, *, amount, recurring, key):
        """From the next period on the subscription costs `amount` cents; nothing is charged or paid back now."""
        known = reading.read_subscription(self.v1.subscriptions.retrieve(subscription).to_dict())
        price = {"currency": known.currency.lower(), "product": known.product, "unit_amount": amount}
        item = {"id": known.item, "price_data": price | {"recurring": recurring}}
        params = {"items": [item], "proration_behavior": "none"}
        updated = self.v1.subscriptions.update(subscription, params, {"idempotency_key": key})
        return reading.read_subscription(updated.to_dict())

    @request
    def end_subscription(self, subscription):
        """Ends with the period that is paid."""
        updated = self.v1.subscriptions.update(subscription, {"cancel_at_period_end": True})
        return reading.read_subscription(updated.to_dict())

    @request
    def cancel_subscription(self, subscription):
        self.v1.subscriptions.cancel(subscription)

    @request
    def payment(self, payment_intent):
        return reading.read_payment(self.v1.payment_intents.retrieve(payment_intent, {"expand": [CHARGE]}).to_dict())

    @request
    def invoice(self, invoice):
        """An invoice with the payment that paid it."""
        found = self.v1.invoices.retrieve(invoice, {"expand": ["payments"]}).to_dict()
        if not found.get("payments"):
            payments = self.v1.invoice_payments.list({"invoice": invoice}).data
            found["payments"] = {"data": [payment.to_dict() for payment in payments]}
        intent = reading.payment_intent_of(found)
        return reading.read_invoice(found, charge=self.payment(intent).charge if intent else None)

    @request
    def invoice_of(self, payment_intent):
        """The id of the invoice that `payment_intent` paid; "" when it paid none."""
        wanted = {"payment": {"type": "payment_intent", "payment_intent": payment_intent}}
        found = self.v1.invoice_payments.list(wanted).data
        return reading.id_of(found[0].to_dict()["invoice"]) if found else ""

    @request
    def charge(self, charge):
        return reading.read_charge(self.v1.charges.retrieve(charge, {"expand": ["balance_transaction"]}).to_dict())

    @request
    def refund(self, refund):
        expand = ["balance_transaction", "failure_balance_transaction"]
        return reading.read_refund(self.v1.refunds.retrieve(refund, {"expand": expand}).to_dict())

    @request
    def refunds_of(self, charge):
        """The ids of all refunds of `charge`, the oldest first."""
        return [refund.id for refund in self.v1.refunds.list(ALL | {"charge": charge}).auto_paging_iter()][::-1]

    @request
    def dispute(self, dispute):
        return reading.read_dispute(self.v1.disputes.retrieve(dispute).to_dict())

    @request
    def payout(self, payout):
        found = self.v1.payouts.retrieve(payout).to_dict()
        moved = self.v1.balance_transactions.list(ALL | {"payout": payout}).auto_paging_iter()
        lines = [transaction.id for transaction in moved if transaction.type != "payout"]
        return reading.read_payout(found, lines)

    @request
    def subscriptions_of(self, customer):
        found = self.v1.subscriptions.list(ALL | {"customer": customer, "status": "all"}).auto_paging_iter()
        return [reading.read_subscription(subscription.to_dict()) for subscription in found]

    @request
    def recent(self, since):
        """Pairs (kind of object, id) of all that was made since `since` (aware), the oldest first in each kind."""
        listed = ALL | {"created": {"gte": int(since.timestamp())}}
        lists = {
            "subscription": self.v1.subscriptions.list(listed | {"status": "all"}),
            "checkout.session": self.v1.checkout.sessions.list(listed),
            "invoice": self.v1.invoices.list(listed),
            "payment_intent": self.v1.payment_intents.list(listed),
            "refund": self.v1.refunds.list(listed),
            "dispute": self.v1.disputes.list(listed),
            "payout": self.v1.payouts.list(listed),
        }
        return [(kind, row.id) for kind, rows in lists.items() for row in list(rows.auto_paging_iter())[::-1]]


def read_webhook(body, signature):
    """The event in `body` (bytes) when one of our secrets signed it within five minutes.

    Raises SignatureError when none did, ValueError when the body is no event.
    """
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            stripe.WebhookSignature.verify_header(body, signature, secret, TOLERANCE)
        except stripe.SignatureVerificationError:
            continue
        refuse_future(signature)
        return reading.read_event(json.loads(body))
    raise SignatureError


def refuse_future(signature):
    """The library looks at age only: a signature of tomorrow would be good for a day."""
    stamps = [int(part.removeprefix("t=")) for part in signature.split(",") if part.startswith("t=")]
    if max(stamps) > time.time() + TOLERANCE:
        raise SignatureError
