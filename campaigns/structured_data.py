"""What machines read of an event (schema.org/Event). The town only, never the address."""

from django.conf import settings
from django.utils import timezone

from home.templatetags.home_tags import html_lang

CANCELED, SCHEDULED = "https://schema.org/EventCancelled", "https://schema.org/EventScheduled"
OFFLINE, ONLINE = "https://schema.org/OfflineEventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode"


def event_data(event, words, region):
    """`event` in `words`, as a schema.org Event; `region` is the center's state. On the air there is no place."""
    zone = timezone.get_default_timezone()
    place = {
        "@type": "Place",
        "name": event.town,
        "address": {"@type": "PostalAddress", "addressLocality": event.town, "addressRegion": region},
    }
    radio = {"@type": "VirtualLocation", "url": f"{settings.BASE_URL}{event.get_absolute_url()}"}
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": words.title,
        "description": words.summary,
        "url": f"{settings.BASE_URL}{event.get_absolute_url()}",
        "startDate": event.starts_at.astimezone(zone).isoformat(),
        "endDate": event.ends_at.astimezone(zone).isoformat(),
        "eventStatus": CANCELED if event.is_canceled else SCHEDULED,
        "eventAttendanceMode": OFFLINE if event.town else ONLINE,
        "location": place if event.town else radio,
        "inLanguage": [html_lang(code) for code in event.languages],
        "isAccessibleForFree": True,
        "organizer": {"@type": "NGO", "name": settings.CENTER.name, "url": f"{settings.BASE_URL}/"},
    }
