"""What a path may be: the rules that the database holds."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from membership.models import Enrollment, LeadershipTrack, Person, TrackStage, TrackStep
from membership.services.tracks import steps_with_words
from tests.membership.tracks import make_track

WRONG = {
    "never": ({"kind": "attended", "times": 0}, "“How many” must be 1 or more."),
    "two narrowings": ({"kind": "read", "tag": "x", "subject": "resource:7"}, "not both"),
    "narrowed word of staff": ({"kind": "signed_off", "tag": "workshop"}, "What staff confirm is not narrowed"),
    "staff twice": ({"kind": "signed_off", "times": 2}, "counts once: write 1"),
    "one guide twice": ({"kind": "read", "subject": "resource:7", "times": 2}, "counts once: write 1"),
    "place taken": ({"kind": "read", "order": 1}, "has a step at this place already"),
}


@pytest.fixture
def stage(db):
    return make_track().stages.first()


@pytest.mark.parametrize(("fields", "sentence"), WRONG.values(), ids=WRONG)
def test_a_step_that_cannot_be_is_refused_with_a_sentence(stage, fields, sentence):
    step = TrackStep(**{"stage": stage, "order": 9} | fields)
    with pytest.raises(ValidationError, match=sentence):
        step.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        step.save()


def test_a_place_is_taken_once_in_a_path(stage):
    with pytest.raises(ValidationError, match="has a stage at this place already"):
        TrackStage(track=stage.track, order=1).full_clean()


def test_a_path_is_started_once(stage):
    person = Person.objects.create(given_name="Ana")
    Enrollment.objects.create(person=person, track=stage.track, started_on="2026-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.create(person=person, track=stage.track, started_on="2026-01-02")


def test_a_path_that_somebody_walks_is_not_deleted(stage):
    person = Person.objects.create(given_name="Ana")
    Enrollment.objects.create(person=person, track=stage.track, started_on="2026-01-01")
    with pytest.raises(ProtectedError):
        stage.track.delete()
    person.delete()
    stage.track.delete()
    assert (LeadershipTrack.objects.count(), TrackStep.objects.count()) == (0, 0)


def test_steps_speak_without_more_questions(stage, django_assert_num_queries):
    with django_assert_num_queries(3):
        steps = steps_with_words(LeadershipTrack.objects.all())
    with django_assert_num_queries(0):
        names = [f"{step.stage.track}, {step.stage}: {step}" for step in steps]
    assert names == [
        "Path educator, Learn: Come to 2 workshops",
        "Path educator, Learn: Read the guide",
        "Path educator, Teach: Explain a right",
        "Path educator, Teach: Lead a meeting",
    ]


def test_a_reader_without_words_gets_the_default_language(stage):
    step = stage.steps.first()
    assert (step.words("es").name, str(step.words("es").lang_attribute)) == ("Come to 2 workshops", "")
    step.texts.all().delete()
    assert str(TrackStep.objects.get(pk=step.pk)) == "1"
