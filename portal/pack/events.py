"""The demonstration's events: always ahead, whenever the pack is read; what is over stays as something past."""

from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from campaigns.enums import RsvpState
from campaigns.models import Campaign, Event, EventText, Rsvp
from campaigns.services.attendance import mark_came
from membership.models import Person
from portal.center import read_toml

OF_THE_DATE = ("weekday", "weeks", "begins", "ends", "before", "coming", "id", "campaign")
MISSED = 3  # of the invented guests, every so many did not come


def make_demo_events(center, now):
    """Makes what is missing at `now`; run again on the same day it changes nothing."""
    for entry in read_toml(center.root / "pages.toml").get("event", []):
        with transaction.atomic():
            plan(center, entry, now)


def renew_demo_events(center, now):
    """Those of a demonstration that has them already: it may run for months."""
    if Event.objects.filter(demonstration=True).exists():
        make_demo_events(center, now)


def plan(center, entry, now):
    current = Event.objects.filter(slug=entry["id"]).first()
    if current and current.ends_at > now:
        return
    starts_at = next_time(entry, now)
    if current:
        set_aside(current)
    elif entry.get("before"):
        past = make_event(center, entry, starts_at - timedelta(weeks=entry["weeks"] + entry["before"]))
        fill(past, entry.get("coming", 0))
        let_come(past)
        set_aside(past)
    fill(make_event(center, entry, starts_at), entry.get("coming", 0))


def next_time(entry, now):
    """When the event of `entry` begins: some weeks after the next such weekday, in the center's time."""
    today = timezone.localdate(now)
    days = (entry["weekday"] - today.isoweekday()) % 7 + 7 * entry["weeks"]
    starts_at = at(today + timedelta(days=days), entry["begins"])
    return starts_at if starts_at > now else starts_at + timedelta(weeks=1)


def at(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def set_aside(event):
    """Its short name becomes free for the next one."""
    event.slug = f"{event.slug}-{event.day}"
    event.save(update_fields=["slug"])


def make_event(center, entry, starts_at):
    values = {key: value for key, value in entry.items() if key not in OF_THE_DATE}
    if "campaign" in entry:
        values["campaign"] = Campaign.objects.get(slug=entry["campaign"])
    ends_at = at(timezone.localdate(starts_at), entry["ends"])
    event = Event.objects.create(slug=entry["id"], starts_at=starts_at, ends_at=ends_at, demonstration=True, **values)
    for language in center.languages:
        words = center.content(language, "events")[entry["id"]]
        EventText.objects.create(record=event, language=language, **words)
    return event


def fill(event, number):
    """So many invented members said that they come."""
    members = Person.objects.members().filter(user=None).order_by("pk")
    said_at = min(event.starts_at, timezone.now()) - timedelta(days=5)
    for person in islice(members, number):
        Rsvp.objects.create(
            event=event,
            person=person,
            language=person.language,
            state=RsvpState.COMING,
            confirmed_at=said_at,
            created_at=said_at,
            needs=event.needs[:1] if person.pk % 4 == 0 else [],
        )


def let_come(event):
    for number, rsvp in enumerate(event.rsvps.select_related("person").order_by("pk")):
        if number % MISSED:
            mark_came(event, rsvp.person, marked_by=None)
