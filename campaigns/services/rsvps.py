"""Seats. Whoever takes one locks the event's row first: sixty people at once get the twenty seats there are."""

import logging

from django.db import transaction
from django.utils import timezone

from campaigns.enums import RsvpState
from campaigns.exceptions import EventClosedError, EventFullError
from campaigns.models import Event, Rsvp
from campaigns.services.event_notices import send_confirmation
from campaigns.services.names import refuse_third_name
from membership.services.people import add_contact, person_at
from membership.services.proofs import ask_for_proof, prove

logger = logging.getLogger(__name__)


def locked(pk):
    """The event `pk`, held until the transaction ends. Raises EventClosedError when it takes no answers."""
    event = Event.objects.locked().get(pk=pk)
    if not event.takes_rsvps:
        raise EventClosedError
    return event


def refuse_more_than_seats(event, *, seats, without):
    """The caller holds the lock of `event`. Raises EventFullError when `seats` more, beside `without`, are too many."""
    if event.capacity is None:
        return
    if event.rsvps.coming().exclude(pk=without.pk).seats() + seats > event.capacity:
        raise EventFullError


def start_rsvp(event, *, name, contact, language):
    """Keeps the unconfirmed word of whoever is called `name` (given, family) at `contact`, and sends a code there.

    The same person again gets the same row; nothing on the page tells whether there was one. Raises EventClosedError.
    """
    with transaction.atomic():
        event = locked(event.pk)
        person = person_at(contact, name, language=language)
        rsvp, is_new = event.rsvps.get_or_create(person=person, defaults={"language": language})
        if not is_new and rsvp.state == RsvpState.UNCONFIRMED:
            rsvp.created_at = timezone.now()
            rsvp.save(update_fields=["created_at"])
        ask_for_proof(rsvp.subject, contact=contact, language=language)
        return rsvp


def confirm_rsvp(rsvp, code):
    """Gives the seat: the code came back from its contact. Doing it again with the same code is harmless.

    Raises CodeError for a code that proves nothing, EventClosedError, EventFullError, TooManyNamesError. Tries are
    counted outside the transaction: a refusal must not forget them.
    """
    if not rsvp.event.takes_rsvps:
        raise EventClosedError
    proof = prove(rsvp.subject, code)
    with transaction.atomic():
        event = locked(rsvp.event_id)
        rsvp = event.rsvps.select_related("person").get(pk=rsvp.pk)
        if not rsvp.is_coming:
            refuse_third_name(event.rsvps.coming(), proof)
            give_seat(event, rsvp)
            add_contact(rsvp.person, proof.kind, proof.value, verified=True)
            send_confirmation(rsvp, contact=(proof.kind, proof.value))
        return rsvp


def rsvp_as_member(event, person, *, language):
    """The seat of `person`, who is logged in; doing it again is harmless. Raises EventClosedError, EventFullError."""
    with transaction.atomic():
        event = locked(event.pk)
        rsvp, _ = event.rsvps.get_or_create(person=person, defaults={"language": language})
        if not rsvp.is_coming:
            give_seat(event, rsvp)
            send_confirmation(rsvp)
        return rsvp


def give_seat(event, rsvp):
    """The caller holds the lock of `event`. Raises EventFullError."""
    rsvp.event, rsvp.guests = event, 0
    refuse_more_than_seats(event, seats=1, without=rsvp)
    rsvp.confirmed_at, rsvp.canceled_at = timezone.now(), None
    change_state(rsvp, RsvpState.COMING)


def change_rsvp(rsvp, *, guests, needs, about):
    """Who comes along and what would help; nothing for somebody who does not come. Needs that the event does not offer
    are dropped. Raises EventClosedError, EventFullError."""
    with transaction.atomic():
        event = locked(rsvp.event_id)
        rsvp = event.rsvps.get(pk=rsvp.pk)
        if rsvp.is_coming:
            if guests > rsvp.guests:
                refuse_more_than_seats(event, seats=1 + guests, without=rsvp)
            rsvp.guests, rsvp.about = guests, about.strip()
            rsvp.needs = [need for need in event.needs if need in needs]
            rsvp.save(update_fields=["guests", "needs", "about"])
        return rsvp


def cancel_rsvp(rsvp):
    """Frees the seats of `rsvp` and forgets what was asked for. Raises EventClosedError once the event began."""
    with transaction.atomic():
        event = locked(rsvp.event_id)
        rsvp = event.rsvps.get(pk=rsvp.pk)
        if rsvp.is_coming:
            rsvp.canceled_at, rsvp.guests, rsvp.needs, rsvp.about = timezone.now(), 0, [], ""
            change_state(rsvp, RsvpState.CANCELED)
        return rsvp


def give_address(rsvp):
    """Staff let this guest know the exact address; doing it again is harmless."""
    Rsvp.objects.filter(pk=rsvp.pk, address_given_at=None).update(address_given_at=timezone.now())


def change_state(rsvp, state):
    """The only way a place at an event changes its state."""
    old, rsvp.state = rsvp.state, state
    rsvp.save()
    logger.info("rsvp=%s state=%s->%s", rsvp.pk, old, state)
