"""Every change that visitors can see empties the page cache; and nothing in it is a minute old."""

import pytest
import time_machine
from django.core.cache import caches
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from campaigns.models import Event, Petition, PetitionPage
from home.models import Alert, AlertText, HomePage, ProgramPage, SiteFacts, StandardPage
from membership.models import Person
from membership.services.erasing import erase_person
from portal import page_cache

HOME = "/en/"


@pytest.fixture(autouse=True)
def _switched_on(settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 45
    monkeypatch.setattr(page_cache, "NEARBY_SECONDS", 0)  # each view asks the shared cache, as another process would


@pytest.fixture
def purged(django_capture_on_commit_callbacks):
    """Runs `change` and tells whether it emptied the cache."""

    def run(change):
        before = caches["pages"].get(page_cache.GENERATION)
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return caches["pages"].get(page_cache.GENERATION) != before

    return run


# Changes --------------------------------------------------------------------------------------------------------------
def publish():
    HomePage.objects.first().save_revision().publish()


def unpublish():
    StandardPage.objects.live().first().unpublish()


def move():
    first, second = list(ProgramPage.objects.filter(locale__language_code="en"))[:2]
    second.move(first, pos="left")


def delete():
    StandardPage.objects.live().last().delete()


def limit():
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=StandardPage.objects.first().pk), restriction_type=PageViewRestriction.LOGIN
    )


def change_facts():
    facts = SiteFacts.load()
    facts.phone = "+12035550100"
    facts.save()


def add_alert():
    alert = Alert.objects.create(name="snow")
    AlertText.objects.create(record=alert, language="en", text="Closed today: snow.")


def change_event():
    event = Event.objects.first()
    event.is_canceled = True
    event.save()


def close_petition():
    Petition.objects.first().save()


def erase():
    erase_person(Person.objects.create(given_name="Ana"))


@pytest.mark.parametrize(
    "change",
    [publish, unpublish, move, delete, limit, change_facts, add_alert, change_event, close_petition, erase],
    ids=lambda change: change.__name__,
)
def test_what_staff_change_empties_it(site, purged, change):
    assert purged(change)


def test_a_draft_does_not(site, purged):
    page = HomePage.objects.first()
    page.title = "Not yet"
    assert not purged(page.save_revision)


def test_what_people_do_does_not(site, purged):
    def sign():
        Petition.objects.update(signature_count=5_000)
        Person.objects.create(given_name="Ana")

    assert not purged(sign)


def test_a_published_headline_is_read_at_once(site, client, purged):
    page = HomePage.objects.get(locale__language_code="en")
    client.get(HOME)
    page.heading = "Read all about it"

    assert purged(lambda: page.save_revision().publish())
    assert "Read all about it" in client.get(HOME).content.decode()


def test_what_was_begun_before_a_change_is_not_given_out_after_it(site, client, monkeypatch):
    """A page made from the old words comes back after the change: only whoever asked for it then gets it."""
    true_answer = page_cache.may_be_kept

    def change_meanwhile(response):
        page_cache.begin_generation()
        return true_answer(response)

    monkeypatch.setattr(page_cache, "may_be_kept", change_meanwhile)
    client.get(HOME)
    monkeypatch.setattr(page_cache, "may_be_kept", true_answer)
    place = page_cache.shared_key(page_cache.page_key(RequestFactory().get(HOME)))
    late, current = caches["pages"].get(place).generation, caches["pages"].get(page_cache.GENERATION)
    assert late != current
    client.get(HOME)
    assert caches["pages"].get(place).generation == current


# Time -----------------------------------------------------------------------------------------------------------------
@pytest.fixture
def petition_url(site):
    page = PetitionPage.objects.live().filter(locale__language_code="en").first()
    return page.get_url()


def test_a_count_is_less_than_a_minute_old(petition_url, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        before = client.get(petition_url).content.decode()
        Petition.objects.update(signature_count=4_321)
        assert client.get(petition_url).content.decode() == before
        clock.shift(45 + page_cache.STALE_SECONDS + 2)
        assert "4,321" in client.get(petition_url).content.decode()


def test_while_one_makes_the_next_copy_the_others_get_the_last(petition_url, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.get(petition_url)
        Petition.objects.update(signature_count=4_321)
        clock.shift(46)
        place = page_cache.shared_key(page_cache.page_key(RequestFactory().get(petition_url)))
        busy = page_cache.PageCacheMiddleware(None).is_ours(place)
        assert busy
        assert "4,321" not in client.get(petition_url).content.decode()
        caches["pages"].delete(f"busy:{place}")
        assert "4,321" in client.get(petition_url).content.decode()
