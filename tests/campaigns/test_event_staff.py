"""The organizer's side of events: one form, the guests, who came. For nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import Attendance, Campaign, Event, Grant, Petition, Rsvp, Signature
from campaigns.services.attendance import mark_came
from campaigns.services.rsvps import rsvp_as_member
from membership.models import Message, Participation, Person
from membership.services.people import create_person
from tests.campaigns.conftest import make_event
from tests.demo import logged_in, text_of


@pytest.fixture
def today(site):
    return make_event(slug="today", days=0, capacity=10, needs=["childcare"], address="12 Secret Street")


@pytest.fixture
def olga(today):
    olga = create_person("Olga", family_name="Oculta", language="es", contact=("phone", "+12035550177"))
    Event.objects.filter(pk=today.pk).update(starts_at=timezone.now() + timedelta(seconds=5))
    rsvp_as_member(today, olga, language="es")
    Rsvp.objects.filter(person=olga).update(needs=["childcare"], guests=1)
    return olga


@pytest.fixture
def organizer(site):
    return logged_in("organizer@example.org")


def urls(event, person):
    guests = f"/admin/guests/{event.pk}/"
    return [guests, *(f"{guests}{person.handle}/{name}/" for name in ("came", "not-came", "address"))]


def typed(**values):
    """The event form as an organizer sends it, with Spanish words only."""
    when = timezone.localtime() + timedelta(days=9)
    form = {
        "title_es": "Taller nuevo",
        "summary_es": "Una noche.",
        "starts_at": when.strftime("%Y-%m-%d %H:%M"),
        "ends_at": (when + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M"),
        "kind": "workshop",
        "address_shown": "coming",
        "activity": "education",
        "is_published": "on",
    }
    return form | values


def test_others_see_no_guests(today, olga, member):
    browsers = [logged_in(f"{role}@example.org") for role in ("editor", "treasurer")]
    for url in [*urls(today, olga), "/admin/events/", "/admin/events/new/"]:
        for browser in browsers:
            for answer in (browser.get(url, follow=True), browser.post(url, follow=True)):
                assert "Oculta" not in answer.content.decode()
                assert answer.redirect_chain == [("/admin/", 302)] or answer.status_code in (403, 405)
    assert Attendance.objects.filter(event=today).count() == 0


@pytest.mark.parametrize("number", range(4))
def test_nobody_and_members_see_no_guests(today, olga, member, number):
    url = urls(today, olga)[number]
    assert Client().get(url).url.startswith("/en/account/login/")
    client = Client()
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 403


def test_organizers_see_guests_and_what_they_need(organizer, today, olga):
    page = text_of(urls(today, olga)[0], organizer)
    for words in ("Olga Oculta", "+ 1", "(203)\N{NO-BREAK SPACE}555-0177", "Childcare", "2 / 10"):
        assert words in page


def test_organizers_mark_who_came_with_one_tap_and_take_it_back(organizer, today, olga):
    guests, came, not_came, _address = urls(today, olga)
    for _ in range(2):
        assert organizer.post(came).url == guests
    assert Participation.objects.filter(person=olga, kind="attended").count() == 1
    for _ in range(2):
        organizer.post(not_came)
    assert (Attendance.objects.filter(event=today).count(), Participation.objects.filter(person=olga).count()) == (0, 0)


def test_organizers_show_the_address_to_one_guest(organizer, today, olga):
    Event.objects.filter(pk=today.pk).update(address_shown="confirmed")
    assert Rsvp.objects.select_related("event").get(person=olga).address == ""
    organizer.post(urls(today, olga)[3])
    assert Rsvp.objects.select_related("event").get(person=olga).address == "12 Secret Street"


def test_the_guests_of_one_event_are_no_way_to_other_people(organizer, today, olga):
    stranger = create_person("Stranger", language="en")
    for url in urls(today, stranger)[1:]:
        assert organizer.post(url).status_code == 404
    walked_in = create_person("Walk", language="en")
    mark_came(today, walked_in, marked_by=None)
    assert organizer.post(urls(today, walked_in)[3]).status_code == 404


def test_before_the_day_nobody_is_marked(organizer, site):
    event = make_event(slug="later")
    olga = create_person("Olga", language="en")
    rsvp_as_member(event, olga, language="en")
    answer = organizer.post(urls(event, olga)[1], follow=True)
    assert "Mark who came on the day itself or later." in answer.content.decode()
    assert "mark here who came" in answer.content.decode()
    assert event.attendances.count() == 0


def test_somebody_at_the_door_needs_a_name_only(organizer, today):
    url = f"/admin/guests/{today.pk}/walk-in/"
    answer = organizer.post(url, {"given_name": "", "language": "es"})
    assert "Any name that you use is fine." in answer.content.decode()
    organizer.post(url, {"given_name": "<b>Nueva", "language": "es"})
    assert Person.objects.get(attendances__event=today).name == "<b>Nueva"
    assert "<b>Nueva" not in text_of(f"/admin/guests/{today.pk}/", organizer).replace("&lt;b&gt;Nueva", "")


def test_an_event_is_made_on_one_form_in_one_language(organizer):
    answer = organizer.post("/admin/events/new/", typed())
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get(slug="taller-nuevo")
    assert [text.language for text in event.texts.all()] == ["es"]
    assert "Taller nuevo" in text_of("/es/events/")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title_es": "", "summary_es": ""}, "title_en"),
        ({"summary_es": ""}, "summary_es"),
        ({"ends_at": "2020-01-01 10:00"}, "__all__"),
        ({"capacity": "0"}, "__all__"),
        ({"capacity": "-3"}, "capacity"),
        ({"capacity": "9" * 30}, "capacity"),
        ({"activity": "lobbying", "funding": "grant"}, "__all__"),
        ({"title_es": "x" * 10_000}, "title_es"),
        ({"starts_at": "tomorrow"}, "starts_at"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_what_does_not_fit_gets_a_sentence(organizer, values, field):
    if "funding" in values:
        values = values | {"funding": Grant.objects.create(name="A grant").pk}
    answer = organizer.post("/admin/events/new/", typed(**values))
    assert field in answer.context["form"].errors
    assert Event.objects.filter(slug="taller-nuevo").count() == 0


def test_a_new_time_tells_who_comes(organizer, today, olga):
    Message.objects.all().delete()
    text = {"title_en": "Know your rights", "summary_en": "An evening by members.", "title_es": "", "summary_es": ""}
    answer = organizer.post(f"/admin/events/edit/{today.pk}/", typed(slug="today", **text))
    assert answer.status_code == 302, answer.context["form"].errors
    assert list(Message.objects.values_list("purpose", "address")) == [("event_changed", "+12035550177")]


def test_an_event_with_guests_cannot_be_deleted(organizer, today, olga):
    answer = organizer.post(f"/admin/events/delete/{today.pk}/", follow=True)
    assert "It was not deleted." in answer.content.decode()
    assert Event.objects.filter(pk=today.pk).count() == 1


def test_a_deleted_event_is_named_once_more(organizer):
    event = make_event(slug="empty", title="Nobody comes")
    answer = organizer.post(f"/admin/events/delete/{event.pk}/", follow=True)
    assert "Nobody comes" in answer.content.decode()
    assert Event.objects.filter(pk=event.pk).count() == 0
    assert organizer.post(f"/admin/events/delete/{event.pk}/").status_code == 404


def test_questions_of_the_guests_and_the_list_do_not_grow(organizer, today):
    counts = []
    for crowd in (3, 300):
        while today.rsvps.count() < crowd:
            person = create_person("Ana", language="en", contact=("email", f"a{today.rsvps.count()}@example.org"))
            Rsvp.objects.create(event=today, person=person, language="en", state="coming", confirmed_at=timezone.now())
            make_event(slug=f"more-{crowd}-{person.pk}")
            campaign = Campaign.objects.create(name=f"C{person.pk}", slug=f"c{person.pk}")
            petition = Petition.objects.create(campaign=campaign, name="P", slug=f"p{person.pk}")
            Signature.objects.create(petition=petition, person=person, language="en")
        counts.append([asked_by(organizer, path) for path in (f"/admin/guests/{today.pk}/", *LISTS)])
    assert counts[0] == counts[1]


LISTS = ["/admin/events/", "/admin/campaigns/", "/admin/petitions/", "/admin/signatures/", "/admin/people/"]


def asked_by(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
