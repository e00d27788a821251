"""What guests of an event read in messages. No subject and no text message names the event: others may read it."""

from campaigns.tokens import own_token
from membership.services.messages import queue_message
from membership.services.people import preferred_contact


def send_confirmation(rsvp, *, contact=None):
    """Tells a guest that the seat is theirs, at `contact` (kind, value) or where they like to be written to."""
    tell(rsvp, "rsvp", key=f"rsvp:{rsvp.pk}:{rsvp.confirmed_at.timestamp()}", contact=contact)


def announce_change(event):
    """Tells everybody who comes that `event` changed or is canceled; once for each revision."""
    purpose = "event_canceled" if event.is_canceled else "event_changed"
    for rsvp in event.rsvps.coming().select_related("person").prefetch_related("person__contacts"):
        rsvp.event = event
        tell(rsvp, purpose, key=f"{purpose}:{rsvp.pk}:{event.revision}")


def tell(rsvp, purpose, *, key, contact=None):
    point = None if contact else preferred_contact(rsvp.person)
    contact = contact or (point and (point.kind, point.value))
    if contact:
        queue_message(
            purpose,
            key=key,
            contact=contact,
            language=rsvp.language,
            person=rsvp.person,
            context={"slug": rsvp.event.slug, "token": own_token(rsvp)} | facts(rsvp),
        )


def facts(rsvp):
    """What the words of a message need, as plain values: times in ISO 8601."""
    event = rsvp.event
    words = event.words(rsvp.language)
    return {
        "title": words.title if words else "",
        "place": ", ".join(part for part in (rsvp.address, words.place if words else event.town) if part),
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
    }
