"""What staff change about an event."""

from django.db import transaction
from django.utils.text import slugify

from campaigns.models import Event
from campaigns.services.event_notices import announce_change

TOLD = {"starts_at", "ends_at", "town", "address", "is_canceled"}
SLUG_LENGTH = 60


def free_slug(event, title):
    """A short name made of `title` that no other event has: with the day, and then a number, where needed."""
    base = slugify(title)[:SLUG_LENGTH].strip("-") or "event"
    names = [base, f"{base}-{event.day}", *(f"{base}-{event.day}-{number}" for number in range(2, 100))]
    taken = set(Event.objects.filter(slug__startswith=base).exclude(pk=event.pk).values_list("slug", flat=True))
    return next(name for name in names if name not in taken)


def tell_of_changes(event, changed):
    """Counts up the revision of `event` (RFC 5545, SEQUENCE) and tells everybody who comes, when one of the `changed`
    fields moves them."""
    if not TOLD & set(changed):
        return
    with transaction.atomic():
        event.revision += 1
        event.save(update_fields=["revision"])
        announce_change(event)
