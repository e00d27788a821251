"""Events for everybody: the list, one event, calendars, what machines read. The address is nowhere in it."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from campaigns.models import Event, EventText, Rsvp
from membership.services.people import create_person
from tests.campaigns.conftest import make_event
from tests.demo import queries_for, text_of

SECRET = "12 Secret Street"
LIST, PAGE, RSVP = "/en/events/", "/en/events/workshop/", "/en/events/workshop/rsvp/"


@pytest.fixture
def workshop(site):
    """An event of the demonstration's site with a secret address and three seats."""
    return make_event(capacity=3, address=SECRET, needs=["childcare", "ride"], languages=["es"])


def test_the_address_is_nowhere_in_public(workshop):
    for path in (LIST, PAGE, f"{PAGE}calendar.ics", "/events/calendar.en.ics", "/en/", "/sitemap.xml", RSVP):
        assert SECRET not in text_of(path)
    assert SECRET not in text_of("/en/search/?q=secret")
    Event.objects.filter(pk=workshop.pk).update(address_shown="everybody")
    assert SECRET in text_of(PAGE)
    for path in (f"{PAGE}calendar.ics", "/events/calendar.en.ics"):
        assert SECRET not in text_of(path)
    assert SECRET not in re.search(r"ld\+json\">(.*?)</script>", text_of(PAGE))[1]


def test_what_is_not_published_is_not_found(workshop):
    Event.objects.filter(pk=workshop.pk).update(is_published=False)
    for path in (PAGE, RSVP, f"{PAGE}calendar.ics"):
        assert Client().get(path).status_code == 404
    for path in (LIST, "/events/calendar.en.ics", "/sitemap.xml"):
        assert "workshop" not in text_of(path)


def test_an_event_in_one_language_is_marked_in_the_others(workshop):
    EventText.objects.filter(record=workshop).update(language="es", title="Conoce tus derechos")
    assert '<h3 lang="es"><a href="/en/events/workshop/">Conoce tus derechos</a></h3>' in text_of(LIST)
    assert '<h3><a href="/es/events/workshop/">Conoce tus derechos</a></h3>' in text_of("/es/events/")


def test_the_list_filters_by_town_and_language_and_survives_nonsense(workshop):
    assert "Know your rights</a>" in text_of(f"{LIST}?town=Testville&language=es")
    assert "Know your rights</a>" not in text_of(f"{LIST}?town=Testville&language=pt-br")
    assert "Know your rights</a>" in text_of(f"{LIST}?town=<script>&language=%00&page=-1")
    assert "There is nothing for this choice." in text_of(f"{LIST}?town=Testville&language=en")


def test_the_calendar_follows_the_standard(workshop):
    cancel = make_event(slug="gone", days=8, title="Gone", is_canceled=True, revision=2)
    entries = {str(entry["uid"]): entry for entry in calendar("/events/calendar.en.ics").walk("VEVENT")}
    ours, gone = (entries[f"event-{event.pk}@localhost"] for event in (workshop, cancel))
    assert (str(ours["summary"]), str(ours["location"]), str(ours["status"])) == (
        "Know your rights",
        "Testville",
        "CONFIRMED",
    )
    assert ours.decoded("dtstart") == workshop.starts_at.replace(microsecond=0)
    assert (str(gone["status"]), gone["sequence"]) == ("CANCELLED", 2)
    assert [str(zone["tzid"]) for zone in calendar("/events/calendar.en.ics").walk("VTIMEZONE")] == ["America/New_York"]


def calendar(path):
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


@pytest.mark.parametrize("language", ["xx", "EN", "en-us", "../en"])
def test_no_calendar_in_a_language_that_is_not_ours(site, language):
    assert Client().get(f"/events/calendar.{language}.ics").status_code == 404


def test_machines_read_the_event(workshop):
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", text_of("/es/events/workshop/"))[1])
    assert (data["@type"], data["location"]["name"], data["inLanguage"]) == ("Event", "Testville", ["es"])
    assert data["eventStatus"] == "https://schema.org/EventScheduled"


def test_what_is_over_says_how_many_came(site):
    page = text_of(LIST)
    assert "14 people came" in page
    assert re.search(r"rights-training-\d{4}-\d\d-\d\d", page)


QUERIES = {"/en/": 15, LIST: 14, "/en/events/assembly/": 12, "/pt-br/events/assembly/": 12}


@pytest.mark.parametrize(("path", "count"), QUERIES.items(), ids=QUERIES)
def test_pages_ask_a_known_number_of_questions(site, path, count):
    text_of(path)  # what is asked once for all, like kinds of content, is not counted
    assert queries_for(path) == count


@pytest.mark.parametrize("path", ["/en/", LIST, "/en/events/assembly/"])
def test_questions_do_not_grow_with_events_and_guests(site, path):
    few = queries_for(path)
    assembly = Event.objects.get(slug="assembly")
    for number in range(300):
        make_event(slug=f"more-{number}", days=3 + number % 90)
    people = [create_person(f"P{number}", language="en") for number in range(300)]
    now = timezone.now()
    Rsvp.objects.bulk_create(
        Rsvp(event=assembly, person=person, language="en", state="coming", confirmed_at=now) for person in people
    )
    assert queries_for(path) == few


def test_a_campaign_shows_its_own_events(site):
    page = text_of("/en/campaigns/put-it-in-writing/")
    assert ("Hearing day at the Capitol" in page, "Know your rights: hours, pay, rest" in page) == (True, False)
