"""Members erase themselves: they read what goes and what stays, say yes once, and are logged out."""

import pytest
from django.utils import timezone

from membership.models import Person, User
from membership.services.joining import join
from membership.services.ledger import Taken, record_payment

ERASE, GOODBYE = "/en/member/privacy/erase/", "/en/member/goodbye/"
STAYS = "To show that you paid, and to keep the accounts. As long as we keep our accounts."


@pytest.fixture
def member(client, ana):
    person = join(ana, given_name="Ana", family_name="Quispe", language="es")
    client.force_login(ana, "django.contrib.auth.backends.ModelBackend")
    return person


def pay(person):
    cash = Taken(amount=1000, months=1, received_on=timezone.localdate(), key="k")
    record_payment(person, taken=cash, recorded_by=User.objects.create_user(email="t@example.org"))


def test_the_privacy_page_leads_here_and_lists_what_is_kept(client, member):
    page = client.get("/en/member/privacy/").content.decode()
    assert (ERASE in page, STAYS in page) == (True, True)


@pytest.mark.parametrize("paid", [True, False])
def test_looking_changes_nothing_and_says_what_stays(client, member, paid):
    if paid:
        pay(member)
    page = client.get(ERASE).content.decode()
    assert (STAYS in page, Person.objects.known().count()) == (paid, 1)


@pytest.mark.parametrize("paid", [True, False])
def test_a_yes_erases_logs_out_and_says_goodbye(client, member, paid):
    if paid:
        pay(member)
    answer = client.post(ERASE)
    assert answer.url == GOODBYE
    assert "Your data is erased" in client.get(GOODBYE).content.decode()
    assert (Person.objects.known().count(), Person.objects.count()) == (0, int(paid))
    assert client.get("/en/member/").url.startswith("/en/account/login/")
    assert client.post(ERASE).url.startswith("/en/account/login/")


def test_a_post_needs_the_forms_token(member, ana):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(ana, "django.contrib.auth.backends.ModelBackend")
    assert client.post(ERASE).status_code == 403
    assert Person.objects.known().count() == 1


def test_staff_are_sent_to_a_colleague(client, member, ana):
    User.objects.filter(pk=ana.pk).update(is_staff=True)
    for answer in (client.get(ERASE), client.post(ERASE)):
        assert "Ask a colleague who is an administrator." in answer.content.decode()
        assert "Erase my data now" not in answer.content.decode()
    assert Person.objects.known().count() == 1


def test_only_ones_own_person_is_erased(client, member):
    join(User.objects.create_user(phone="+12035550177"), given_name="Beto", family_name="", language="es")
    client.post(ERASE)
    assert list(Person.objects.values_list("given_name", flat=True)) == ["Beto"]


def test_somebody_without_a_person_is_asked_for_the_name(client, ana):
    client.force_login(ana, "django.contrib.auth.backends.ModelBackend")
    assert client.post(ERASE).url == "/en/member/name/"


def test_nobody_erases_anybody(client, db):
    assert client.post(ERASE).url.startswith("/en/account/login/")
    assert client.get(GOODBYE).status_code == 200


@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
def test_the_pages_open_in_every_language(client, member, language):
    assert client.get(f"/{language}/member/privacy/erase/").status_code == 200
    assert client.get(f"/{language}/member/goodbye/").status_code == 200
