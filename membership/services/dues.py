"""The dues ledger: written once, numbered without gaps, corrected only by reversal."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from membership.enums import Method
from membership.exceptions import DuesError
from membership.models import Payment, Person, ReceiptCounter
from membership.services.messages import queue_message
from membership.services.people import preferred_contact
from membership.standing import Standing, standing_on

LARGEST = 1_000_000  # cents: ten thousand is a typing mistake


@dataclass(frozen=True)
class Cash:
    """Cash as it was taken: `amount` in cents, `months` that it buys, the day, and a key that the form carries."""

    amount: int
    months: int
    received_on: object
    key: str


def next_receipt(year):
    """The next receipt number of `year`; holds the counter's row until the transaction ends."""
    ReceiptCounter.objects.get_or_create(year=year)
    ReceiptCounter.objects.filter(year=year).update(last=F("last") + 1)
    return ReceiptCounter.objects.get(year=year).last


def record_cash(person, *, cash, recorded_by):
    """Writes cash into the ledger with a numbered receipt, and tells the person; the same key again changes nothing.

    Raises DuesError for an amount of zero or less, one that must be a mistake, or a day that has not come.
    """
    if not 0 < cash.amount <= LARGEST or cash.months < 1:
        raise DuesError
    if cash.received_on > timezone.localdate():
        raise DuesError
    try:
        with transaction.atomic():
            payment = Payment.objects.create(
                person=person,
                method=Method.CASH,
                amount=cash.amount,
                currency=settings.CENTER.currency,
                months=cash.months,
                received_on=cash.received_on,
                receipt_year=cash.received_on.year,
                receipt_number=next_receipt(cash.received_on.year),
                key=cash.key,
                recorded_by=recorded_by,
            )
            send_receipt(payment)
            return payment
    except IntegrityError:
        return Payment.objects.get(key=cash.key)


def send_receipt(payment):
    contact = preferred_contact(payment.person)
    if contact:
        queue_message(
            "receipt",
            key=f"receipt:{payment.key}",
            contact=(contact.kind, contact.value),
            language=payment.person.language,
            person=payment.person,
            context={"receipt": payment.receipt},
        )


def reverse_payment(payment, *, recorded_by, key):
    """Takes a payment out of the count by a line of its own, numbered like any other; done once, whoever asks again."""
    with transaction.atomic():
        today = timezone.localdate()
        existing = Payment.objects.filter(reverses=payment).first()
        if existing:
            return existing
        return Payment.objects.create(
            person=payment.person,
            method=payment.method,
            amount=-payment.amount,
            currency=payment.currency,
            received_on=today,
            receipt_year=today.year,
            receipt_number=next_receipt(today.year),
            key=key,
            reverses=payment,
            recorded_by=recorded_by,
        )


def standing_of(person, today=None) -> Standing:
    payments = person.payments.counting().values_list("received_on", "months")
    return standing_on(today or timezone.localdate(), list(payments))


def standings(people, today=None):
    """Maps each person of the query set `people` to their standing: one query for the people, one for the ledger."""
    today = today or timezone.localdate()
    bought = {}
    rows = Payment.objects.counting().by_current_person().filter(payer__in=people.values("pk"))
    for payer, received_on, months in rows.values_list("payer", "received_on", "months").iterator():
        bought.setdefault(payer, []).append((received_on, months))
    return {person: standing_on(today, bought.get(person.pk, [])) for person in people}


def joined_and_standing(today=None):
    """The standing of every member there is, with one query: maps person ids to Standing."""
    today = today or timezone.localdate()
    rows = Person.objects.filter(Q(joined_on__isnull=False) | Q(merged_into__joined_on__isnull=False)).values_list(
        Coalesce("merged_into", "pk"),
        "ledger_lines__received_on",
        "ledger_lines__months",
        "ledger_lines__reversal",
    )
    bought = {}
    for pk, received_on, months, reversal in rows.iterator():
        payments = bought.setdefault(pk, [])
        if received_on and months and reversal is None:
            payments.append((received_on, months))
    return {pk: standing_on(today, payments) for pk, payments in bought.items()}
