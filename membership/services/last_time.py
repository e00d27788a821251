"""What somebody paid last time, so that paying the same again is one tap."""

from membership.enums import Method, PaidFor


def last_dues(person, *, months=None):
    """The newest dues of `person` that brought money and were not taken back (for `months`, when given); or None."""
    lines = person.payments.counting().filter(paid_for=PaidFor.DUES, price__gt=0).exclude(method=Method.ADJUSTMENT)
    if months:
        lines = lines.filter(months=months)
    return lines.order_by("-received_on", "-pk").first()
