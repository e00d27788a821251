"""What becomes of seats and attendances when their person is erased, or turns out to be somebody we know already."""

from django.db import transaction

from campaigns.enums import RsvpState
from campaigns.models import Attendance, Event, Rsvp
from membership.services.participation import take_back_participation


def forget_guest(person):
    """Frees the seats of `person`; what they came to goes on counting, without them."""
    with transaction.atomic():
        Rsvp.objects.filter(person=person).delete()
        Attendance.objects.filter(person=person).update(person=None)


def move_guest(kept, *, lost):
    """Gives `kept` the seats and attendances of `lost`. Two at one event become one: a seat stays a seat."""
    with transaction.atomic():
        rows = Rsvp.objects.filter(person__in=(kept, lost))
        events = list(Event.objects.locked().filter(pk__in=rows.values("event")).order_by("pk"))
        for event in events:
            drop_all_but_the_last(sorted(event.rsvps.filter(person__in=(kept, lost)), key=last_word))
        Rsvp.objects.filter(person=lost).update(person=kept)
        for attendance in Attendance.objects.filter(person=lost, event__attendances__person=kept):
            take_back_participation(attendance.source_key)
            attendance.delete()
        Attendance.objects.filter(person=lost).update(person=kept)


def drop_all_but_the_last(rsvps):
    for rsvp in rsvps[:-1]:
        rsvp.delete()


def last_word(rsvp):
    """A key to sort by: somebody who comes with most people counts most, then the newest row."""
    return (rsvp.state == RsvpState.COMING, rsvp.guests, rsvp.pk)
