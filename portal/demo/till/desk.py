"""What can happen at the till besides our own requests: each returns the events that it made, in order.

All take ids and raise TillError, which changes nothing, when it is too late or was never possible.
"""

from portal.demo.till import money
from portal.demo.till.calendar import later, months_of
from portal.demo.till.errors import TillError
from portal.demo.till.moving import (
    attempt,
    bill,
    collect,
    end,
    expire,
    forget_customer,
    intent_of,
    is_good,
    move,
    settle_status,
    subscribe,
    tell_of_invoice,
)
from portal.demo.till.store import now, operation

GOOD, DECLINED = "good", "declined"


def refuse(condition, message):
    if condition:
        raise TillError(message)


@operation
def pay(till, session, card=GOOD):
    """Somebody pays on the pay page; a declined card leaves the session open."""
    session = till.get(session, "checkout.session")
    refuse(session["status"] != "open", f"This session is {session['status']}.")
    is_once = session["mode"] == "payment"
    if card != GOOD:
        if is_once:
            intent = intent_of(till, session)
            till.put(session | {"payment_intent": intent["id"]})
            attempt(till, intent, is_good=False)
        return
    if is_once:
        intent = intent_of(till, session)
        attempt(till, intent, is_good=True)
        session["payment_intent"] = intent["id"]
    else:
        session |= subscribe(till, session)
    till.put(session | {"status": "complete", "payment_status": "paid", "url": None})
    till.emit("checkout.session.completed", till.find(session["id"]))


@operation
def let_expire(till, session):
    """Nobody paid for a day."""
    session = till.get(session, "checkout.session")
    refuse(session["status"] != "open", f"This session is {session['status']}.")
    expire(till, session)


@operation
def renew(till, subscription):
    """The next period begins: the card pays it or fails; what was to end with its period ends."""
    subscription = till.get(subscription, "subscription")
    refuse(subscription["status"] == "canceled", "This subscription is canceled.")
    if subscription["cancel_at_period_end"]:
        end(till, subscription)
        return
    item = subscription["items"]["data"][0]
    start, months = item["current_period_end"], months_of(item["price"]["recurring"])
    item["current_period_start"] = start
    item["current_period_end"] = later(start, months, anchor=subscription["billing_cycle_anchor"])
    paid = is_good(till, subscription["customer"]) and not subscription["_fail_next"]
    subscription["_fail_next"] = False
    invoice = bill(till, subscription, "subscription_cycle")
    till.emit("customer.subscription.updated", subscription)
    invoice = collect(till, invoice, is_good=paid)
    tell_of_invoice(till, invoice)
    settle_status(till, subscription, invoice)


@operation
def fail_next(till, subscription):
    """The next renewal fails, whatever the card is."""
    subscription = till.get(subscription, "subscription")
    refuse(subscription["status"] == "canceled", "This subscription is canceled.")
    till.put(subscription | {"_fail_next": True})


@operation
def set_card(till, customer, good):
    """From now on the card of a customer pays, or does not."""
    customer = till.get(customer, "customer")
    refuse(customer.get("deleted"), "This customer is deleted.")
    till.put(customer | {"_good": bool(good)})


@operation
def recover(till, invoice):
    """Stripe tries a bill again that failed."""
    invoice = till.get(invoice, "invoice")
    subscription = till.find(invoice["parent"]["subscription_details"]["subscription"])
    refuse(invoice["status"] != "open", f"This invoice is {invoice['status']}.")
    refuse(subscription["status"] == "canceled", "This subscription is canceled.")
    invoice = collect(till, invoice, is_good=is_good(till, invoice["customer"]))
    tell_of_invoice(till, invoice)
    settle_status(till, subscription, invoice)


def charge_of(till, pk):
    """The charge of that id, or the one that paid the intent of that id."""
    if pk.startswith("pi_"):
        pk = till.get(pk, "payment_intent")["latest_charge"] or ""
    charge = till.get(pk, "charge")
    refuse(not charge["paid"], "Nothing was paid.")
    return charge


@operation
def refund(till, payment, amount=None):
    """Gives back `amount` cents of a charge or an intent, or what is left of it. Stripe keeps its fee."""
    charge = charge_of(till, payment)
    left = charge["amount"] - charge["amount_refunded"]
    amount = left if amount is None else amount
    refuse(charge["disputed"] and not charge.get("_inquiry"), "This charge is disputed.")
    refuse(not 0 < amount <= left, "There is not so much left.")
    made = money.refund(charge, amount)
    made["balance_transaction"] = move(till, "refund", made, -amount)["id"]
    charge |= {"amount_refunded": charge["amount_refunded"] + amount, "refunded": amount == left}
    till.put(made)
    till.put(charge)
    till.emit("refund.created", made)
    till.emit("charge.refunded", charge)


