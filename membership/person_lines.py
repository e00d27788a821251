"""What membership tells of a person on the staff's page: joined, allowed, took part; to the treasurer also what was
paid. Never where a yes was given: that may name a petition."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from membership.money import format_cents
from membership.timeline import LONGEST, Line, register_lines, told_by_others

NEWEST = LONGEST + 1  # one more than is shown, to know that there are more


@register_lines(permission="membership.view_person")
def first_days(person):
    yield Line(person.created_at, _("We wrote this person down."))
    if person.joined_on:
        yield Line(person.joined_on, _("Asked to be a member."))


@register_lines(permission="membership.view_payment")
def payments(person):
    for payment in person.payments.select_related("reverses")[:NEWEST]:
        amount = format_cents(abs(payment.amount))
        if payment.reverses:
            text = _("Taken back: receipt {number}, {amount}.").format(number=payment.reverses.receipt, amount=amount)
        else:
            text = _("Paid {amount} ({method}), receipt {number}.").format(
                amount=amount, method=payment.get_method_display(), number=payment.receipt
            )
        yield Line(payment.received_on, text)


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
