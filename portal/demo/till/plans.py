"""The fields that the till's endpoints know, as Stripe's own documentation names them (a plan is read by params.py)."""

from portal.demo.till.answers import PAGE
from portal.demo.till.params import ANY

LOCALES = frozenset({"auto", "en", "es", "es-419", "pt", "pt-BR"})
INTERVALS = frozenset({"month", "year"})
STATUSES = "active canceled ended incomplete incomplete_expired past_due paused trialing unpaid all"
RECURRING = {"interval": INTERVALS, "interval_count": int}
PRODUCT = {"name": str}
LINE = {
    "quantity": int,
    "price_data": {"currency": str, "unit_amount": int, "product_data": PRODUCT, "recurring": RECURRING},
}
NEW_CUSTOMER = {"metadata": ANY, "preferred_locales": [str]}
NEW_SESSION = {
    "adaptive_pricing": {"enabled": bool},
    "cancel_url": str,
    "client_reference_id": str,
    "customer": str,
    "expires_at": int,
    "line_items": [LINE],
    "locale": LOCALES,
    "metadata": ANY,
    "mode": frozenset({"payment", "subscription"}),
    "payment_intent_data": {"metadata": ANY, "statement_descriptor_suffix": str},
    "submit_type": frozenset({"auto", "book", "donate", "pay", "subscribe"}),
    "subscription_data": {"metadata": ANY},
    "success_url": str,
}
NEW_PORTAL_SESSION = {"configuration": str, "customer": str, "locale": LOCALES, "return_url": str}
ITEM_PRICE = {"currency": str, "product": str, "unit_amount": int, "recurring": RECURRING}
CHANGED_SUBSCRIPTION = {
    "cancel_at_period_end": bool,
    "items": [{"id": str, "price_data": ITEM_PRICE}],
    "metadata": ANY,
    "proration_behavior": frozenset({"none"}),
}


def same(*names):
    return {name: lambda row, name=name: row.get(name) for name in names}


def details(row):
    return ((row.get("parent") or {}).get("subscription_details") or {}).get("subscription")


# Of each list: the fields that it is filtered by, and where each looks.
FILTERS = {
    "balance_transaction": same("type", "source") | {"payout": lambda row: row["_payout"]},
    "charge": same("customer", "payment_intent"),
    "checkout.session": same("customer", "payment_intent", "status", "subscription"),
    "dispute": same("charge", "payment_intent"),
    "event": same("type"),
    "invoice": same("customer", "status") | {"subscription": details},
    "invoice_payment": same("invoice", "status") | {"payment": lambda row: row["payment"]},
    "payment_intent": same("customer"),
    "payout": same("status"),
    "refund": same("charge", "payment_intent"),
    "subscription": same("customer", "status"),
}
WORDS = {
    ("checkout.session", "status"): frozenset({"complete", "expired", "open"}),
    ("invoice", "status"): frozenset({"draft", "open", "paid", "uncollectible", "void"}),
    ("invoice_payment", "payment"): {"payment_intent": str, "type": frozenset({"payment_intent"})},
    ("invoice_payment", "status"): frozenset({"canceled", "open", "paid"}),
    ("subscription", "status"): frozenset(STATUSES.split()),
}


def plan_of_list(kind):
    return PAGE | {name: WORDS.get((kind, name), str) for name in FILTERS[kind]}
