"""Not paying for a while: asked for by one tap, granted at once, without proof."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from membership.enums import Method
from membership.models import DuesSettings, Person, WaiverReason
from membership.services.ledger import Taken, record_payment
from membership.services.standing import standing_of
from membership.standing import State, months_after

AHEAD = timedelta(days=30)  # before the paid time ends; with more than that left there is nothing to ask for


def running_waiver(person, today):
    """The newest waiver of `person` that was not taken back and may still run; None without one."""
    waiver = person.payments.counting().filter(method=Method.WAIVER).order_by("-received_on", "-pk").first()
    return waiver if waiver and months_after(waiver.received_on, waiver.months) >= today else None


def may_ask_for_waiver(person, today=None):
    """Whether asking would change anything: not while a waiver leaves more than thirty days, or is of today; and not
    where staff set that a waiver lasts no month, or after leaving: whoever left comes back first."""
    today = today or timezone.localdate()
    return may_ask(standing_of(person, today), running_waiver(person, today), DuesSettings.load().waiver_months, today)


def may_ask(standing, waiver, months, today):
    """The same of whom we know the standing and the running waiver, where a waiver lasts so many months."""
    if not months or standing.state == State.RESIGNED:
        return False
    if waiver is None or standing.paid_through is None:
        return True
    return waiver.received_on < today and standing.paid_through - AHEAD <= today


def grant_waiver(person, *, reason="", granted_by=None):
    """`person` pays nothing for the period that staff set, from the end of what is paid. Two taps are one waiver.

    `granted_by` is None when the person asked. Returns the line of the ledger, or of the waiver that runs already; None
    where there is neither.
    """
    today = timezone.localdate()
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not may_ask_for_waiver(person, today):
            return running_waiver(person, today)
        taken = Taken(
            amount=0,
            months=DuesSettings.load().waiver_months,
            received_on=today,
            key=f"waiver:{person.pk}:{waivers_of(person) + 1}",
            method=Method.WAIVER,
        )
        payment = record_payment(person, taken=taken, recorded_by=granted_by)
        if reason.strip():
            WaiverReason.objects.get_or_create(payment=payment, defaults={"person": person, "text": reason.strip()})
        return payment


def waivers_of(person):
    return person.payments.filter(method=Method.WAIVER).count()
