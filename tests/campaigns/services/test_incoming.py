"""What a visitor typed is one row; it becomes a signature once, on the next page or by the worker."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.exceptions import PetitionClosedError
from campaigns.models import IncomingSignature, Petition, PetitionPage, Signature
from campaigns.services.incoming import door_of, look_at, take_in, take_in_waiting, write_down
from campaigns.services.signing import start_signature
from membership.keeping import forget_expired
from membership.models import Message, Person
from membership.services.erasing import erase_person
from tests.campaigns.conftest import NAME, PHONE

SIGN = "/en/petitions/hire-sheet/sign/"
TYPED = {"given_name": "Ana", "family_name": "Pérez", "contact": "203 555 0188", "source": "radio"}
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def incoming(petition):
    return write_down(petition.pk, name=NAME, contact=PHONE, language="es", source="radio")


def test_writing_down_makes_one_row_and_nothing_else(petition, django_assert_num_queries):
    with django_assert_num_queries(1):
        write_down(petition.pk, name=NAME, contact=PHONE, language="es")
    assert (Signature.objects.count(), Person.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_taking_in_makes_the_signature_and_sends_the_code_once(incoming):
    signature = take_in(incoming.pk)
    assert take_in(incoming.pk) == signature
    assert (signature.person.name, signature.language, signature.source) == (" ".join(NAME), "es", "radio")
    assert list(Message.objects.values_list("purpose", "address", "language")) == [("code", PHONE[1], "es")]


def test_the_worker_takes_in_whoever_does_not_come_to_the_next_page(incoming):
    assert take_in_waiting() == 1
    assert take_in_waiting() == 0
    assert Signature.objects.get().person.name == " ".join(NAME)


def test_the_worker_is_asked_after_the_commit(petition, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_down(petition.pk, name=NAME, contact=PHONE, language="es")
    assert Signature.objects.count() == 1


def test_a_petition_that_closed_meanwhile_takes_nobody_in(incoming, petition):
    Petition.objects.update(closes_on=date(2020, 1, 2))
    with pytest.raises(PetitionClosedError):
        take_in(incoming.pk)
    assert take_in_waiting() == 1
    assert (IncomingSignature.objects.count(), Signature.objects.count()) == (0, 0)


def test_it_is_forgotten_after_an_hour_but_never_before_it_is_taken_in(incoming, petition):
    waiting = write_down(petition.pk, name=("Eva", "Pérez"), contact=PHONE, language="es")
    take_in(incoming.pk)
    forget_expired(timezone.now() + timedelta(minutes=59))
    assert IncomingSignature.objects.count() == 2
    forget_expired(timezone.now() + timedelta(minutes=61))
    assert IncomingSignature.objects.get() == waiting


def test_the_next_page_takes_in_and_can_be_opened_again(site, last_code):
    client = Client(headers=HERE)
    answer = client.post(SIGN, TYPED)
    assert not Signature.objects.filter(source="radio").exists()
    pages = [client.get(answer.url).status_code for _ in range(2)]
    assert (pages, Signature.objects.filter(source="radio").count()) == ([200, 200], 1)
    assert len(last_code()) == 6


def test_the_next_page_of_one_petition_opens_nothing_of_another(site):
    client = Client(headers=HERE)
    url = client.post(SIGN, TYPED).url
    other = Petition.objects.exclude(slug="hire-sheet").first()
    answer = client.get(url.replace("hire-sheet", other.slug))
    assert answer.status_code == 302
    assert not Signature.objects.filter(source="radio").exists()


def test_the_door_is_looked_at_once_for_many(site, django_assert_num_queries):
    with django_assert_num_queries(3):
        door = door_of("hire-sheet")
    with django_assert_num_queries(0):
        assert door_of("hire-sheet") == door
    assert door == (Petition.objects.get(slug="hire-sheet").pk, True)


def test_there_is_no_door_without_a_page_that_may_be_read_and_nothing_is_remembered(site, django_assert_num_queries):
    pages = PetitionPage.objects.filter(petition__slug="hire-sheet")
    assert look_at("hire-sheet", tuple(pages.values_list("path", flat=True))) is None
    pages.update(live=False)
    for _ in range(2):
        with django_assert_num_queries(2):
            assert door_of("hire-sheet") is None
    pages.update(live=True)
    assert door_of("hire-sheet").is_open


def test_who_comes_while_the_closed_door_still_looks_open_is_told_on_the_next_page(site):
    client = Client(headers=HERE)
    assert door_of("hire-sheet").is_open
    Petition.objects.filter(slug="hire-sheet").update(opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 2))
    page = client.get(client.post(SIGN, TYPED).url, follow=True)
    assert "This petition is closed" in page.content.decode()
    assert not Signature.objects.filter(source="radio").exists()


def test_a_double_tap_is_two_rows_and_one_signature(site):
    client = Client(headers=HERE)
    urls = [client.post(SIGN, TYPED).url for _ in range(2)]
    assert [client.get(url).status_code for url in urls] == [200, 200]
    assert IncomingSignature.objects.count() == 2
    assert Signature.objects.filter(source="radio").count() == 1


def test_erasing_the_signer_takes_what_they_typed_along(incoming):
    person = take_in(incoming.pk).person
    erase_person(person)
    assert (IncomingSignature.objects.count(), Signature.objects.count()) == (0, 0)


def test_one_that_fails_stops_no_other_and_is_heard_of(incoming, petition, monkeypatch):
    def fail_for_eva(petition, *, name, **values):
        if name[0] == "Eva":
            raise ZeroDivisionError
        return start_signature(petition, name=name, **values)

    IncomingSignature.objects.update(given_name="Eva")
    write_down(petition.pk, name=NAME, contact=PHONE, language="es")
    monkeypatch.setattr("campaigns.services.incoming.start_signature", fail_for_eva)
    with pytest.raises(ZeroDivisionError):
        take_in_waiting()
    assert (Signature.objects.count(), IncomingSignature.objects.filter(signature=None).count()) == (1, 1)
