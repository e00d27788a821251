"""Pausing a membership, leaving, and coming back."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from membership.exceptions import PauseError
from membership.models import Pause, Person, Resignation
from membership.services.standing import standing_of
from membership.standing import State, months_after

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
        pause = running_pauses(person, today).first() or Pause(person=person, starts_on=today, recorded_by=recorded_by)
        logger.info("person=%s paused from=%s until=%s->%s", person.pk, pause.starts_on, pause.ends_on, ends_on)
        pause.ends_on = ends_on
        pause.save()
        return pause


def running_pauses(person, today):
    """One, or several under an entry that another one was merged into."""
    return person.pauses.filter(starts_on__lte=today, ends_on__gte=today)


def end_pause(person):
    """The clock runs again from today; a pause that began today never was. Harmless when nothing is paused."""
    today = timezone.localdate()
    with transaction.atomic():
        pauses = running_pauses(locked(person), today)
        logger.info("person=%s pauses ended=%s", person.pk, [(pause.pk, str(pause.ends_on)) for pause in pauses])
        pauses.filter(starts_on=today).delete()
        pauses.update(ends_on=today - timedelta(days=1))


def resign(person):
    """`person` is no member any more, until they come back or pay again. Doing it again is harmless.

    Whoever came back by paying can leave anew: what they left before is over then.
    """
    today = timezone.localdate()
    with transaction.atomic():
        person = locked(person)
        standing = person.resignations.filter(returned_on=None)
        if standing_of(person, today).state == State.RESIGNED:
            return standing.first()
        logger.info("person=%s resigned", person.pk)
        standing.update(returned_on=today)
        return Resignation.objects.create(person=person, resigned_on=today)


def come_back(person):
    """`person` is a member again, with the time that they had paid for. Harmless for who never left."""
    with transaction.atomic():
        logger.info("person=%s came back", person.pk)
        locked(person).resignations.filter(returned_on=None).update(returned_on=timezone.localdate())
