"""Money that moves, in the shapes of API 2026-10-28: intents, charges, refunds, disputes, payouts and their lines."""

from portal.demo.till.blanks import DAY, part, thing
from portal.demo.till.store import new_id, now

DISPUTE_FEE = 1500
DECLINED = "Your card was declined."


def fee_of(amount):
    """2.9 % and 30 cents, as it is in the United States."""
    return round(amount * 0.029) + 30


def intent(amount, currency, customer, passed_on):
    return thing(
        "pi",
        "payment_intent",
        amount=amount,
        client_secret=new_id("secret"),
        currency=currency,
        customer=customer,
        metadata=passed_on.get("metadata", {}),
        statement_descriptor_suffix=passed_on.get("statement_descriptor_suffix"),
    )


def charge(intent, *, is_good):
    same = {name: intent[name] for name in ("amount", "currency", "customer", "metadata")}
    return thing(
        "ch",
        "charge",
        amount_captured=intent["amount"] if is_good else 0,
        captured=is_good,
        failure_code=None if is_good else "card_declined",
        failure_message=None if is_good else DECLINED,
        paid=is_good,
        payment_intent=intent["id"],
        payment_method=new_id("pm"),
        status="succeeded" if is_good else "failed",
        **same,
    )


def transaction(kind, source, amount, *, fee=0):
    """A line of the till's account: what came or (negative) went, and what Stripe keeps of it."""
    told = {"amount": fee, "application": None, "currency": source["currency"], "type": "stripe_fee"}
    return part(
        "txn",
        "balance_transaction",
        amount=amount,
        available_on=now() + 2 * DAY,
        created=now(),
        currency=source["currency"],
        fee=fee,
        fee_details=[told | {"description": "Stripe processing fees"}] if fee else [],
        net=amount - fee,
        reporting_category="dispute" if kind == "adjustment" else kind,
        source=source["id"],
        type=kind,
        _payout=None,
    )


def refund(charge, amount):
    same = {name: charge[name] for name in ("currency", "payment_intent")}
    return part("re", "refund", created=now(), amount=amount, charge=charge["id"], **same)


def dispute(charge, *, is_inquiry):
    evidence = {"due_by": now() + 14 * DAY, "enhanced_eligibility": {}, "has_evidence": False}
    evidence |= {"past_due": False, "submission_count": 0, "submission_method": "not_submitted"}
    return thing(
        "du",
        "dispute",
        amount=charge["amount"] - charge["amount_refunded"],
        charge=charge["id"],
        currency=charge["currency"],
        evidence_details=evidence,
        is_charge_refundable=is_inquiry,
        payment_intent=charge["payment_intent"],
        reason="general" if is_inquiry else "fraudulent",
        status="warning_needs_response" if is_inquiry else "needs_response",
    )


def payout(amount, currency):
    return thing("po", "payout", amount=amount, arrival_date=now() + 2 * DAY, currency=currency)
