"""What the till sells, in the shapes of API 2026-10-28: pure functions that make one thing each."""

from django.conf import settings

from portal.demo.till.blanks import DAY, part, thing
from portal.demo.till.calendar import later, months_of
from portal.demo.till.store import new_id, now, public


def many(data, url):
    return {"object": "list", "data": data, "has_more": False, "url": url}


def customer(params):
    """Whoever pays, with a card that is good until somebody says otherwise."""
    metadata, locales = params.get("metadata", {}), params.get("preferred_locales", [])
    return thing("cus", "customer", metadata=metadata, preferred_locales=locales, _good=True)


def recurring(said):
    count = said.get("interval_count", 1)
    return {"interval": said["interval"], "interval_count": count, "meter": None} | {
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def price(data):
    """A price that is made for one sale; `data` is `price_data` of a request."""
    again = data.get("recurring")
    return thing(
        "price",
        "price",
        currency=data["currency"],
        product=data.get("product") or new_id("prod"),
        recurring=recurring(again) if again else None,
        type="recurring" if again else "one_time",
        unit_amount=data["unit_amount"],
        unit_amount_decimal=str(data["unit_amount"]),
        _name=data.get("product_data", {}).get("name", ""),
    )


def line_item(one, made):
    """A line of a pay page: `one` of the request, with the price `made` for it."""
    total = made["unit_amount"] * one["quantity"]
    return part(
        "li",
        "item",
        amount_subtotal=total,
        amount_total=total,
        currency=made["currency"],
        description=made["_name"],
        price=public(made),
        quantity=one["quantity"],
    )


def session(params, items):
    total, pk = sum(item["amount_total"] for item in items), new_id("cs_test")
    kept = ("cancel_url", "success_url", "client_reference_id", "customer", "locale", "submit_type")
    made = thing(
        "cs_test",
        "checkout.session",
        adaptive_pricing=params.get("adaptive_pricing", {"enabled": True}),
        amount_subtotal=total,
        amount_total=total,
        currency=items[0]["currency"],
        expires_at=params.get("expires_at", now() + DAY),
        metadata=params.get("metadata", {}),
        mode=params["mode"],
        url=f"{settings.BASE_URL}/demo/till/pay/{pk}/",
        _items=items,
        _passed_on=params.get("subscription_data") or params.get("payment_intent_data") or {},
    )
    return made | {"id": pk, **{name: params.get(name) for name in kept}}


def portal_session(params):
    pk, configuration = new_id("bps"), params.get("configuration", "bpc_till")
    kept = {name: params.get(name) for name in ("customer", "locale", "return_url")}
    made = thing("bps", "billing_portal.session", configuration=configuration, **kept)
    return made | {"id": pk, "url": f"{settings.BASE_URL}/demo/till/portal/{pk}/"}


def plan(price):
    """The old name of a price, which answers still carry."""
    same = {name: price[name] for name in ("id", "active", "created", "currency", "product")}
    rhythm = {name: price["recurring"][name] for name in ("interval", "interval_count")}
    return part("plan", "plan", amount=price["unit_amount"], **rhythm) | same


def subscription_item(subscription, price, quantity):
    start = now()
    return part(
        "si",
        "subscription_item",
        created=start,
        current_period_start=start,
        current_period_end=later(start, months_of(price["recurring"]), anchor=start),
        plan=plan(price),
        price=price,
        quantity=quantity,
        subscription=subscription,
    )


def subscription(customer, line, metadata):
    made = thing(
        "sub",
        "subscription",
        billing_cycle_anchor=now(),
        currency=line["currency"],
        customer=customer,
        metadata=metadata,
        start_date=now(),
        _fail_next=False,
    )
    item = subscription_item(made["id"], line["price"], line["quantity"])
    return made | {"items": many([item], f"/v1/subscription_items?subscription={made['id']}")}
