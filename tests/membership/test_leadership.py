"""Staff's side of the paths: who is where, their word on a step, the forms; and who may."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from membership.models import Enrollment, LeadershipTrack, Participation, Person, TrackStage, TrackStep
from membership.services.tracks import start_track
from tests.demo import logged_in
from tests.membership.tracks import make_track, step_called

LIST = "/admin/leadership/"
FORMS = ["/admin/tracks/", "/admin/track-stages/", "/admin/track-steps/"]
WORDS = {"name_en": "Read two guides", "name_es": "Lee dos guías", "name_pt_br": "Leia dois guias"}
WORDS |= {"done_words_en": "Well done.", "done_words_es": "", "done_words_pt_br": ""}


@pytest.fixture
def rosa(site):
    """Somebody on a path of their own, as only staff who walk with her may know."""
    person = Person.objects.create(given_name="Rosa", family_name="Aaa Secreta", joined_on="2026-01-01")
    start_track(person, make_track("own", order=0))
    return person


@pytest.fixture
def organizer(site):
    return logged_in("organizer@example.org")


def own_step(name):
    return step_called(name, "own")


def word_of(person, step):
    return f"{LIST}{person.handle}/{step.pk}/"


@pytest.mark.parametrize("role", ["editor", "treasurer"])
def test_other_staff_see_nothing_of_it(rosa, role):
    client = logged_in(f"{role}@example.org")
    for url in [LIST, f"{LIST}results/", *FORMS, f"{LIST}{rosa.handle}/"]:
        answer = client.get(url, follow=True)
        assert (answer.redirect_chain or answer.status_code) in ([("/admin/", 302)], 403)
        assert "Secreta" not in answer.content.decode()
    assert client.post(word_of(rosa, own_step("Explain a right"))).status_code in (302, 403)
    assert Participation.objects.filter(person=rosa).count() == 0
    assert "/admin/leadership/" not in client.get("/admin/").content.decode()


def test_members_and_nobody_see_nothing_of_it(rosa):
    member = logged_in("member@example.org")
    for url in [LIST, f"{LIST}{rosa.handle}/", *FORMS]:
        assert member.get(url).status_code == 403
        assert Client().get(url).url.startswith("/en/account/login/")
    assert member.post(word_of(rosa, own_step("Explain a right"))).status_code == 403
    assert Participation.objects.filter(person=rosa).count() == 0


@pytest.mark.parametrize("role", ["organizer", "administrator"])
def test_staff_who_walk_with_people_see_who_is_where(rosa, role):
    client = logged_in(f"{role}@example.org")
    page = client.get(LIST).content.decode()
    shown = ["Rosa Aaa Secreta", "Path own", "Learn", "0 of 4", "Come to 2 workshops", f"{LIST}{rosa.handle}/"]
    assert [words for words in shown if words not in page] == []
    assert "/admin/leadership/" in client.get("/admin/").content.decode()


def test_the_list_is_filtered_by_path(rosa, organizer):
    own, other = LeadershipTrack.objects.get(slug="own"), LeadershipTrack.objects.get(slug="campaign-leader")
    pages = [organizer.get(LIST, {"track": track.pk}).content.decode() for track in (own, other)]
    assert ["Secreta" in page for page in pages] == [True, False]


def test_staff_confirm_by_one_tap_and_take_it_back(rosa, organizer):
    step = own_step("Explain a right")
    page = f"{LIST}{rosa.handle}/"
    for _ in range(2):
        assert organizer.post(word_of(rosa, step), {"word": "done"}).url == page
    assert Participation.objects.filter(person=rosa).values_list("subject").get() == (f"step:{step.pk}",)
    assert "Take it back" in organizer.get(page).content.decode()
    for _ in range(2):
        organizer.post(word_of(rosa, step), {"word": "back"})
    assert Participation.objects.filter(person=rosa).count() == 0
    assert "Take it back" not in organizer.get(page).content.decode()


def test_steps_of_other_paths_and_other_kinds_cannot_be_confirmed(rosa, organizer):
    foreign = make_track("other").stages.get(order=2).steps.first()
    addresses = [word_of(rosa, foreign), word_of(rosa, own_step("Read the guide")), f"{LIST}{rosa.handle}/99999/"]
    assert [organizer.post(address, {"word": "done"}).status_code for address in addresses] == [404, 404, 404]
    assert organizer.get(word_of(rosa, own_step("Explain a right"))).status_code == 405
    assert Participation.objects.filter(person=rosa).count() == 0


def test_who_walks_no_path_has_none_to_look_at(site, organizer):
    person = Person.objects.create(given_name="Nobody")
    assert organizer.get(f"{LIST}{person.handle}/").status_code == 404


@pytest.mark.parametrize("url", [LIST, *FORMS])
def test_lists_ask_the_same_at_3_and_at_20_rows(site, organizer, url):
    counts = []
    for crowd in (range(3), range(3, 20)):
        for number in crowd:
            person = Person.objects.create(given_name=f"Ana {number}", joined_on="2026-01-01")
            start_track(person, make_track(f"path-{number}"))
        cache.clear()
        organizer.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert organizer.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "query", ["p=999", "p=x", "track=x", "track=99999", "export=csv", "export=x", "ordering=x", "q=%00"]
)
def test_a_typed_address_breaks_nothing(rosa, organizer, query):
    for url in (LIST, *FORMS):
        assert organizer.get(f"{url}?{query}").status_code in (200, 302, 404)


def test_who_is_where_turns_pages(site, organizer):
    track = make_track("own")
    for number in range(30):
        start_track(Person.objects.create(given_name=f"Ana {number}"), track)
    assert organizer.get(LIST, {"p": 2}).status_code == 200
    assert len(organizer.get(LIST, {"track": track.pk}).context["object_list"]) == 25


def test_a_step_says_what_counts_by_one_choice(rosa, organizer):
    stage = TrackStage.objects.get(track__slug="own", order=1)
    page = organizer.get("/admin/track-steps/new/").content.decode()
    assert ["Any guide" in page, "Any petition" in page, "Overtime after 40 hours a week" in page] == [True] * 3
    typed = WORDS | {"stage": stage.pk, "order": 3, "counted": "read||", "times": 2, "group": ""}
    assert organizer.post("/admin/track-steps/new/", typed).status_code == 302
    step = stage.steps.get(order=3)
    assert (step.kind, step.tag, step.subject, step.times) == ("read", "", "", 2)
    assert (step.words("pt-br").name, step.words("es").name) == ("Leia dois guias", "Lee dos guías")


WRONG = {
    "place taken": ({"order": 1}, "This stage has a step at this place already."),
    "staff twice": ({"counted": "signed_off||"}, "counts once: write 1"),
    "never": ({"counted": "read||", "times": 0}, "must be 1 or more"),
    "forged": ({"counted": "read|x|y"}, "Select a valid choice"),
    "nonsense": ({"counted": "x" * 5000}, "Select a valid choice"),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_a_step_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(rosa, organizer, changes, sentence):
    stage = TrackStage.objects.get(track__slug="own", order=1)
    typed = WORDS | {"stage": stage.pk, "order": 3, "counted": "read||", "times": 2, "group": ""} | changes
    page = organizer.post("/admin/track-steps/new/", typed).content.decode()
    assert (sentence in page, "Read two guides" in page, stage.steps.count()) == (True, True, 2)


def test_a_step_whose_app_or_guide_is_gone_keeps_what_it_counts(rosa, organizer):
    step = TrackStep.objects.get(stage__track__slug="own", tag="workshop")
    url = f"/admin/track-steps/edit/{step.pk}/"
    typed = WORDS | {"stage": step.stage_id, "order": 1, "counted": "attended|workshop|", "times": 3, "group": ""}
    assert 'value="attended|workshop|"' in organizer.get(url).content.decode()
    assert organizer.post(url, typed).status_code == 302
    step.refresh_from_db()
    assert (step.kind, step.tag, step.times) == ("attended", "workshop", 3)


def test_a_path_and_a_stage_are_made_and_a_path_is_closed(organizer):
    words = {f"{name}_{code}": "Radio" for name in ("name", "summary") for code in ("en", "es", "pt_br")}
    organizer.post("/admin/tracks/new/", words | {"slug": "radio", "order": 3, "is_open": "on"})
    track = LeadershipTrack.objects.get(slug="radio")
    organizer.post("/admin/track-stages/new/", WORDS | {"track": track.pk, "order": 1})
    assert (str(track.stages.get()), track.is_open) == ("Read two guides", True)
    organizer.post(f"/admin/tracks/edit/{track.pk}/", words | {"slug": "radio", "order": 3})
    assert LeadershipTrack.objects.get(slug="radio").is_open is False
    again = organizer.post("/admin/track-stages/new/", WORDS | {"track": track.pk, "order": 1}).content.decode()
    assert "This path has a stage at this place already." in again


def test_nobody_loses_a_path_by_a_careless_deletion(rosa):
    track = LeadershipTrack.objects.get(slug="own")
    url = f"/admin/tracks/delete/{track.pk}/"
    assert logged_in("organizer@example.org").post(url).url == "/admin/"
    page = logged_in("administrator@example.org").post(url, follow=True).content.decode()
    assert "Close it instead of deleting it." in page
    assert (Enrollment.objects.filter(person=rosa).count(), track.stages.count()) == (1, 2)
