"""Events as visitors and members see them, over the wire."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import Campaign, Event, Petition, Rsvp, Signature
from campaigns.services.rsvps import rsvp_as_member
from campaigns.tokens import own_token
from membership.models import Message
from membership.services.messages import send_messages
from membership.services.participation import record_participation
from membership.services.people import create_person
from tests.campaigns.conftest import make_event, wrong
from tests.campaigns.test_views import HERE, LONG, TYPED, post_with_token
from tests.demo import text_of

SECRET = "12 Secret Street"
LIST, PAGE, RSVP = "/en/events/", "/en/events/workshop/", "/en/events/workshop/rsvp/"


@pytest.fixture
def workshop(site):
    """An event of the demonstration's site with a secret address and three seats."""
    return make_event(capacity=3, address=SECRET, needs=["childcare", "ride"], languages=["es"])


@pytest.fixture
def browser(workshop):
    return Client(enforce_csrf_checks=True, headers=HERE)


@pytest.fixture
def member_browser(workshop, member):
    client = Client(enforce_csrf_checks=True, headers=HERE)
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return client


def new_rsvps():
    return Rsvp.objects.filter(event__slug="workshop").order_by("pk")


def states():
    return list(new_rsvps().values_list("person__given_name", "state", "guests"))


def fill(event, *names):
    for name in names:
        rsvp_as_member(event, create_person(name, language="en"), language="en")


# The way of a visitor ----------------------------------------------------------------------------------------------
def test_a_visitor_comes_through_the_code_without_a_session(browser, workshop, last_code):
    code_page = browser.post(RSVP, TYPED).url
    assert states() == [("Ana", "unconfirmed", 0)]
    seat_page = post_with_token(browser, code_page, code=last_code()).url
    assert states() == [("Ana", "coming", 0)]
    assert SECRET in text_of(seat_page, browser)
    saved = post_with_token(browser, seat_page, guests="2", needs=["ride"], about="A baby").url
    assert "Saved." in text_of(saved, browser)
    assert list(new_rsvps().values_list("guests", "needs", "about")) == [(2, ["ride"], "A baby")]
    assert "It is full right now" in text_of(PAGE)
    cancel = re.search(r'action="([^"]*/cancel/[^"]*)"', text_of(seat_page, browser))[1]
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text_of(seat_page, browser))[1]
    assert browser.post(cancel, {"csrfmiddlewaretoken": csrf}).url == seat_page
    assert states() == [("Ana", "canceled", 0)]
    assert SECRET not in text_of(seat_page, browser)
    assert set(browser.cookies) == {"csrftoken"}


def test_the_message_leads_to_the_seat_and_names_no_event_where_others_read_it(browser, texts, last_code):
    post_with_token(browser, browser.post(RSVP, TYPED).url, code=last_code())
    last_message(texts)
    body = texts[-1][1]
    assert "Know your rights" not in body
    path = re.search(r"http://[^/]+(/\S+)", body)[1]
    assert SECRET in text_of(path)
    assert Message.objects.get(purpose="rsvp").context == {}


def last_message(texts):
    send_messages(timezone.now())
    return texts[-1]


def test_the_code_page_shows_no_contact_and_takes_no_wrong_code(browser, last_code):
    code_page = browser.post(RSVP, TYPED).url
    assert "0188" not in code_page
    for typed in (wrong(last_code()), LONG, "", "\x00"):
        answer = post_with_token(browser, code_page, code=typed)
        assert answer.context["form"].errors.keys() == {"code"}
    assert states() == [("Ana", "unconfirmed", 0)]


@pytest.mark.parametrize("name", TYPED)
def test_html_and_ten_thousand_letters_get_a_sentence_and_stay(browser, name):
    answer = browser.post(RSVP, TYPED | {name: LONG})
    assert answer.context["form"].errors.keys() == {name}
    assert "<b>xxx" not in answer.content.decode()
    assert "&lt;b&gt;xxx" in answer.content.decode()
    assert states() == []


@pytest.mark.parametrize(
    ("name", "typed"), [("guests", "-1"), ("guests", "6"), ("guests", "9" * 400), ("guests", "two"), ("about", LONG)]
)
def test_what_does_not_fit_the_seat_gets_a_sentence_and_stays(browser, workshop, name, typed):
    fill(workshop, "Ana")
    answer = post_with_token(browser, f"{RSVP}seat/{own_token(new_rsvps().get())}/", **{name: typed})
    assert answer.context["form"].errors.keys() == {name}
    assert typed[:300].replace("<", "&lt;").replace(">", "&gt;") in answer.content.decode()
    assert list(new_rsvps().values_list("guests", "about")) == [(0, "")]


def test_more_guests_than_seats_get_a_sentence_and_stay(browser, workshop):
    fill(workshop, "Ana", "Bea")
    answer = post_with_token(browser, f"{RSVP}seat/{own_token(new_rsvps().first())}/", guests="3", about="We are four")
    assert "There are not enough seats left." in answer.content.decode()
    assert "We are four" in answer.content.decode()


@pytest.mark.parametrize("values", [{"is_canceled": True}, {"starts_at": timezone.now()}], ids=["canceled", "begun"])
def test_closed_event_says_so_and_takes_nothing(browser, workshop, values):
    Event.objects.filter(pk=workshop.pk).update(**values)
    answer = browser.post(RSVP, TYPED)
    assert answer.status_code == 200
    assert "Nothing was changed." in answer.content.decode()
    assert states() == []


