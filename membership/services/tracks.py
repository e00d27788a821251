"""Paths to leadership: starting and leaving one, staff's word on a step, and how far people are."""

import logging

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from home.words import records_of
from membership.enums import ParticipationKind
from membership.exceptions import TrackClosedError, TrackError
from membership.models import Enrollment, LeadershipTrack, Participation, TrackStep, TrackStepText
from membership.progress import Deed, sign_off_subject, track_progress
from membership.services.participation import record_participation, take_back_participation

logger = logging.getLogger(__name__)


def start_track(person, track):
    """`person` starts `track`; again changes nothing. Raises TrackClosedError when it takes nobody new."""
    with transaction.atomic():
        track = LeadershipTrack.objects.select_for_update().get(pk=track.pk)
        enrollment = Enrollment.objects.filter(person=person, track=track).first()
        if enrollment is None and not track.is_open:
            raise TrackClosedError
        return enrollment or Enrollment.objects.create(person=person, track=track, started_on=timezone.localdate())


def leave_track(person, track):
    """`person` leaves `track`. What they did stays in the ledger: whoever starts again is as far as before."""
    Enrollment.objects.filter(person=person, track=track).delete()


def sign_off(person, step, *, recorded_by):
    """Staff confirm that `person` did `step`; again changes nothing. Raises TrackError for a step of another kind."""
    if step.kind != ParticipationKind.SIGNED_OFF:
        raise TrackError
    logger.info("signed_off step=%s person=%s by=%s", step.pk, person.pk, recorded_by.pk)
    return record_participation(
        person,
        kind=ParticipationKind.SIGNED_OFF,
        subject=sign_off_subject(step),
        occurred_on=timezone.localdate(),
        source_key=sign_off_key(person, step),
    )


def take_back_sign_off(person, step, *, recorded_by):
    """Staff take their word back; harmless when there is none."""
    logger.info("sign_off_taken_back step=%s person=%s by=%s", step.pk, person.pk, recorded_by.pk)
    take_back_participation(sign_off_key(person, step))


def sign_off_key(person, step):
    return f"signed_off:{step.pk}:{person.pk}"


def steps_with_words(tracks):
    """The steps of `tracks` in their order, with the words of steps, stages and paths: three questions for all."""
    texts = TrackStepText.objects.filter(record__stage__track__in=tracks).select_related("record__stage__track")
    steps = records_of(texts.order_by(*(f"record__{name}" for name in TrackStep._meta.ordering)))
    prefetch_related_objects(steps, "stage__texts", "stage__track__texts")
    return steps


def plans_of(tracks):
    """Maps the ids of those of `tracks` that have steps, in their order, to pairs (track, its stages).

    Stages are pairs (stage, its steps). Everything has its words.
    """
    plans = {}
    for step in steps_with_words(tracks):
        _, stages = plans.setdefault(step.stage.track_id, (step.stage.track, {}))
        stages.setdefault(step.stage_id, (step.stage, []))[1].append(step)
    return {pk: (track, list(stages.values())) for pk, (track, stages) in plans.items()}


def deeds_of(people):
    """Maps the ids of `people` to what they did: one query."""
    deeds = {}
    rows = Participation.objects.filter(person__in=people).values_list(
        "person_id", "kind", "subject", "tag", "occurred_on"
    )
    for person_id, *values in rows:
        deeds.setdefault(person_id, []).append(Deed(*values))
    return deeds


def progress_of(person, tracks):
    """How far `person` is on each of `tracks`, started or not, in their order. Tracks without steps are left out."""
    deeds = deeds_of([person.pk]).get(person.pk, [])
    return [track_progress(track, stages, deeds) for track, stages in plans_of(tracks).values()]


def progress_of_enrollments(enrollments):
    """Maps the id of each of `enrollments`, a list, to how far its person is: by four questions, however many."""
    plans = plans_of({enrollment.track_id for enrollment in enrollments})
    deeds = deeds_of({enrollment.person_id for enrollment in enrollments})
    found = {}
    for enrollment in enrollments:
        _, stages = plans.get(enrollment.track_id, (None, []))
        done = deeds.get(enrollment.person_id, [])
        found[enrollment.pk] = track_progress(enrollment.track, stages, done)
    return found


def paths_of(person):
    """The paths that `person` started, and the open ones that they did not: two lists of TrackProgress."""
    started_ids = set(person.enrollments.values_list("track_id", flat=True))
    found = progress_of(person, LeadershipTrack.objects.offered_to(person))
    started = [progress for progress in found if progress.track.pk in started_ids]
    return started, [progress for progress in found if progress.track.pk not in started_ids]


def current_path(person):
    """The first started path that `person` has not completed, else the first started one; None without any."""
    started = progress_of(person, LeadershipTrack.objects.started_by(person))
    return next((progress for progress in started if not progress.is_done), next(iter(started), None))
