"""Telling people that what they paid was received."""

from django.conf import settings

from membership.enums import Method
from membership.services.messages import queue_message
from membership.services.people import preferred_contact


def send_receipt(payment, *, contact=None):
    """Writes the message that `payment` was received, to `contact`, a pair (kind, value), or where its person prefers.

    Nothing when there is nowhere to write to. To the same contact it is sent once.
    """
    person = payment.person
    point = person and preferred_contact(person)
    to = contact or (point and (point.kind, point.value))
    if not to:
        return None
    return queue_message(
        "waiver" if payment.method == Method.WAIVER else "receipt",
        key=f"receipt:{payment.pk}:{':'.join(to)}"[:160],
        contact=to,
        language=person.language if person else settings.LANGUAGE_CODE,
        person=person,
        context={"receipt": payment.receipt},
    )