def test_full_event_says_so_and_takes_nothing(browser, workshop):
    fill(workshop, "Bea", "Cai", "Dora")
    assert "No seat is left. Nothing was changed." in browser.post(RSVP, TYPED).content.decode()
    assert len(states()) == 3


def test_event_that_is_full_when_the_code_comes_says_so(browser, workshop, last_code):
    code_page = browser.post(RSVP, TYPED).url
    code = last_code()
    fill(workshop, "Bea", "Cai", "Dora")
    assert "There are not enough seats left." in post_with_token(browser, code_page, code=code).content.decode()


def test_a_post_from_elsewhere_gets_one_more_tap_and_keeps_what_was_typed(workshop):
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    answer = client.post(RSVP, TYPED)
    assert ("One more tap" in answer.content.decode(), "203 555 0188" in answer.content.decode()) == (True, True)
    assert states() == []


# Somebody else's --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["code", "seat"])
def test_a_forged_or_foreign_token_leads_to_the_start(browser, workshop, step):
    other = make_event(slug="other")
    fill(other, "Olga")
    foreign = own_token(other.rsvps.get())
    for token in ("x", foreign, foreign[:-1] + "A", own_token(Rsvp(pk=99_999))):
        assert browser.get(f"{RSVP}{step}/{token}/").url == f"{RSVP}?late"


def test_canceling_needs_a_post_with_a_token(browser, workshop):
    fill(workshop, "Ana")
    path = f"{RSVP}cancel/{own_token(new_rsvps().get())}/"
    assert (browser.get(path).status_code, browser.post(path).status_code) == (405, 403)
    assert states() == [("Ana", "coming", 0)]


def test_who_proves_an_old_number_of_a_member_changes_nothing_of_theirs(browser, workshop, member):
    rsvp = rsvp_as_member(workshop, member, language="en")
    Rsvp.objects.filter(pk=rsvp.pk).update(about="Private matter")
    path = f"{RSVP}seat/{own_token(rsvp)}/"
    page = text_of(path, browser)
    assert ("Private matter" in page, 'name="guests"' in page) == (False, False)
    browser.post(path, {"guests": "2", "csrfmiddlewaretoken": "x"})
    assert list(new_rsvps().values_list("guests", "about")) == [(0, "Private matter")]


# Members ----------------------------------------------------------------------------------------------------------
def test_a_member_comes_with_one_tap_and_finds_it_in_their_space(member_browser, member, workshop):
    assert 'name="given_name"' not in text_of(PAGE, member_browser)
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text_of(PAGE, member_browser))[1]
    seat = member_browser.post(RSVP, {"csrfmiddlewaretoken": csrf}).url
    assert states() == [("Joana", "coming", 0)]
    for path in (seat, "/en/member/", "/en/member/events/"):
        assert SECRET in text_of(path, member_browser)
    assert "You are on the list" in text_of(PAGE, member_browser)


def test_a_member_of_a_full_event_gets_a_sentence(member_browser, workshop):
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text_of(PAGE, member_browser))[1]
    fill(workshop, "Bea", "Cai", "Dora")
    page = member_browser.post(RSVP, {"csrfmiddlewaretoken": csrf}).content.decode()
    assert "No seat is left." in page
    assert len(states()) == 3


def test_a_members_post_without_a_token_changes_nothing(member_browser):
    assert "One more tap" in member_browser.post(RSVP).content.decode()
    assert states() == []


def test_the_member_area_shows_nothing_of_others(member_browser, workshop):
    fill(workshop, "Olga")
    assert "Know your rights" not in text_of("/en/member/events/", member_browser)


@pytest.mark.parametrize("path", ["/en/member/", "/en/member/events/", "/en/member/petitions/"])
def test_the_member_area_is_for_members(site, path):
    assert Client().get(path).url.startswith("/en/account/login/")


def test_questions_of_the_member_area_do_not_grow(member_browser, member, django_assert_num_queries):
    counts = {}
    for number in (1, 3):
        while Rsvp.objects.filter(person=member).count() < number:
            extra = make_event(slug=f"extra-{Rsvp.objects.count()}")
            rsvp_as_member(extra, member, language="en")
        counts[number] = [asked_by(member_browser, path) for path in ("/en/member/", "/en/member/events/")]
    assert counts[1] == counts[3]
    assert counts[3][0] <= 20


def asked_by(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_member_area_asks_the_same_at_3_and_at_300_rows(member_browser, member):
    counts = []
    for crowd in (3, 300):
        add_rows(member, crowd)
        paths = [f"/en/member/{name}" for name in ("", "events/", "petitions/", "tracks/", "dues/")]
        counts.append([asked_by(member_browser, path) for path in paths])
    assert counts[0] == counts[1]
    assert counts[0][0] <= 20


def add_rows(member, crowd):
    """Seats, signatures and deeds of `member`, so many of each."""
    now, campaign = timezone.now(), Campaign.objects.first()
    for number in range(Rsvp.objects.filter(person=member).count(), crowd):
        event = make_event(slug=f"row-{number}")
        petition = Petition.objects.create(campaign=campaign, name=f"Row {number}", slug=f"row-{number}")
        Rsvp.objects.create(event=event, person=member, language="en", state="coming", confirmed_at=now)
        signed = {"state": "confirmed", "confirmed_at": now, "language": "en"}
        Signature.objects.create(petition=petition, person=member, **signed)
        record_participation(
            member, kind="read", subject=f"resource:{number}", occurred_on=now.date(), source_key=f"row:{number}"
        )
