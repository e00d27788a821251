"""What a member sees and does: their paths, start one, leave one."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from membership.models import Enrollment, LeadershipTrack, Participation, Person, User
from membership.services.participation import record_participation
from membership.services.tracks import sign_off, start_track
from tests.membership.tracks import make_track, step_called

PAGE = "/en/member/tracks/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def member(db):
    user = User.objects.create_user(email="joana@example.org")
    return Person.objects.create(given_name="Joana", user=user, language="en", joined_on="2026-01-01")


@pytest.fixture
def browser(member):
    client = Client()
    client.force_login(member.user, BACKEND)
    return client


@pytest.fixture
def track(db):
    return make_track()


def html(client, path=PAGE):
    return client.get(path).content.decode()


def read_guide(person):
    record_participation(
        person, kind="read", subject="resource:7", occurred_on="2026-03-01", source_key=f"read:{person.pk}"
    )


def test_a_path_is_offered_started_and_left(browser, member, track):
    assert ("Start this path" in html(browser), "You are here" in html(browser)) == (True, False)
    answer = browser.post(f"{PAGE}educator/start/")
    assert (answer.status_code, answer.url) == (302, PAGE)
    page = html(browser)
    assert ("Start this path" in page, "You are here: 0 of 2 steps" in page, "Leave this path" in page) == (
        False,
        True,
        True,
    )
    browser.post(f"{PAGE}educator/leave/")
    assert (Enrollment.objects.count(), "Start this path" in html(browser)) == (0, True)


def test_two_taps_in_two_tabs_are_one(browser, member, track):
    for action in ("start", "start", "leave", "leave"):
        assert browser.post(f"{PAGE}educator/{action}/").status_code == 302
    browser.post(f"{PAGE}educator/start/")
    assert Enrollment.objects.filter(person=member).count() == 1


@pytest.mark.parametrize("action", ["start", "leave"])
def test_a_link_changes_nothing(browser, track, action):
    assert browser.get(f"{PAGE}educator/{action}/").status_code == 405
    assert browser.post(f"{PAGE}nothing-like-it/{action}/").status_code == 404
    assert Enrollment.objects.count() == 0


def test_a_post_without_the_token_of_the_form_changes_nothing(member, track):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user, BACKEND)
    assert client.post(f"{PAGE}educator/start/").status_code == 403
    assert Enrollment.objects.count() == 0


def test_a_closed_path_says_that_it_cannot_be_started(browser, track):
    LeadershipTrack.objects.update(is_open=False)
    page = browser.post(f"{PAGE}educator/start/", follow=True).content.decode()
    assert "This path cannot be started now. Ask us about the next one." in page
    assert "No paths yet." in page
    assert Enrollment.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_comes_in_without_logging_in(track, method):
    for path in (PAGE, f"{PAGE}educator/start/", f"{PAGE}educator/leave/"):
        assert getattr(Client(), method)(path).url.startswith("/en/account/login/")
    assert Enrollment.objects.count() == 0


def test_a_login_of_nobody_says_its_name_first(track):
    client = Client()
    client.force_login(User.objects.create_user(email="nobody@example.org"), BACKEND)
    assert client.get(PAGE).url == "/en/member/name/"
    assert client.post(f"{PAGE}educator/start/").url == "/en/member/name/"


def test_the_page_shows_my_steps_and_nobody_elses(browser, member, track):
    other = Person.objects.create(given_name="Oculta", joined_on="2026-01-01")
    start_track(other, track), start_track(member, track)
    sign_off(other, step_called("Explain a right"), recorded_by=member.user)
    read_guide(member)
    page = html(browser)
    assert ("Read the guide: well done." in page, "Explain a right: well done." in page) == (True, False)
    assert ("0 of 2" in page, "Oculta" in page) == (True, False)


def test_the_stairs_say_in_a_sentence_where_one_stands(browser, member, track):
    start_track(member, track)
    assert 'aria-label="The path as stairs. You stand on stage 1 of 2."' in html(browser)
    track.stages.get(order=1).delete()
    for name in ("Explain a right", "Lead a meeting"):
        sign_off(member, step_called(name), recorded_by=member.user)
    page = html(browser)
    assert 'aria-label="The path as stairs. Every stage is done."' in page
    assert "Teach: done." in page


def test_words_in_another_language_are_marked(browser, member, track):
    start_track(member, track)
    page = html(browser, "/es/member/tracks/")
    assert f'<header class="main-col" lang="en">\n                <h2 id="path-{track.pk}">Path educator</h2>' in page
    assert '<h3 lang="en">Learn</h3>' in page
    assert "Aquí estás: 0 de 2 pasos" in page


def test_a_path_that_is_being_written_is_not_offered(browser, db):
    LeadershipTrack.objects.create(slug="empty")
    assert "No paths yet." in html(browser)


def test_the_first_page_shows_the_path_and_where_to_find_one(browser, member, track):
    assert "Choose a path" in html(browser, "/en/member/")
    start_track(member, track)
    read_guide(member)
    page = html(browser, "/en/member/")
    assert ("Stage 1 of 2: Learn" in page, "1 of 4 steps done" in page) == (True, True)
    assert '<progress class="loom" value="1" max="4"' in page


def queries(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_three_paths_as_for_one(site, count):
    Enrollment.objects.all().delete()
    LeadershipTrack.objects.all().delete()
    user = User.objects.create_user(email="joana@example.org")
    member = Person.objects.create(given_name="Joana", user=user, joined_on="2026-01-01")
    client = Client()
    client.force_login(user, BACKEND)
    for number in range(count):
        start_track(member, make_track(f"started-{number}"))
        make_track(f"open-{number}")
    read_guide(member)
    html(client)
    assert (queries(client, PAGE), queries(client, "/en/member/")) == (16, 19)
    assert Participation.objects.filter(person=member).count() == 1
