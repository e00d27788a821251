"""The account at a glance, and the list of places where it is open."""

from allauth.usersessions.models import UserSession
from django.test import Client

from tests.membership.conftest import EMAIL, PHONE


def test_the_account_shows_its_own_contacts_only(client, ana, chief, log_in):
    log_in(PHONE)
    page = client.get("/en/account/").content.decode()
    assert (EMAIL in page, "(203)\N{NO-BREAK SPACE}555-0142" in page) == (True, True)
    assert "chief@example.org" not in page
    assert str(ana.handle) not in page
    assert "/admin/" not in page


def test_staff_are_led_to_the_editor(client, chief, log_in):
    log_in("chief@example.org")
    assert 'href="/admin/"' in client.get("/en/account/").content.decode()


def test_a_session_keeps_no_network_address_and_no_browser(ana, log_in):
    firefox = "Mozilla/5.0 (Android 9; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    log_in(PHONE, client=Client(headers={"user-agent": firefox}, REMOTE_ADDR="203.0.113.9"))
    assert list(UserSession.objects.values_list("ip", "user_agent")) == [("0.0.0.0", "Android")]
    UserSession.objects.get().save()
    assert UserSession.objects.get().user_agent == "Android"


def test_other_places_can_be_logged_out(client, ana, log_in):
    other = Client()
    log_in(PHONE, client=other)
    log_in(PHONE)
    assert "On 2 phones or computers." in client.get("/en/account/").content.decode()
    client.post("/en/account/sessions/")
    assert other.get("/en/account/").status_code == 302
    assert client.get("/en/account/").status_code == 200


def test_logging_out_needs_a_post(client, ana, log_in):
    log_in(PHONE)
    assert client.get("/en/account/logout/").status_code == 200
    assert client.get("/en/account/").status_code == 200
    assert client.post("/en/account/logout/").headers["Location"] == "/en/account/login/"
    assert client.get("/en/account/").status_code == 302
