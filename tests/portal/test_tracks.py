"""The paths of the pack: both load whole in every language, lead to real guides, and say where they contradict
themselves."""

import shutil

import pytest
from django.conf import settings
from wagtail.models import Locale

from membership.enums import ParticipationKind
from membership.models import Enrollment, LeadershipTrack, Participation, Person, TrackStep
from portal.center import load_center
from portal.demo.paths import walk_paths
from portal.pack.stories import PackError
from portal.pack.tracks import load_tracks
from resources.models import Resource
from resources.services.reading import subject_of
from tests.demo import logged_in, text_of

PLAN = """
[[track]]
slug = "helper"

[[track.stage]]
id = "learn"

[[track.stage.step]]
id = "read"
counts = "read"
resource = "rights"
"""
WORDS = """
[helper]
name = "Helper"
summary = "What it is."
[helper.learn]
name = "Learn"
done_words = ""
[helper.learn.read]
name = "Read"
done_words = ""
"""


def test_both_paths_load_with_their_stages_and_steps(site):
    found = {
        track.slug: [stage.steps.count() for stage in track.stages.all()] for track in LeadershipTrack.objects.all()
    }
    assert found == {"peer-rights-educator": [3, 4, 4], "campaign-leader": [3, 4, 5]}


def test_everything_is_said_in_every_language(site):
    for step in TrackStep.objects.select_related("stage__track"):
        for record in (step, step.stage, step.stage.track):
            assert {text.language for text in record.texts.all()} == set(settings.CENTER.languages)


def test_steps_count_what_the_plan_says(site):
    steps = TrackStep.objects.filter(stage__track__slug="peer-rights-educator").order_by("stage__order", "order")
    wage, overtime = (Resource.objects.get(name__startswith=name) for name in ("Minimum wage", "Overtime"))
    rows = list(steps.values_list("kind", "tag", "subject", "times", "group"))
    assert rows[:3] == [
        ("read", "", subject_of(wage), 1, ""),
        ("read", "", subject_of(overtime), 1, ""),
        ("attended", "workshop", "", 2, ""),
    ]
    assert rows[-2:] == [("signed_off", "", "", 1, "reach"), ("signed_off", "", "", 1, "reach")]
    assert set(steps.model.objects.values_list("kind", flat=True)) == set(ParticipationKind.values)


def test_nothing_promises_a_certificate(site):
    assert TrackStep.objects.filter(stage__texts__done_words__icontains="certific").count() == 0


@pytest.mark.parametrize(
    ("language", "guide", "petitions"),
    [
        ("en", "/en/resources/", "/en/campaigns/"),
        ("es", "/es/guias-y-materiales/", "/es/campanas/"),
        ("pt-br", "/pt-br/guias-e-materiais/", "/pt-br/campanhas/"),
    ],
)
def test_the_next_step_leads_to_its_page_in_the_readers_language(site, language, guide, petitions):
    Participation.objects.all().delete()
    page = text_of(f"/{language}/member/tracks/", logged_in("member@example.org"))
    assert f'<a class="btn" href="{guide}' in page
    assert f'<a class="btn btn-line" href="{petitions}">' in page


def test_loading_again_changes_nothing(site):
    guides = {entry: Resource.objects.get(name__startswith=name) for entry, name in GUIDES.items()}
    before = list(TrackStep.objects.values())
    load_tracks(settings.CENTER, guides)
    assert list(TrackStep.objects.values()) == before


GUIDES = {
    "minimum-wage": "Minimum wage",
    "overtime": "Overtime",
    "retaliation": "If they punish",
    "wage-complaint": "File a wage complaint",
    "paid-sick-leave": "Paid sick leave",
}


@pytest.fixture
def pack(tmp_path, db):
    """A small pack with a path of one step."""
    root = tmp_path / "pack"
    shutil.copytree(settings.ROOT / "tests" / "centers" / "riverside", root)
    (root / "tracks.toml").write_text(PLAN)
    for language in ("en", "ht"):
        (root / "content" / language / "tracks.toml").write_text(WORDS)
        Locale.objects.get_or_create(language_code=language)
    return root


def test_a_pack_brings_its_paths(pack):
    rights = Resource.objects.create(name="Rights", owner="x", review_due="2027-01-01")
    load_tracks(load_center(str(pack)), {"rights": rights})
    assert TrackStep.objects.values_list("kind", "subject").get() == ("read", subject_of(rights))


def test_a_center_without_paths_has_none(pack):
    (pack / "tracks.toml").unlink()
    load_tracks(load_center(str(pack)), {})
    assert LeadershipTrack.objects.count() == 0


SPOILED = {
    "unknown guide": ("tracks.toml", 'resource = "rights"', 'resource = "gone"', "no guide “gone”"),
    "unknown kind": ("tracks.toml", 'counts = "read"', 'counts = "quiz"', "nothing counts as “quiz”"),
    "missing words": ("content/ht/tracks.toml", "[helper.learn.read]", "[helper.learn.other]", "ht has no words"),
}


@pytest.mark.parametrize(("name", "old", "new", "words"), SPOILED.values(), ids=SPOILED)
def test_a_plan_that_contradicts_itself_says_where(pack, name, old, new, words):
    path = pack / name
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(PackError, match=words):
        load_tracks(load_center(str(pack)), {"rights": Resource(pk=1)})


def test_invented_members_walk_by_what_exists(site):
    member = Person.objects.get(user__email="member@example.org")
    walked = set(member.enrollments.values_list("track__slug", flat=True))
    assert walked == {"peer-rights-educator", "campaign-leader"}
    assert Enrollment.objects.count() == 10
    kinds = set(Participation.objects.values_list("kind", flat=True))
    assert kinds == {"attended", "read", "signed_off"}


def test_walking_again_changes_nothing(site):
    before = (Enrollment.objects.count(), Participation.objects.count())
    walk_paths("member@example.org")
    assert (Enrollment.objects.count(), Participation.objects.count()) == before
