"""Reads facts from the card company's answers (API 2026-10-28), which are dictionaries.

Pure, and forgiving about what is expanded: an id may stand where an object could.
"""

from datetime import UTC, datetime

from membership.billing.facts import (
    Charge,
    EventFacts,
    InvoiceFacts,
    Movement,
    PaymentFacts,
    PayoutFacts,
    SessionFacts,
    SubscriptionFacts,
    TakenBack,
)

DAYS_OF_A_MONTH = 365.2425 / 12
LONGEST = 255
MONTHS = {"month": 1, "year": 12}
FAILED_REFUNDS = ("failed", "canceled")


def id_of(value):
    """The id of what may be an id, an object or nothing."""
    if not value:
        return ""
    return value if isinstance(value, str) else value.get("id") or ""


def moment(seconds):
    return datetime.fromtimestamp(seconds or 0, UTC)


def checkout_of(thing):
    """Our own key that the pay page wrote into the metadata of `thing`."""
    return (thing.get("metadata") or {}).get("checkout") or ""


def read_charge(charge):
    if not isinstance(charge, dict):
        return None
    transaction = charge.get("balance_transaction")
    fee = transaction.get("fee") or 0 if isinstance(transaction, dict) else 0
    return Charge(charge["id"], id_of(charge.get("payment_intent")), id_of(transaction), fee)


def read_session(session):
    return SessionFacts(
        id=session["id"],
        checkout=session.get("client_reference_id") or checkout_of(session),
        mode=session.get("mode") or "",
        status=session.get("status") or "",
        payment_status=session.get("payment_status") or "",
        url=session.get("url") or "",
        customer=id_of(session.get("customer")),
        subscription=id_of(session.get("subscription")),
        invoice=id_of(session.get("invoice")),
        payment_intent=id_of(session.get("payment_intent")),
    )


def read_payment(intent):
    charge = intent.get("latest_charge")
    created = charge["created"] if isinstance(charge, dict) else intent["created"]
    return PaymentFacts(
        id=intent["id"],
        checkout=checkout_of(intent),
        status=intent.get("status") or "",
        amount=intent.get("amount_received") or 0,
        currency=intent["currency"].upper(),
        paid_at=moment(created),
        charge=read_charge(charge),
        customer=id_of(intent.get("customer")),
    )


def subscription_details(invoice):
    return (invoice.get("parent") or {}).get("subscription_details") or {}


def is_for_a_period(line):
    """Whether an invoice's line is a period of a subscription and not a correction between two prices."""
    details = (line.get("parent") or {}).get("subscription_item_details")
    return bool(details) and not details.get("proration")


def months_between(start, end):
    """How many calendar months a period of seconds stands for."""
    return round((end - start) / 86_400 / DAYS_OF_A_MONTH)


def months_of_invoice(invoice):
    """What the lines of an invoice pay for: the longest of their periods, in months."""
    periods = [line["period"] for line in (invoice.get("lines") or {}).get("data", []) if is_for_a_period(line)]
    return max((months_between(period["start"], period["end"]) for period in periods), default=0)


def payment_intent_of(invoice):
    """The payment that an invoice was paid with; "" when it was not paid by card."""
    payments = (invoice.get("payments") or {}).get("data", [])
    paid = [payment for payment in payments if payment.get("status") == "paid"]
    return id_of((paid[0].get("payment") or {}).get("payment_intent")) if paid else ""


def read_invoice(invoice, charge=None):
    details = subscription_details(invoice)
    paid_at = (invoice.get("status_transitions") or {}).get("paid_at")
    return InvoiceFacts(
        id=invoice["id"],
        status=invoice.get("status") or "",
        customer=id_of(invoice.get("customer")),
        subscription=id_of(details.get("subscription")),
        checkout=(details.get("metadata") or {}).get("checkout") or "",
        amount=invoice.get("amount_paid") or 0,
        currency=invoice["currency"].upper(),
        months=months_of_invoice(invoice),
        paid_at=moment(paid_at or invoice["created"]),
        attempts=invoice.get("attempt_count") or 0,
        payment_intent=payment_intent_of(invoice),
        charge=charge,
    )


def read_subscription(subscription):
    items = (subscription.get("items") or {}).get("data", [])
    item = items[0] if items else {}
    price = item.get("price") or {}
    recurring = price.get("recurring") or {}
    return SubscriptionFacts(
        id=subscription["id"],
        customer=id_of(subscription.get("customer")),
        checkout=checkout_of(subscription),
        status=subscription.get("status") or "",
        amount=(price.get("unit_amount") or 0) * (item.get("quantity") or 1),
        currency=(subscription.get("currency") or price.get("currency") or "").upper(),
        months=MONTHS.get(recurring.get("interval"), 0) * (recurring.get("interval_count") or 1),
        item=item.get("id") or "",
        product=id_of(price.get("product")),
        is_ending=bool(subscription.get("cancel_at_period_end") or subscription.get("cancel_at")),
    )


def fee_of(transaction):
    return transaction.get("fee") or 0 if isinstance(transaction, dict) else 0


def read_refund(refund):
    """What a refund took; one that failed took it and brought it back."""
    currency, amount = refund["currency"].upper(), refund["amount"]
    fee = fee_of(refund.get("balance_transaction"))
    line = id_of(refund.get("balance_transaction"))
    movements = [Movement(refund["id"], -amount, fee, currency, moment(refund["created"]), line)]
    if refund.get("status") in FAILED_REFUNDS:
        back = refund.get("failure_balance_transaction")
        when = back["created"] if isinstance(back, dict) else refund["created"]
        movements.append(Movement(f"{refund['id']}:failed", amount, fee_of(back), currency, moment(when), id_of(back)))
    return TakenBack(refund["id"], id_of(refund.get("payment_intent")), tuple(movements))


def read_dispute(dispute):
    """What a dispute took and brought back: its own list of movements says it all; an inquiry has none."""
    movements = tuple(
        Movement(
            key=f"{dispute['id']}:{transaction['id']}",
            amount=transaction["amount"],
            fee=fee_of(transaction),
            currency=transaction["currency"].upper(),
            moved_at=moment(transaction["created"]),
            transaction=transaction["id"],
        )
        for transaction in dispute.get("balance_transactions") or []
    )
    return TakenBack(dispute["id"], id_of(dispute.get("payment_intent")), movements)


def read_payout(payout, transactions=()):
    return PayoutFacts(
        id=payout["id"],
        amount=payout["amount"],
        currency=payout["currency"].upper(),
        status=payout.get("status") or "",
        arrives_on=moment(payout["arrival_date"]),
        transactions=tuple(id_of(transaction) for transaction in transactions),
    )


def read_event(event):
    """An event's envelope: what it is about is asked for again, never taken from here.

    A thin event names only its object. Raises ValueError for what is no event.
    """
    kind = event.get("object") if isinstance(event, dict) else None
    if kind not in ("event", "v2.core.event"):
        raise ValueError("not an event")
    is_thin = kind == "v2.core.event"
    data = event.get("data")
    about = event.get("related_object") if is_thin else data.get("object") if isinstance(data, dict) else None
    facts = (event.get("id"), event.get("type"), about.get("id") if isinstance(about, dict) else "")
    if not all(isinstance(fact, str) and 0 < len(fact) <= LONGEST for fact in facts[:2]):
        raise ValueError("an event without a name")
    name = facts[1].removeprefix("v1.") if is_thin else facts[1]
    return EventFacts(
        facts[0], name, str(facts[2] or "")[:LONGEST], bool(event.get("livemode")), str(event.get("api_version") or "")
    )
