"""The ledger: written once, numbered without gaps, corrected only by a line of its own."""

import logging
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from membership.enums import BatchState, Method, PaidFor
from membership.exceptions import DuesError, PaperNumberError, ReversalError, TooMuchTimeError
from membership.models import CashBatch, Payment, Person
from membership.services.batches import batch_for
from membership.services.books import book
from membership.services.messages import drop_waiting
from membership.services.receipts import send_receipt
from membership.standing import MOST_MONTHS

logger = logging.getLogger(__name__)

LARGEST = 1_000_000  # cents: ten thousand is a typing mistake


@dataclass(frozen=True)
class Taken:
    """What was taken in: `amount` in cents on a day, for periods of `months` months at `price` cents each.

    Without a `price` the amount is the price of one period. `key` makes it one payment however often it arrives.
    """

    amount: int
    received_on: date
    key: str
    months: int = 0
    price: int | None = None
    method: str = Method.CASH
    paid_for: str = PaidFor.DUES
    paper_number: str = ""
    note: str = ""
    fee: int = 0

    @property
    def each(self):
        """The price of a period; nothing for a donation or a waiver."""
        if self.paid_for == PaidFor.DONATION or self.method == Method.WAIVER:
            return 0
        return self.amount if self.price is None else self.price


def record_payment(person, *, taken, recorded_by=None):
    """Writes what was taken into the ledger with a numbered receipt, and tells `person` (None for a stranger's gift).

    The same key again changes nothing. Whoever pays dues is a member from that day on. Raises DuesError, or one of its
    children, for what must be a mistake.
    """
    if known := Payment.objects.filter(key=taken.key).first():
        return known
    refuse_mistakes(person, taken)
    try:
        with transaction.atomic():
            if taken.paid_for == PaidFor.DUES:
                become_member(person, taken.received_on)
            batch = batch_for(taken.method, recorded_by)
            payment = write_line(person, taken, batch=batch, recorded_by=recorded_by)
            drop_waiting(person, "dues:")
            send_receipt(payment)
            return payment
    except IntegrityError:
        return Payment.objects.get(key=taken.key)  # written a moment ago, by the same form sent twice


def refuse_mistakes(person, taken):
    """Raises DuesError for an amount, a price, a length or a day that must be a mistake."""
    if taken.received_on > timezone.localdate() or abs(taken.amount) > LARGEST:
        raise DuesError
    if taken.method not in (Method.WAIVER, Method.ADJUSTMENT) and taken.amount <= 0:
        raise DuesError
    if taken.paid_for == PaidFor.DUES:
        if taken.months < 1 or (taken.method != Method.WAIVER and taken.each < 1):
            raise DuesError
        if taken.each and taken.amount // taken.each * taken.months > MOST_MONTHS:
            raise TooMuchTimeError


def write_line(person, taken, *, batch, recorded_by, reverses=None):
    """One line, in the transaction that is open; the numbers of its year are held until it ends."""
    booked_on, number = book(taken.received_on)
    refuse_known_paper(taken)
    buys = taken.paid_for == PaidFor.DUES and reverses is None
    return Payment.objects.create(
        person=person,
        paid_for=taken.paid_for,
        method=taken.method,
        amount=taken.amount,
        fee=taken.fee,
        currency=settings.CENTER.currency,
        price=taken.each if buys else 0,
        months=taken.months if buys else 0,
        received_on=taken.received_on,
        booked_on=booked_on,
        receipt_year=booked_on.year,
        receipt_number=number,
        paper_number=taken.paper_number,
        key=taken.key,
        reverses=reverses,
        batch=batch,
        note=taken.note,
        recorded_by=recorded_by,
    )


def refuse_known_paper(taken):
    """The same page of the paper book typed by two people is one payment. Raises PaperNumberError."""
    known = Payment.objects.counting().filter(paper_number=taken.paper_number).exclude(key=taken.key)
    if taken.paper_number and known.exists():
        raise PaperNumberError


def become_member(person, day):
    if person.joined_on is None:
        Person.objects.filter(pk=person.pk, joined_on=None).update(joined_on=day)
        person.joined_on = day


def left_of(payment):
    """What was not taken back of `payment`, in cents."""
    return payment.amount + payment.reversals.aggregate(total=Sum("amount", default=0))["total"]


def reverse_payment(payment, *, key, recorded_by=None, amount=None, note=""):
    """Takes `amount` cents of `payment` (all that is left of it, when None) out of the count by a line of its own.

    Cash that is still in its open batch leaves that batch; else it comes out of the box of whoever gives it back. The
    same key again changes nothing, and so does taking back what is taken back. Raises ReversalError for more than is
    left, or for a line that takes something back itself.
    """
    with transaction.atomic():
        payment = Payment.objects.select_for_update().get(pk=payment.pk)
        existing = payment.reversals.filter(key=key).first()
        left = left_of(payment)
        done = existing or (payment.reversals.taking_back().first() if amount is None and not left else None)
        if done:
            return done
        amount = left if amount is None else amount
        if payment.reverses_id or not 0 <= amount <= left or (left and not amount):
            raise ReversalError
        logger.info("payment=%s reversed by=%s cents=%s", payment.pk, recorded_by and recorded_by.pk, amount)
        return take_back(payment, -amount, key=key, recorded_by=recorded_by, note=note)


def take_back(payment, cents, *, key, recorded_by, note="", fee=0, received_on=None):
    """The line that changes what is left of `payment` by `cents`, which are negative when money goes back."""
    taken = Taken(
        amount=cents,
        received_on=received_on or timezone.localdate(),
        key=key,
        method=payment.method,
        paid_for=payment.paid_for,
        note=note,
        fee=fee,
    )
    batch = batch_of_reversal(payment, recorded_by)
    return write_line(payment.person, taken, batch=batch, recorded_by=recorded_by, reverses=payment)


def batch_of_reversal(payment, recorded_by):
    """The batch of `payment` while it is open, else that of whoever gives the money back."""
    if payment.batch_id:
        batch = CashBatch.objects.select_for_update().get(pk=payment.batch_id)
        if batch.state == BatchState.OPEN:
            return batch
    return batch_for(payment.method, recorded_by)
