"""Invoices of a subscription and how they were paid, in the shapes of API 2026-10-28."""

from portal.demo.till.blanks import part, thing
from portal.demo.till.shapes import many
from portal.demo.till.store import new_id, now

NOTHING = "amount_overpaid amount_paid amount_shipping starting_balance"
NOTHING += " post_payment_credit_notes_amount pre_payment_credit_notes_amount"
ALL = "amount_due amount_remaining subtotal total subtotal_excluding_tax total_excluding_tax"


def invoice_line(invoice, subscription, item):
    """The period that `subscription` is in."""
    price, amount = item["price"], item["price"]["unit_amount"] * item["quantity"]
    details = {"subscription": subscription["id"], "subscription_item": item["id"], "invoice_item": None}
    details |= {"proration": False, "proration_details": {"credited_items": None}}
    sold = {"type": "price_details", "price_details": {"price": price["id"], "product": price["product"]}}
    return part(
        "il",
        "line_item",
        amount=amount,
        currency=subscription["currency"],
        invoice=invoice,
        metadata=subscription["metadata"],
        parent={"type": "subscription_item_details", "subscription_item_details": details},
        period={"start": item["current_period_start"], "end": item["current_period_end"]},
        pricing=sold | {"unit_amount_decimal": str(price["unit_amount"])},
        quantity=item["quantity"],
        subtotal=amount,
    )


def invoice(subscription, reason):
    """The bill for the period that `subscription` is in; the invoice's own period is no help, as at Stripe."""
    item, pk = subscription["items"]["data"][0], new_id("in")
    line, start = invoice_line(pk, subscription, item), item["current_period_start"]
    details = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    made = thing(
        "in",
        "invoice",
        billing_reason=reason,
        currency=subscription["currency"],
        customer=subscription["customer"],
        lines=many([line], f"/v1/invoices/{pk}/lines"),
        parent={"type": "subscription_details", "quote_details": None, "subscription_details": details},
        period_end=start,
        period_start=start,
        status_transitions=dict.fromkeys(("marked_uncollectible_at", "paid_at", "voided_at")) | {"finalized_at": now()},
    )
    sums = dict.fromkeys(NOTHING.split(), 0) | dict.fromkeys(ALL.split(), line["amount"])
    return made | sums | {"id": pk}


def invoice_payment(invoice, intent):
    return thing(
        "inpay",
        "invoice_payment",
        amount_requested=invoice["amount_due"],
        currency=invoice["currency"],
        invoice=invoice["id"],
        payment={"type": "payment_intent", "payment_intent": intent["id"]},
    )
