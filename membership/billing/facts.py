"""What the card company says, in the shape that we use.

Amounts are integer cents with a currency in capitals; moments are aware and in UTC.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from membership.enums import LIVE


@dataclass(frozen=True)
class Charge:
    """A payment that went through: `transaction` is its line in the card company's books, "" until it has one."""

    id: str
    payment_intent: str
    transaction: str = ""
    fee: int = 0


@dataclass(frozen=True)
class SessionFacts:
    """A visit to the pay page; `checkout` is our own key for it."""

    id: str
    checkout: str
    mode: str
    status: str
    payment_status: str
    url: str = ""
    customer: str = ""
    subscription: str = ""
    invoice: str = ""
    payment_intent: str = ""

    @property
    def is_paid(self):
        return self.status == "complete" and self.payment_status in ("paid", "no_payment_required")


@dataclass(frozen=True)
class PaymentFacts:
    """A payment by itself (not of an invoice)."""

    id: str
    checkout: str
    status: str
    amount: int
    currency: str
    paid_at: datetime
    charge: Charge | None
    customer: str = ""


@dataclass(frozen=True)
class InvoiceFacts:
    """One period of a subscription. `months` is what its lines pay for, whatever the invoice says of its own period."""

    id: str
    status: str
    customer: str
    subscription: str
    checkout: str
    amount: int
    currency: str
    months: int
    paid_at: datetime
    attempts: int
    payment_intent: str = ""
    charge: Charge | None = None


@dataclass(frozen=True)
class SubscriptionFacts:
    id: str
    customer: str
    checkout: str
    status: str
    amount: int
    currency: str
    months: int
    item: str
    product: str
    is_ending: bool

    @property
    def is_live(self):
        return self.status in LIVE


@dataclass(frozen=True)
class Movement:
    """Money that left (negative) or came back: `key` names it for good, `transaction` in Stripe's books."""

    key: str
    amount: int
    fee: int
    currency: str
    moved_at: datetime
    transaction: str = ""


@dataclass(frozen=True)
class TakenBack:
    """A refund or a dispute of one payment, with every movement that it has made so far."""

    id: str
    payment_intent: str
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True)
class PayoutFacts:
    id: str
    amount: int
    currency: str
    status: str
    arrives_on: datetime
    transactions: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventFacts:
    id: str
    type: str
    object_id: str
    is_live: bool
    api_version: str = ""


def day_of(when):
    """The day in the center's calendar."""
    return timezone.localdate(when)
