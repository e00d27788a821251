"""Many identical signatures at once, with real connections and real commits."""

from contextlib import suppress
from datetime import date
from threading import Barrier
from time import sleep

import pytest

from campaigns.models import Campaign, IncomingSignature, Petition, Signature
from campaigns.services import signing
from campaigns.services.incoming import take_in, write_down
from campaigns.services.signing import confirm_signature, sign_as_member, start_signature
from membership.exceptions import CodeError
from membership.models import ContactProof, Message, Participation, Person
from membership.services.people import create_person
from membership.sms import MemoryBackend
from tests.campaigns.conftest import NAME, PHONE
from tests.campaigns.crowds import alone, drop_all, in_threads, needs_postgres, seen_by_all
from tests.membership.conftest import code_in

CROWDS = [
    pytest.param(8, id="8"),
    pytest.param(50, id="50", marks=[pytest.mark.postgres, needs_postgres]),
]
RECORDS = (IncomingSignature, Signature, Petition, Campaign, Participation, Person, Message, ContactProof)


@pytest.fixture
def petition(db, tmp_path):
    """A petition that other connections see too; gone afterwards."""
    with seen_by_all(tmp_path):
        yield alone(make_petition)
        alone(lambda: drop_all(*RECORDS))


def make_petition():
    campaign = Campaign.objects.create(name="Kitchens", slug="kitchens")
    return Petition.objects.create(campaign=campaign, name="A sheet", slug="a-sheet", opens_on=date(2020, 1, 1))


def start(petition):
    return start_signature(petition, name=NAME, contact=PHONE, language="en")


def seen():
    """What is in the database: people, signatures, the counter, what was noted on the path."""
    rows = Person.objects.count(), Signature.objects.count()
    return (*rows, Petition.objects.get().signature_count, Participation.objects.count())


@pytest.mark.parametrize("crowd", CROWDS)
def test_identical_visitors_at_once_are_one_signature(petition, crowd):
    in_threads(*[lambda: start(petition)] * crowd)
    assert alone(seen) == (1, 1, 0, 0)


@pytest.mark.parametrize("crowd", CROWDS)
def test_what_was_typed_is_taken_in_once_by_page_and_worker_at_once(petition, crowd, monkeypatch):
    def slowly(*args, **values):
        sleep(0.5)  # so that all others wait for the first
        return start_signature(*args, **values)

    monkeypatch.setattr("campaigns.services.incoming.start_signature", slowly)
    monkeypatch.setattr("campaigns.services.incoming.nudge", lambda work: None)  # nobody has come to it before
    incoming = alone(lambda: write_down(petition.pk, name=NAME, contact=PHONE, language="en"))
    in_threads(*[lambda: take_in(incoming.pk)] * crowd)
    assert alone(lambda: (seen(), Message.objects.count())) == ((1, 1, 0, 0), 1)


@pytest.mark.parametrize("crowd", CROWDS)
def test_one_code_from_many_tabs_at_once_counts_once(petition, crowd):
    signature = alone(lambda: start(petition))
    code = code_in(MemoryBackend.outbox[-1][1])

    def confirm():
        with suppress(CodeError):  # more than three at the same moment are too many tries
            return confirm_signature(signature, code).state

    assert "confirmed" in in_threads(*[confirm] * crowd)
    assert alone(seen) == (1, 1, 1, 1)


def test_a_double_tap_is_no_wrong_code(petition):
    signature = alone(lambda: start(petition))
    code = code_in(MemoryBackend.outbox[-1][1])
    states = in_threads(*[lambda: confirm_signature(signature, code).state] * 2)
    assert states == ["confirmed", "confirmed"]


@pytest.mark.parametrize("crowd", CROWDS)
def test_one_member_from_many_tabs_at_once_counts_once(petition, crowd):
    ana = alone(lambda: create_person("Ana", language="en"))
    in_threads(*[lambda: sign_as_member(petition, ana, language="en")] * crowd)
    assert alone(seen) == (1, 1, 1, 1)


@pytest.mark.parametrize("crowd", CROWDS)
def test_different_members_at_once_all_count(petition, crowd):
    def sign(number):
        return sign_as_member(petition, create_person(f"Ana {number}", language="en"), language="en")

    in_threads(*[lambda number=number: sign(number) for number in range(crowd)])
    assert alone(seen) == (crowd, crowd, crowd, crowd)


@needs_postgres
@pytest.mark.postgres
def test_without_the_lock_identical_visitors_become_many(petition, monkeypatch):
    """The control: it shows that the tests above would see a missing lock."""
    crowd = 8
    meet = Barrier(crowd)

    def not_locked(pk):
        found = Petition.objects.select_related("campaign").get(pk=pk)
        meet.wait()
        return found

    monkeypatch.setattr(signing, "locked", not_locked)
    in_threads(*[lambda: start(petition)] * crowd)
    assert alone(seen) == (crowd, crowd, 0, 0)
