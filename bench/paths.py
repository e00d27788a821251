"""Members on their paths: some started one, and read guides."""

from datetime import timedelta

from bench.rows import write
from membership.enums import ParticipationKind
from membership.models import Enrollment, LeadershipTrack, Participation, Person, TrackStep
from membership.services.tracks import sign_off_key, sign_off_subject
from resources.models import Resource
from resources.services.reading import key_of, subject_of

STARTED = 0.3  # of the members
MOST_READ = 8


def write_paths(members, chance):
    """A path for some of `members`, pairs (id, day of joining), with guides that they read and what staff confirmed."""
    draw, tracks, guides = chance.draw("paths"), list(LeadershipTrack.objects.all()), list(Resource.objects.all())
    walkers = [(pk, joined_on, draw.choice(tracks)) for pk, joined_on in members if tracks and draw.random() < STARTED]
    write(Enrollment, (Enrollment(person_id=pk, track=track, started_on=day) for pk, day, track in walkers))
    write(Participation, (row for pk, day, _ in walkers for row in readings(pk, day, guides, draw)))
    confirmed = {}
    for step in TrackStep.objects.filter(kind=ParticipationKind.SIGNED_OFF).select_related("stage"):
        confirmed.setdefault(step.stage.track_id, step)
    write(
        Participation,
        (signed_off(pk, day, confirmed[track.pk]) for pk, day, track in walkers[::3] if track.pk in confirmed),
    )


def readings(pk, joined_on, guides, draw):
    person = Person(pk=pk)
    for guide in draw.sample(guides, min(len(guides), draw.randrange(MOST_READ + 1))):
        yield Participation(
            person_id=pk,
            kind=ParticipationKind.READ,
            subject=subject_of(guide),
            occurred_on=joined_on + timedelta(days=1),
            source_key=key_of(person, subject_of(guide)),
        )


def signed_off(pk, joined_on, step):
    return Participation(
        person_id=pk,
        kind=ParticipationKind.SIGNED_OFF,
        subject=sign_off_subject(step),
        occurred_on=joined_on + timedelta(days=2),
        source_key=sign_off_key(Person(pk=pk), step),
    )
