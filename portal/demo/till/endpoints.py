"""The endpoints of Stripe that our gateway calls: each takes the open till and what was asked, and returns a thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.demo.till import answers, plans, shapes
from portal.demo.till.calendar import months_of
from portal.demo.till.errors import MissingError, TillError
from portal.demo.till.moving import end, expire, forget_customer
from portal.demo.till.params import demand
from portal.demo.till.store import now, public

LEAST = 50  # cents: Stripe's own limit for dollars


@dataclass(frozen=True)
class Endpoint:
    answer: Callable
    plan: Any


def customer_in(till, params):
    """Raises MissingError for a customer that is not there any more."""
    if "customer" in params and till.get(params["customer"], "customer", param="customer").get("deleted"):
        raise MissingError("customer", params["customer"], param="customer")


def create_customer(till, params):
    made = till.put(shapes.customer(params))
    till.emit("customer.created", made)
    return made


def delete_customer(till, params, pk):
    found = till.get(pk, "customer", status=404)
    if found.get("deleted"):
        raise MissingError("customer", pk, param="id", status=404)
    forget_customer(till, found)
    return till.find(pk)


def create_session(till, params):
    demand(params, "line_items", "mode", "success_url")
    customer_in(till, params)
    check_session(params)
    items = [shapes.line_item({"quantity": 1} | one, shapes.price(one["price_data"])) for one in params["line_items"]]
    return till.put(shapes.session(params, items))


def check_session(params):
    """What fits together on a pay page."""
    is_subscription = params["mode"] == "subscription"
    for name in ("success_url", "cancel_url"):
        if name in params and not params[name].startswith(("http://", "https://")):
            raise TillError("Not a valid URL", code="url_invalid", param=name)
    strange = "payment_intent_data" if is_subscription else "subscription_data"
    if strange in params or (is_subscription and params.get("submit_type") == "donate"):
        raise TillError(f"You can not pass this in `{params['mode']}` mode.", param=strange)
    for index, line in enumerate(params["line_items"]):
        where = f"line_items[{index}]"
        demand(line, "price_data")
        demand(line["price_data"], "currency", "unit_amount", "product_data")
        if ("recurring" in line["price_data"]) != is_subscription:
            raise TillError("The price and the `mode` do not fit together.", param=where)
        if line["price_data"]["unit_amount"] * line.get("quantity", 1) < LEAST:
            raise TillError("The amount is too small.", code="amount_too_small", param=where)


def expire_session(till, params, pk):
    session = till.get(pk, "checkout.session", param="session", status=404)
    if session["status"] != "open":
        raise TillError(f"Only Checkout Sessions that are open can be expired. This one is {session['status']}.")
    return expire(till, session)


def create_portal_session(till, params):
    demand(params, "customer")
    customer_in(till, params)
    if params.get("configuration", "bpc_till") != "bpc_till":
        raise MissingError("configuration", params["configuration"], param="configuration")
    return till.put(shapes.portal_session(params))


def update_subscription(till, params, pk):
    found = till.get(pk, "subscription", status=404)
    if found["status"] == "canceled":
        raise TillError("A canceled subscription can only update its cancellation_details and metadata.")
    for index, one in enumerate(params.get("items", [])):
        change_price(found["items"]["data"][0], one, f"items[{index}]")
    found["metadata"] |= params.get("metadata", {})
    if "cancel_at_period_end" in params:
        ends = params["cancel_at_period_end"]
        at = found["items"]["data"][0]["current_period_end"] if ends else None
        found |= {"cancel_at_period_end": ends, "cancel_at": at, "canceled_at": now() if ends else None}
    till.emit("customer.subscription.updated", till.put(found))
    return found


def change_price(item, one, where):
    """From the next period on: `one` names the item and its new price. Another rhythm would be billed at once."""
    demand(one, "id", "price_data")
    demand(one["price_data"], "currency", "product", "unit_amount", "recurring")
    if one["id"] != item["id"]:
        raise MissingError("subscription_item", one["id"], param=f"{where}[id]")
    made, old = public(shapes.price(one["price_data"])), item["price"]
    if made["product"] != old["product"]:
        raise MissingError("product", made["product"], param=f"{where}[price_data][product]")
    if made["currency"] != old["currency"] or months_of(made["recurring"]) != months_of(old["recurring"]):
        raise TillError("The till knows no change of currency or rhythm.", param=where)
    item |= {"price": made, "plan": shapes.plan(made)}


def cancel_subscription(till, params, pk):
    found = till.get(pk, "subscription", status=404)
    if found["status"] == "canceled":
        raise MissingError("subscription", pk, param="id", status=404)
    return end(till, found)


def retrieve(kind, param):
    return Endpoint(lambda till, params, pk: till.get(pk, kind, param=param, status=404), {})


def listing(kind, path):
    """A list; of subscriptions those that are over only when they are asked for."""

    def answer(till, params):
        filters = dict(plans.FILTERS[kind])
        named = params | params.get("payment", {})
        for name in ("customer", "charge", "payment_intent", "subscription", "invoice", "payout"):
            if name in named:
                till.get(named[name], name, param=name)
        if kind == "subscription" and params.get("status") in (None, "all"):
            is_over = params.pop("status", None) is None
            filters["_over"] = lambda row: row["status"] == "canceled"
            params |= {"_over": False} if is_over else {}
        return answers.page(till, kind, params, url=f"/v1/{path}", filters=filters)

    return Endpoint(answer, plans.plan_of_list(kind))


LISTS = {
    "balance_transactions": "balance_transaction",
    "charges": "charge",
    "checkout/sessions": "checkout.session",
    "disputes": "dispute",
    "events": "event",
    "invoice_payments": "invoice_payment",
    "invoices": "invoice",
    "payment_intents": "payment_intent",
    "payouts": "payout",
    "refunds": "refund",
    "subscriptions": "subscription",
}
# What their addresses call the thing that is asked for; "id" where nothing else stands here.
CALLED = {"checkout.session": "session", "payment_intent": "intent"}
CALLED |= {kind: kind for kind in ("charge", "dispute", "invoice", "payout", "refund")}

ENDPOINTS = {
    ("POST", "customers"): Endpoint(create_customer, plans.NEW_CUSTOMER),
    ("GET", "customers/*"): retrieve("customer", "id"),
    ("DELETE", "customers/*"): Endpoint(delete_customer, {}),
    ("POST", "checkout/sessions"): Endpoint(create_session, plans.NEW_SESSION),
    ("POST", "checkout/sessions/*/expire"): Endpoint(expire_session, {}),
    ("POST", "billing_portal/sessions"): Endpoint(create_portal_session, plans.NEW_PORTAL_SESSION),
    ("POST", "subscriptions/*"): Endpoint(update_subscription, plans.CHANGED_SUBSCRIPTION),
    ("DELETE", "subscriptions/*"): Endpoint(cancel_subscription, {}),
    **{("GET", path): listing(kind, path) for path, kind in LISTS.items()},
    **{("GET", f"{path}/*"): retrieve(kind, CALLED.get(kind, "id")) for path, kind in LISTS.items()},
}
