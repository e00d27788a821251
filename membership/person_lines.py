"""What membership tells of a person on the staff's page: joined, allowed, took part; to the treasurer also what was
paid. Never where a yes was given: that may name a petition."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from membership.enums import MessageState, Method, PaidFor
from membership.ledger_words import on_day
from membership.money import format_cents
from membership.services.account import account_of
from membership.timeline import LONGEST, Line, register_lines, told_by_others

NEWEST = LONGEST + 1  # one more than is shown, to know that there are more


@register_lines(permission="membership.view_person")
def first_days(person):
    yield Line(person.created_at, _("First written down here."))
    if person.joined_on:
        yield Line(person.joined_on, _("Asked to be a member."))


@register_lines(permission="membership.view_payment")
def payments(person):
    for entry in account_of(person).entries[:NEWEST]:
        yield Line(entry.payment.received_on, payment_in_words(entry))


def payment_in_words(entry):
    """One line of the ledger for whoever keeps the accounts."""
    payment = entry.payment
    words = {"amount": format_cents(abs(payment.amount)), "method": payment.get_method_display()}
    if payment.reverses:
        return _("Taken back: receipt {number}, {amount}.").format(number=payment.reverses.receipt, **words)
    words["number"] = payment.receipt
    if payment.paid_for == PaidFor.DONATION:
        return _("Donated {amount} ({method}), receipt {number}.").format(**words)
    if payment.method == Method.WAIVER and entry.span:
        return _("Does not pay until {date}, receipt {number}.").format(date=on_day(entry.span.last), **words)
    if payment.method == Method.WAIVER:
        return _("Asked not to pay, receipt {number}.").format(**words)
    return _("Paid {amount} ({method}), receipt {number}.").format(**words)


@register_lines(permission="membership.view_person")
def breaks(person):
    for pause in person.pauses.order_by("-starts_on")[:NEWEST]:
        yield Line(pause.starts_on, _("Takes a break until {date}.").format(date=on_day(pause.ends_on)))
    for left in person.resignations.order_by("-resigned_on")[:NEWEST]:
        yield Line(left.resigned_on, _("Left."))
        if left.returned_on:
            yield Line(left.returned_on, _("Came back."))


@register_lines(permission="membership.view_person")
def participations(person):
    rows = person.participations.exclude(kind__in=told_by_others()).order_by("-occurred_on", "-pk")
    for row in rows[:NEWEST]:
        yield Line(row.occurred_on, f"{capfirst(row.get_kind_display())}.")


@register_lines(permission="membership.view_person")
def consents(person):
    for consent in person.consents.order_by("-given_at")[:NEWEST]:
        words = {"purpose": consent.get_purpose_display(), "channel": consent.get_channel_display()}
        yield Line(consent.given_at, _("Said yes to messages about {purpose} ({channel}).").format(**words))
        if consent.withdrawn_at:
            yield Line(consent.withdrawn_at, _("Wants no more messages about {purpose} ({channel}).").format(**words))


@register_lines(permission="membership.view_person")
def lost_messages(person):
    """That one did not go out, never what it was about: it may be a petition."""
    for message in person.messages.filter(state=MessageState.FAILED).order_by("-created_at")[:NEWEST]:
        words = {"channel": message.get_channel_display(), "why": message.get_trouble_display()}
        yield Line(message.created_at, _("A message was not sent ({channel}). {why}").format(**words).strip())
