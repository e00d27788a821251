"""Events of three years, copies of the pack's: those that are over with who came, those ahead with who comes."""

import copy
from datetime import timedelta

from django.utils import timezone

from bench.copies import put_into_index
from bench.rows import numbers, write
from campaigns.enums import RsvpState
from campaigns.models import Attendance, Event, EventText, Rsvp
from membership.enums import ParticipationKind
from membership.models import Participation

PEOPLE_AN_EVENT = 250  # one event for so many people we know
AHEAD = 10  # of so many, one is still to come
ROOM = 40
OVER, SOON = 3 * 365, 90  # days


def write_events(people, chance):
    """One event for every 250 `people` (their ids), ten at least; some of them come or came."""
    draw, now = chance.draw("events"), timezone.now()
    patterns = list(Event.objects.prefetch_related("texts").order_by("pk"))
    ids, text_ids, events, texts = numbers(Event), numbers(EventText), [], []
    for number in range(max(10, len(people) // PEOPLE_AN_EVENT)):
        pattern = patterns[number % len(patterns)]
        days = draw.uniform(1, SOON) if number % AHEAD == 0 else -draw.uniform(1, OVER)
        events.append(event := copied(pattern, next(ids), now + timedelta(days=days), number))
        for text in pattern.texts.all():
            texts.append(said := copy.copy(text))
            said.pk, said.record, said.title = next(text_ids), event, f"{text.title} {number + 1}"
    write(Event, events)
    write(EventText, texts)
    put_into_index(EventText, texts)
    write_guests(events, people, now, draw)
    return events


def copied(pattern, pk, starts_at, number):
    event = copy.copy(pattern)
    event.pk, event.slug = pk, f"bench-{number}"
    event.ends_at, event.starts_at = starts_at + (pattern.ends_at - pattern.starts_at), starts_at
    event.capacity = ROOM if pattern.capacity else None
    return event


def write_guests(events, people, now, draw):
    """Answers are kept for 30 days after the event, who came for good."""
    kept = [event for event in events if event.ends_at > now - timedelta(days=30)]
    write(Rsvp, (answer(event, person) for event in kept for person in guests_of(event, people, draw)))
    ids = numbers(Attendance)
    over = [event for event in events if event.ends_at < now]
    came = [
        Attendance(pk=next(ids), event=event, person_id=person, marked_at=event.ends_at)
        for event in over
        for person in guests_of(event, people, draw)
    ]
    write(Attendance, came)
    write(Participation, map(noted, came))


def guests_of(event, people, draw):
    number = min(len(people), ROOM * 3 // 4 if event.capacity else ROOM * 2)
    return draw.sample(people, number)


def answer(event, person):
    said_at = event.starts_at - timedelta(days=100)
    return Rsvp(
        event=event,
        person_id=person,
        state=RsvpState.COMING,
        language=event.languages[0],
        created_at=said_at,
        confirmed_at=said_at,
    )


def noted(attendance):
    return Participation(
        person_id=attendance.person_id,
        kind=ParticipationKind.ATTENDED,
        subject=attendance.event.subject,
        tag=attendance.event.kind,
        occurred_on=attendance.event.day,
        source_key=attendance.source_key,
    )