@operation
def fail_refund(till, refund):
    """The bank sends a refund back: the money returns to the till."""
    made = till.get(refund, "refund")
    refuse(made["status"] != "succeeded", f"This refund is {made['status']}.")
    back = move(till, "refund_failure", made, made["amount"])["id"]
    made |= {"status": "failed", "failure_reason": "lost_or_stolen_card", "failure_balance_transaction": back}
    charge = till.find(made["charge"])
    charge |= {"amount_refunded": charge["amount_refunded"] - made["amount"], "refunded": False}
    till.put(made)
    till.put(charge)
    till.emit("refund.updated", made)
    till.emit("refund.failed", made)


def take(till, made, amount, *, fee=0):
    """Money of a dispute goes (negative) or comes back."""
    line = move(till, "adjustment", made, amount, fee=fee)
    made["balance_transactions"].append({key: value for key, value in line.items() if key != "_payout"})


@operation
def dispute(till, payment, kind="fraud"):
    """A bank takes a payment back ("fraud"), or only asks about it ("inquiry")."""
    charge, is_inquiry = charge_of(till, payment), kind == "inquiry"
    refuse(charge["disputed"], "This charge is disputed already.")
    refuse(charge["refunded"], "There is nothing left of this charge.")
    made = money.dispute(charge, is_inquiry=is_inquiry)
    if not is_inquiry:
        take(till, made, -made["amount"], fee=money.DISPUTE_FEE)
    till.put(charge | {"disputed": True, "_inquiry": is_inquiry})
    till.put(made)
    till.emit("charge.dispute.created", made)
    if not is_inquiry:
        till.emit("charge.dispute.funds_withdrawn", made)


def open_dispute(till, pk):
    made = till.get(pk, "dispute")
    refuse(made["status"] not in ("needs_response", "warning_needs_response"), f"This dispute is {made['status']}.")
    return made, made["status"].startswith("warning")


@operation
def win(till, dispute):
    """The center was right: what was withdrawn comes back; an inquiry is just over."""
    made, is_inquiry = open_dispute(till, dispute)
    made["status"] = "warning_closed" if is_inquiry else "won"
    if not is_inquiry:
        take(till, made, made["amount"])
    till.put(made)
    till.emit("charge.dispute.closed", made)
    if not is_inquiry:
        till.emit("charge.dispute.funds_reinstated", made)


@operation
def lose(till, dispute):
    """The bank was right; an inquiry becomes a dispute on the way, and takes the money only then."""
    made, is_inquiry = open_dispute(till, dispute)
    made |= {"status": "lost", "is_charge_refundable": False}
    if is_inquiry:
        charge = till.find(made["charge"])
        made["amount"] = charge["amount"] - charge["amount_refunded"]
        take(till, made, -made["amount"], fee=money.DISPUTE_FEE)
        till.put(charge | {"_inquiry": False})
        till.emit("charge.dispute.funds_withdrawn", made)
    till.put(made)
    till.emit("charge.dispute.closed", made)


@operation
def cancel(till, subscription):
    """Ends a subscription at once."""
    subscription = till.get(subscription, "subscription")
    refuse(subscription["status"] == "canceled", "This subscription is canceled.")
    end(till, subscription)


@operation
def end_with_period(till, subscription, *, ends=True):
    """The member's own choice on the portal's page; taken back with `ends=False`."""
    subscription = till.get(subscription, "subscription")
    refuse(subscription["status"] == "canceled", "This subscription is canceled.")
    at = subscription["items"]["data"][0]["current_period_end"] if ends else None
    subscription |= {"cancel_at_period_end": ends, "cancel_at": at, "canceled_at": now() if ends else None}
    till.put(subscription)
    till.emit("customer.subscription.updated", subscription)


@operation
def delete_customer(till, customer):
    """Somebody deletes a customer at Stripe, with all that the customer pays."""
    customer = till.get(customer, "customer")
    refuse(customer.get("deleted"), "This customer is deleted.")
    forget_customer(till, customer)


@operation
def payout(till):
    """Everything that has come since the last payout goes to the center's bank."""
    waiting = [line for line in till.all("balance_transaction") if line["_payout"] is None]
    total = sum(line["net"] for line in waiting)
    refuse(total <= 0, "There is nothing to pay out.")
    made = money.payout(total, waiting[0]["currency"])
    own = move(till, "payout", made, -total)
    made["balance_transaction"] = own["id"]
    for line in (*waiting, own):
        till.put(line | {"_payout": made["id"]})
    till.put(made)
    till.emit("payout.paid", made)
