"""The paths to leadership of a center: what counts from `tracks.toml`, words from its content. It may have none."""

from membership.enums import ParticipationKind
from membership.models import (
    LeadershipTrack,
    LeadershipTrackText,
    TrackStage,
    TrackStageText,
    TrackStep,
    TrackStepText,
)
from portal.center import read_toml
from portal.pack.stories import PackError
from resources.services.reading import subject_of


def load_tracks(center, guides):
    """`guides` are the guides of the pack by their short names. Raises PackError when the plan contradicts itself."""
    path = center.root / "tracks.toml"
    entries = read_toml(path)["track"] if path.exists() else []
    words = {language: center.content(language, "tracks") for language in center.languages} if entries else {}
    for order, entry in enumerate(entries, 1):
        load_track(entry, order, part_of(words, entry["slug"]), guides)


def part_of(words, name):
    """The words of one part in each language. Raises PackError for a language without them."""
    for language, found in words.items():
        if name not in found:
            raise PackError(f"tracks: {language} has no words for “{name}”.")
    return {language: found[name] for language, found in words.items()}


def say(text_model, record, words, names):
    for language, found in words.items():
        values = {name: found[name] for name in names}
        text_model.objects.update_or_create(record=record, language=language, defaults=values)


def load_track(entry, order, words, guides):
    track, _ = LeadershipTrack.objects.update_or_create(slug=entry["slug"], defaults={"order": order})
    say(LeadershipTrackText, track, words, ("name", "summary"))
    for number, stage_entry in enumerate(entry["stage"], 1):
        stage, _ = TrackStage.objects.get_or_create(track=track, order=number)
        stage_words = part_of(words, stage_entry["id"])
        say(TrackStageText, stage, stage_words, ("name", "done_words"))
        for place, step_entry in enumerate(stage_entry["step"], 1):
            values = what_counts(step_entry, guides)
            step, _ = TrackStep.objects.update_or_create(stage=stage, order=place, defaults=values)
            say(TrackStepText, step, part_of(stage_words, step_entry["id"]), ("name", "done_words"))


def what_counts(entry, guides):
    """The fields of a step. Raises PackError for a kind or a guide that is not there."""
    if entry["counts"] not in ParticipationKind.values:
        raise PackError(f"{entry['id']}: nothing counts as “{entry['counts']}”.")
    guide = entry.get("resource")
    if guide is not None and guide not in guides:
        raise PackError(f"{entry['id']}: there is no guide “{guide}”.")
    subject = subject_of(guides[guide]) if guide else ""
    rest = {name: entry[name] for name in ("tag", "times", "group") if name in entry}
    return {"kind": entry["counts"], "subject": subject, "tag": "", "times": 1, "group": ""} | rest
