"""What somebody agreed to pay."""


def agreed_prices(person) -> dict[int, int]:
    """What a period cost `person` last time: maps its months to cents, the newest last. Waivers agree on nothing."""
    agreed = {}
    for months, price in person.payments.paid_dues().reverse().values_list("months", "price"):
        agreed.pop(months, None)
        agreed[months] = price
    return agreed
