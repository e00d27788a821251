"""What a line of the ledger is called, for the person it is about."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.formatting import day_in_words
from membership.enums import Method, PaidFor


def on_day(day):
    return day_in_words(day, "DATE_FORMAT")


def what_for(entry):
    """What an entry of the account is for, and for which days."""
    payment, span = entry.payment, entry.span
    if payment.reverses:
        return _("Takes back receipt {number}").format(number=payment.reverses.receipt)
    if payment.paid_for == PaidFor.DONATION:
        return _("Donation")
    if entry.is_taken_back:
        return _("Dues, taken back later")
    if span is None:
        return _("Dues, waiting for the rest")
    days = {"first": on_day(span.first), "last": on_day(span.last)}
    if payment.method == Method.WAIVER:
        return _("Nothing to pay, {first} to {last}").format(**days)
    return _("Dues, {first} to {last}").format(**days)


def how(payment):
    """By what it came, as it stands in a list: "Money order"."""
    return capfirst(payment.get_method_display())
