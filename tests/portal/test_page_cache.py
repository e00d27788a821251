"""What visitors get from the page cache, what never comes from it, and that every change empties it."""

from itertools import cycle, islice

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client, RequestFactory
from wagtail.models import Page

from campaigns.models import CampaignPage, PetitionPage
from home.models import HomePage
from home.models.pages import PortalPage
from portal import page_cache
from tests.demo import EDITOR, logged_in

HOME = "/en/"
LIBRARY = "/en/resources/"


@pytest.fixture(autouse=True)
def _switched_on(settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 45
    monkeypatch.setattr(page_cache, "NEARBY_SECONDS", 0)  # each view asks the shared cache, as another process would


def is_kept(client, path, **headers):
    """Whether a second view of `path` is answered without asking anything of the site."""
    client.get(path, **headers)
    with pytest.MonkeyPatch.context() as patch:
        asked = []
        patch.setattr(page_cache.PageCacheMiddleware, "keep", lambda *args: asked.append(args))
        patch.setattr(page_cache, "may_be_kept", lambda response: asked.append(response))
        response = client.get(path, **headers)
    return not asked and response.headers.get("ETag") is not None


# What comes from it ---------------------------------------------------------------------------------------------------
def test_the_second_view_asks_nothing_of_the_database(site, client, django_assert_num_queries):
    first = client.get(HOME)
    with django_assert_num_queries(0):
        second = client.get(HOME)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert second["Content-Security-Policy"].startswith("default-src 'none'")
    assert second["Cache-Control"] == "no-cache"


def test_a_process_does_not_even_ask_the_shared_cache_for_two_seconds(site, client, monkeypatch):
    monkeypatch.setattr(page_cache, "NEARBY_SECONDS", 2)
    client.get(HOME)
    monkeypatch.setattr(page_cache.PageCacheMiddleware, "from_afar", None)
    assert client.get(HOME).status_code == 200


def test_another_process_gets_the_same_copy(site, client, django_assert_num_queries):
    first = client.get(HOME)
    with django_assert_num_queries(0):
        assert Client().get(HOME).content == first.content


def test_who_has_it_already_hears_that_nothing_changed(site, client):
    tag = client.get(HOME)["ETag"]
    again = client.get(HOME, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get(HOME, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_the_tag_is_of_the_words_not_of_their_packing(site, client):
    zipped = client.get(HOME, headers={"Accept-Encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    plain = client.get(HOME)
    assert "Content-Encoding" not in plain
    assert plain["ETag"] == zipped["ETag"]


@pytest.mark.parametrize("path", [HOME, LIBRARY, "/es/events/", "/sitemap.xml", "/events/calendar.es.ics"])
def test_what_everybody_reads_is_kept(site, client, path):
    assert is_kept(client, path)


def test_each_host_and_scheme_has_copies_of_its_own(site, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client.get(HOME)
    for other in ({"HTTP_HOST": "other.example"}, {"wsgi.url_scheme": "https"}):
        request = RequestFactory().get(HOME, **other)
        assert page_cache.page_key(request) != page_cache.page_key(RequestFactory().get(HOME))


# What never does ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/nothing-here/",
        "/en/account/login/",
        "/en/join/",
        "/en/get-help/",
        "/en/donate/",
        "/en/member/",
        "/en/search/?q=wages",
        "/en/resources/?q=wages",
        "/en/resources/?unknown=1",
        f"/en/resources/?topic={'x' * 80}",
        "/admin/",
        "/health/live",
        "/robots.txt",
    ],
)
def test_what_is_personal_rare_or_endless_is_not_kept(site, client, path):
    assert not is_kept(client, path)


@pytest.mark.parametrize("login", ["member@example.org", EDITOR])
def test_whoever_is_logged_in_gets_their_own_page_and_leaves_none(site, client, login):
    client.get(HOME)
    own = logged_in(login).get(HOME).content.decode()
    assert "Log in" not in own
    caches["pages"].clear()
    logged_in(login).get(HOME)
    assert "Log in" in client.get(HOME).content.decode()


def test_a_message_that_waits_is_shown(site, client):
    client.get(HOME)
    client.cookies["messages"] = "something"
    assert not is_kept(client, HOME)


def test_an_answer_that_sets_a_cookie_is_not_kept(rf):
    from django.http import HttpResponse

    response = HttpResponse("x")
    assert page_cache.may_be_kept(response)
    response.set_cookie("a", "b")
    assert not page_cache.may_be_kept(response)


@pytest.mark.parametrize("method", ["head", "post", "options"])
def test_only_views_are_kept(site, client, method):
    getattr(client, method)(HOME)
    assert caches["pages"].get(page_cache.GENERATION) is None


def test_an_unknown_host_is_left_to_django(site, client):
    assert client.get(HOME, HTTP_HOST="evil.example").status_code == 400


def test_what_others_add_to_links_finds_the_same_copy_and_is_shown_to_nobody(site, client, django_assert_num_queries):
    first = client.get(f"{HOME}?fbclid=abc&utm_source=secret-campaign")
    with django_assert_num_queries(0):
        second = client.get(HOME)
    assert second.content == first.content
    assert b"secret-campaign" not in second.content


def test_a_query_is_part_of_the_page(site, client):
    client.get(LIBRARY)
    chosen = client.get(f"{LIBRARY}?audience=employers")
    assert chosen.content != client.get(LIBRARY).content
    assert is_kept(client, f"{LIBRARY}?audience=employers")


# When things fail -----------------------------------------------------------------------------------------------------
def test_on_a_full_disk_pages_are_made_each_time(site, client, monkeypatch, caplog):
    def no_space(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caches["pages"], "set", no_space)
    assert client.get(HOME).status_code == 200
    page_cache.begin_generation()
    assert "page cache cannot write: OSError" in caplog.text
    assert "pages not purged" in caplog.text


def test_it_can_be_switched_off(site, client, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert "ETag" not in client.get(HOME)


# Readers leave nothing ------------------------------------------------------------------------------------------------
def test_a_thousand_views_make_no_session_and_no_cookie(site, client):
    pages = [page for page in Page.objects.live().specific() if isinstance(page, PortalPage)]
    paths = [*filter(None, (page.get_url() for page in pages)), "/en/events/", "/es/search/?q=salario"]
    assert len({type(page) for page in pages} & {HomePage, CampaignPage, PetitionPage}) == 3
    for path in islice(cycle(paths), 1_000):
        assert not client.get(path).cookies, path
    assert not client.cookies
    assert not Session.objects.exists()
