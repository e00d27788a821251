"""What was taken in by hand: a batch opens itself, is counted, confirmed by a second person, brought to the bank."""

import logging

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from membership.enums import HANDED_OVER, BatchState
from membership.exceptions import BatchError
from membership.models import CashBatch

logger = logging.getLogger(__name__)


def open_batch(collector):
    """The open batch of `collector`, held until the transaction ends; opened when there is none."""
    while True:
        batch, _ = CashBatch.objects.get_or_create(opened_by=collector, state=BatchState.OPEN)
        batch = CashBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.state == BatchState.OPEN:  # else it was counted a moment ago
            return batch


def batch_for(method, collector):
    """The batch that a payment by `method` goes into: that of `collector` for what lies in the box, else None."""
    return open_batch(collector) if method in HANDED_OVER and collector else None


def locked(batch):
    return CashBatch.objects.select_for_update().get(pk=batch.pk)


def expected_in(batch):
    """What should be in `batch`, in cents: the sum of its lines."""
    return batch.lines.aggregate(total=Sum("amount", default=0))["total"]


def count_batch(batch, *, counted, counted_by, note=""):
    """Writes what was found, in cents; the collector's next payment opens a new batch. Raises BatchError once counted.

    The same count again changes nothing.
    """
    with transaction.atomic():
        batch = locked(batch)
        if batch.state != BatchState.OPEN:
            if batch.counted == counted:
                return batch
            raise BatchError
        batch.expected, batch.counted, batch.counted_by = expected_in(batch), counted, counted_by
        batch.counted_at, batch.difference_note = timezone.now(), note
        return moved(batch, BatchState.COUNTED, by=counted_by)


def confirm_batch(batch, *, confirmed_by):
    """A second person agrees with the count; the first to confirm stays. Raises BatchError for whoever counted."""
    with transaction.atomic():
        batch = locked(batch)
        if batch.state == BatchState.OPEN or batch.counted_by_id == confirmed_by.pk:
            raise BatchError
        if batch.confirmed_by_id is None:
            batch.confirmed_by, batch.confirmed_at = confirmed_by, timezone.now()
            batch.save()
            logger.info("batch=%s confirmed by=%s", batch.pk, confirmed_by.pk)
        return batch


def deposit_batch(batch, *, deposited_on, deposited_by, reference=""):
    """The money is at the bank. Again changes nothing. Raises BatchError before the count or for a day to come."""
    with transaction.atomic():
        batch = locked(batch)
        if batch.state == BatchState.DEPOSITED:
            return batch
        if batch.state != BatchState.COUNTED or deposited_on > timezone.localdate():
            raise BatchError
        batch.deposited_on, batch.deposited_by, batch.deposit_reference = deposited_on, deposited_by, reference
        return moved(batch, BatchState.DEPOSITED, by=deposited_by)


def moved(batch, state, *, by):
    logger.info("batch=%s state=%s->%s by=%s difference=%s", batch.pk, batch.state, state, by.pk, batch.difference)
    batch.state = state
    batch.save()
    return batch
