"""Events for calendars (RFC 5545). Where they are says the town only: a feed is read by anybody."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, vText
from icalendar import Event as Entry

from home.templatetags.home_tags import html_lang

MARGIN = timedelta(days=366)  # so that the rules of summer time around the events are in it
PRODUCT = "-//Worker center portal//Events//"


def calendar_of(events, language):
    """The calendar file of `events` (with their texts) in `language`, as bytes; times in the center's zone."""
    calendar = Calendar()
    calendar.add("prodid", f"{PRODUCT}{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", settings.CENTER.name)
    for event in events:
        calendar.add_component(entry_of(event, language))
    if events:
        first, last = min(event.day for event in events), max(event.day for event in events)
        calendar.add_missing_timezones(first_date=first - MARGIN, last_date=last + MARGIN)
    return calendar.to_ical()


def entry_of(event, language):
    """One event. UID never changes, SEQUENCE counts its revisions."""
    words, entry = event.words(language), Entry()
    zone, stamp = timezone.get_default_timezone(), timezone.now()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("sequence", event.revision)
    entry.add("status", "CANCELLED" if event.is_canceled else "CONFIRMED")
    entry.add("url", f"{settings.BASE_URL}/{language}/events/{event.slug}/")
    for name, text in (("summary", words.title), ("description", words.summary), ("location", event.town)):
        if text:
            entry.add(name, vText(text, params={"LANGUAGE": html_lang(words.language)}))
    return entry
