"""Dues without signal: the page a phone keeps, and what it sends later."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from membership.models import DuesRate, Payment, Person, User
from tests.demo import logged_in

PAGE, WORKER, SYNC = "/admin/cash/offline/", "/admin/cash/worker.js", "/admin/cash/sync/"
TODAY = timezone.localdate()


@pytest.fixture
def clara(site):
    user = User.objects.create_user(email="clara@example.org", name="Clara Coletora")
    user.groups.add(Group.objects.get(name="Collector"))
    return user


@pytest.fixture
def collector(clara):
    return logged_in(clara.email)


def entry(**changes):
    rate = DuesRate.objects.get(period="month").pk
    typed = {"name": "Rosa Nueva", "amount": "20", "method": "cash", "rate": rate, "typed_by": ""}
    return typed | {"received_on": TODAY.isoformat(), "key": str(uuid4())} | changes


def written():
    return Payment.objects.filter(recorded_by__email="clara@example.org")


def test_an_entry_is_written_and_answered_with_its_key(collector):
    typed = entry()
    answer = collector.post(SYNC, typed)
    payment = written().get()
    assert (answer.status_code, answer.json()) == (
        200,
        {"key": typed["key"], "said": f"Receipt {payment.receipt}: Rosa Nueva, $20."},
    )
    assert (payment.person.name, payment.batch.opened_by) == ("Rosa Nueva", payment.recorded_by)


def test_an_entry_that_comes_again_gets_the_same_answer(collector):
    typed = entry()
    answers = [collector.post(SYNC, typed).json() for _ in range(3)]
    assert (answers, written().count()) == ([answers[0]] * 3, 1)
    assert Person.objects.filter(family_name="Nueva").count() == 1


def test_of_several_people_none_is_guessed_and_the_answer_says_so(collector):
    known = [Person.objects.create(given_name="Ana", family_name="Gémea") for _ in range(2)]
    typed = entry(name="Ana Gémea")
    answers = [collector.post(SYNC, typed).json() for _ in range(2)]
    assert answers[0]["said"].endswith("Several people have this name. The office looks at who it was.")
    assert answers[0] == answers[1]
    assert (written().get().person in known, Person.objects.filter(family_name="Gémea").count()) == (False, 3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": "1.250"}, "Did you mean $1,250.00 or $1.25?"),
        ({"amount": "-1"}, "Write an amount in numbers"),
        ({"amount": "9" * 10_000}, "Write an amount in numbers"),
        ({"amount": "9999999"}, "Look at the amount and the day"),
        ({"name": "x" * 10_000}, "at most 100 characters"),
        ({"name": "\0"}, "Null characters"),
        ({"name": ""}, "Write a name"),
        ({"method": "card"}, "Select a valid choice"),
        ({"rate": "\0"}, "Null characters"),
        ({"rate": "999999"}, "Select a valid choice"),
        ({"received_on": "2199-01-01"}, "Look at the amount and the day"),
        ({"received_on": "yesterday"}, "Enter a valid date"),
        ({"key": "x" * 10_000}, "Something is missing here"),
        ({"key": ""}, "Something is missing here"),
        ({"typed_by": "9" * 10_000}, "Enter a whole number"),
        ({"typed_by": "0"}, "Somebody else typed this"),
    ],
)
def test_a_bad_entry_gets_a_sentence_and_writes_nothing(collector, change, sentence):
    typed = entry(**change)
    answer = collector.post(SYNC, typed)
    assert (answer.status_code, answer.json()["key"]) == (422, typed["key"][:80])
    assert sentence in answer.json()["said"]
    assert written().count() == 0


def test_a_corrected_entry_is_written_under_its_key(collector):
    typed = entry(amount="1.250")
    answers = [collector.post(SYNC, typed | {"amount": amount}).status_code for amount in ("1.250", "12.50", "12.50")]
    assert (answers, written().get().amount) == ([422, 200, 200], 1250)


def test_money_goes_into_the_box_of_whoever_took_it(collector, clara):
    assert collector.get(SYNC).json()["login"] == clara.pk
    typed = entry(typed_by=clara.pk)
    assert logged_in("treasurer@example.org").post(SYNC, typed).status_code == 422
    assert collector.post(SYNC, typed).status_code == 200
    assert written().get().batch.opened_by == clara


def test_the_token_of_the_answer_is_taken(clara):
    client = Client(enforce_csrf_checks=True)
    client.cookies = logged_in(clara.email).cookies
    token = client.get(SYNC).json()["token"]
    answers = [client.post(SYNC, entry(), headers=headers).status_code for headers in ({}, {"X-CSRFToken": token})]
    assert (answers, written().count()) == ([403, 200], 1)


def test_the_page_and_its_worker_hold_nothing_about_anybody(collector):
    Person.objects.create(given_name="Zoraida", family_name="Segredo")
    for path in (PAGE, WORKER):
        text = collector.get(path).content.decode()
        assert [word for word in ("Segredo", "Clara", "clara@", "csrf", TODAY.isoformat()) if word in text] == []


def test_the_page_is_the_same_for_all_who_may_open_it(collector):
    assert collector.get(PAGE).content == logged_in("treasurer@example.org").get(PAGE).content


def test_the_worker_keeps_the_page_and_changes_with_it(collector):
    first = collector.get(WORKER)
    assert (first.status_code, first["Content-Type"]) == (200, "text/javascript")
    assert f'const PAGE = "{PAGE}"' in first.content.decode()
    DuesRate.objects.filter(period="month").update(is_offered=False)
    assert collector.get(WORKER).content != first.content


@pytest.mark.parametrize("path", [PAGE, WORKER, SYNC])
def test_it_is_for_whoever_takes_dues(site, path):
    found = [client.get(path).status_code for client in (Client(), logged_in("organizer@example.org"))]
    assert found == [302, 302]


def test_logged_out_an_entry_is_led_to_the_log_in_and_not_written(site):
    answer = Client().post(SYNC, entry())
    assert (answer.status_code, "/account/login/" in answer.url, written().count()) == (302, True, 0)


def test_the_page_says_what_to_do_without_javascript(collector):
    noscript = collector.get(PAGE).content.decode().partition("<noscript>")[2].partition("</noscript>")[0]
    assert ('href="/admin/cash/"' in noscript, "needs JavaScript" in noscript) == (True, True)
