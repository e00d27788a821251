"""Pausing a membership, leaving, and coming back."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from membership.exceptions import PauseError
from membership.models import Pause, Person, Resignation
from membership.services.standing import standing_of
from membership.standing import months_after

logger = logging.getLogger(__name__)

LONGEST_MONTHS = 12


def locked(person):
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def pause_membership(person, *, ends_on, recorded_by=None):
    """The clock of `person` stands still from today through `ends_on`; a running pause gets the new end instead.

    Raises PauseError for an end that is not ahead or more than a year away, and for whoever is no member.
    """
    today = timezone.localdate()
    if not today < ends_on <= months_after(today, LONGEST_MONTHS):
        raise PauseError
    with transaction.atomic():
        person = locked(person)
        if not standing_of(person, today).is_member:
            raise PauseError
        pause = running_pause(person, today) or Pause(person=person, starts_on=today, recorded_by=recorded_by)
        logger.info("person=%s paused from=%s until=%s->%s", person.pk, pause.starts_on, pause.ends_on, ends_on)
        pause.ends_on = ends_on
        pause.save()
        return pause


def running_pause(person, today):
    return person.pauses.filter(starts_on__lte=today, ends_on__gte=today).first()


def end_pause(person):
    """The clock runs again from today; a pause that began today never was. Harmless when nothing is paused."""
    today = timezone.localdate()
    with transaction.atomic():
        pause = running_pause(locked(person), today)
        if pause is None:
            return
        logger.info("person=%s pause ended=%s->%s", person.pk, pause.ends_on, today)
        if pause.starts_on == today:
            pause.delete()
            return
        pause.ends_on = today - timedelta(days=1)
        pause.save()


def resign(person):
    """`person` is no member any more, until they come back or pay again. Doing it again is harmless."""
    with transaction.atomic():
        person = locked(person)
        standing = person.resignations.filter(returned_on=None).first()
        logger.info("person=%s resigned", person.pk)
        return standing or Resignation.objects.create(person=person, resigned_on=timezone.localdate())


def come_back(person):
    """`person` is a member again, with the time that they had paid for. Harmless for who never left."""
    with transaction.atomic():
        logger.info("person=%s came back", person.pk)
        locked(person).resignations.filter(returned_on=None).update(returned_on=timezone.localdate())
