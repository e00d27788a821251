"""What the till does with money and bills inside one of its transactions; the desk is made of it."""

from portal.demo.till import bills, money, shapes
from portal.demo.till.store import now


def move(till, kind, source, amount, *, fee=0):
    """A line of the till's account. Returns it."""
    return till.put(money.transaction(kind, source, amount, fee=fee))


def attempt(till, intent, *, is_good):
    """Tries the card once: a good one pays, a declined one leaves the intent waiting for another."""
    charge = money.charge(intent, is_good=is_good)
    intent["latest_charge"] = charge["id"]
    if is_good:
        fee = money.fee_of(intent["amount"])
        charge["balance_transaction"] = move(till, "charge", charge, intent["amount"], fee=fee)["id"]
        intent |= {"status": "succeeded", "amount_received": intent["amount"], "last_payment_error": None}
    else:
        error = {"charge": charge["id"], "code": "card_declined", "decline_code": "generic_decline"}
        intent["last_payment_error"] = error | {"message": money.DECLINED, "type": "card_error"}
    till.put(charge)
    till.put(intent)
    till.emit("charge.succeeded" if is_good else "charge.failed", charge)
    till.emit("payment_intent.succeeded" if is_good else "payment_intent.payment_failed", intent)


def bill(till, subscription, reason):
    """The bill for the period that the subscription is in, not paid yet. Returns it."""
    invoice = bills.invoice(subscription, reason)
    intent = till.put(money.intent(invoice["total"], invoice["currency"], invoice["customer"], {}))
    till.put(bills.invoice_payment(invoice, intent))
    subscription["latest_invoice"] = invoice["id"]
    till.put(subscription)
    return till.put(invoice)


def payment_of(till, invoice):
    return next(one for one in till.all("invoice_payment") if one["invoice"] == invoice["id"])


def collect(till, invoice, *, is_good):
    """Tries to collect a bill; tells of the invoice after the money. Returns the invoice as it is then."""
    payment = payment_of(till, invoice)
    attempt(till, till.find(payment["payment"]["payment_intent"]), is_good=is_good)
    invoice |= {"attempt_count": invoice["attempt_count"] + 1, "attempted": True}
    if is_good:
        invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
        invoice["status_transitions"]["paid_at"] = now()
        payment |= {"status": "paid", "amount_paid": invoice["amount_due"]}
        payment["status_transitions"]["paid_at"] = now()
        till.put(payment)
    return till.put(invoice)


def tell_of_invoice(till, invoice):
    names = (
        ("invoice.paid", "invoice.payment_succeeded") if invoice["status"] == "paid" else ("invoice.payment_failed",)
    )
    for name in names:
        till.emit(name, invoice)


def settle_status(till, subscription, invoice):
    """A subscription is as good as its latest bill."""
    status = "active" if invoice["status"] == "paid" else "past_due"
    if subscription["latest_invoice"] == invoice["id"] and subscription["status"] in ("active", "past_due"):
        if subscription["status"] != status:
            subscription["status"] = status
            till.emit("customer.subscription.updated", subscription)
        till.put(subscription)


def end(till, subscription, reason="cancellation_requested"):
    """Over at once: nothing is collected any more."""
    subscription |= {"status": "canceled", "canceled_at": subscription["canceled_at"] or now(), "ended_at": now()}
    subscription["cancellation_details"]["reason"] = reason
    till.put(subscription)
    till.emit("customer.subscription.deleted", subscription)
    return subscription


def forget_customer(till, customer):
    """Ends what the customer pays; only the id is known from then on."""
    for subscription in till.all("subscription"):
        if subscription["customer"] == customer["id"] and subscription["status"] != "canceled":
            end(till, subscription)
    till.put({"id": customer["id"], "object": "customer", "deleted": True})
    till.emit("customer.deleted", customer)


def is_good(till, customer):
    """Whether the card of a customer is good; a stranger's own card is."""
    found = till.find(customer) if customer else None
    return bool(found is None or found.get("_good", False))


def subscribe(till, session):
    """What a paid session of dues becomes: a subscription with its first bill, paid."""
    if not session["customer"]:
        session["customer"] = till.put(shapes.customer({}))["id"]
    metadata = session["_passed_on"].get("metadata", {})
    subscription = shapes.subscription(session["customer"], session["_items"][0], metadata)
    invoice = collect(till, bill(till, subscription, "subscription_create"), is_good=True)
    till.put(subscription)
    till.emit("customer.subscription.created", subscription)
    tell_of_invoice(till, invoice)
    return {"subscription": subscription["id"], "invoice": invoice["id"]}


def intent_of(till, session):
    """The intent of a session that is paid once: one for all its tries."""
    if session["payment_intent"]:
        return till.find(session["payment_intent"])
    amount, currency = session["amount_total"], session["currency"]
    return till.put(money.intent(amount, currency, session["customer"], session["_passed_on"]))


def expire(till, session):
    till.put(session | {"status": "expired", "url": None})
    till.emit("checkout.session.expired", session | {"status": "expired", "url": None})
    return session | {"status": "expired", "url": None}
