"""A small path, for tests: made of rows that mean something."""

from membership.models import (
    LeadershipTrack,
    LeadershipTrackText,
    TrackStage,
    TrackStageText,
    TrackStep,
    TrackStepText,
)


def make_track(slug="educator", **fields):
    """A path of two stages: two workshops and a guide; then two steps that staff confirm."""
    track = LeadershipTrack.objects.create(slug=slug, **fields)
    LeadershipTrackText.objects.create(record=track, language="en", name=f"Path {slug}", summary="What it is.")
    first, second = make_stage(track, 1, "Learn"), make_stage(track, 2, "Teach")
    make_step(first, 1, "Come to 2 workshops", kind="attended", tag="workshop", times=2)
    make_step(first, 2, "Read the guide", kind="read", subject="resource:7")
    make_step(second, 1, "Explain a right", kind="signed_off")
    make_step(second, 2, "Lead a meeting", kind="signed_off")
    return track


def make_stage(track, order, name):
    stage = TrackStage.objects.create(track=track, order=order)
    TrackStageText.objects.create(record=stage, language="en", name=name, done_words=f"{name}: done.")
    return stage


def make_step(stage, order, name, **fields):
    step = TrackStep.objects.create(stage=stage, order=order, **fields)
    TrackStepText.objects.create(record=step, language="en", name=name, done_words=f"{name}: well done.")
    return step


def step_called(name, slug="educator"):
    return TrackStep.objects.get(stage__track__slug=slug, texts__language="en", texts__name=name)
