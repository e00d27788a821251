"""What the tests of the till ask for again and again."""


def params(mode="payment", amount=2000, customer=None, **more):
    price = {"currency": "usd", "unit_amount": amount, "product_data": {"name": "Center"}}
    made = {
        "mode": mode,
        "client_reference_id": "k1",
        "metadata": {"checkout": "k1"},
        "line_items": [{"quantity": 1, "price_data": price}],
        "locale": "es-419",
        "adaptive_pricing": {"enabled": False},
        "success_url": "http://localhost/done?id={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://localhost/back",
    }
    if mode == "subscription":
        price["recurring"] = {"interval": "month", "interval_count": 3}
        made["subscription_data"] = {"metadata": {"checkout": "k1"}}
    else:
        made["payment_intent_data"] = {"metadata": {"checkout": "k1"}, "statement_descriptor_suffix": "CENTER"}
    return made | ({"customer": customer} if customer else {}) | more


def names(events):
    return [event["type"] for event in events]


def of(events, name):
    """The id of what the event of that name is about."""
    return next(event["data"]["object"]["id"] for event in events if event["type"] == name)
