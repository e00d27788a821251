"""What somebody agreed to pay."""

from membership.enums import Method, PaidFor


def agreed_prices(person) -> dict[int, int]:
    """What a period cost `person` last time: maps its months to cents, the newest last. Waivers agree on nothing."""
    lines = person.payments.counting().filter(paid_for=PaidFor.DUES, price__gt=0).exclude(method=Method.ADJUSTMENT)
    agreed = {}
    for months, price in lines.order_by("received_on", "pk").values_list("months", "price"):
        agreed.pop(months, None)
        agreed[months] = price
    return agreed
