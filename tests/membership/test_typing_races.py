"""Two collectors type the dues of the same people at once, one of them after hours without signal."""

import random
from threading import Barrier

import pytest
from django.utils import timezone

from membership.models import CashBatch, DuesRate, Payment, Person, User
from membership.services import payers
from membership.services.batches import expected_in
from membership.services.payers import Typed, people_called, record_typed, record_unseen
from tests.campaigns.crowds import alone, in_threads, needs_postgres, seen_by_all

TODAY = timezone.localdate()
CROWDS = [
    pytest.param(4, id="4"),
    pytest.param(30, id="30", marks=[pytest.mark.postgres, needs_postgres]),
]


@pytest.fixture
def month(transactional_db, tmp_path):
    """A rate that other connections see too, and two collectors. Only emptying the tables takes a ledger away."""
    with seen_by_all(tmp_path):
        yield alone(make_rate)


def make_rate():
    for name in ("amparo", "bento"):
        User.objects.create_user(email=f"{name}@example.org")
    return DuesRate.objects.create(period="month")


def typed(month, number, prefix):
    """The line of the paper about person `number`: both collectors know the same people."""
    return Typed(name=f"Payer {number}", amount=1000 + number, rate=month, received_on=TODAY, key=f"{prefix}:{number}")


def types_all(month, crowd):
    """The one with signal: one after the other, each form sent twice."""
    me = User.objects.get(email="amparo@example.org")
    for number in range(crowd):
        for _ in range(2):
            record_typed(typed(month, number, "sheet"), recorded_by=me)


def sends_late(month, numbers):
    """A burst of the one without: not in order, some lines again and again."""
    me = User.objects.get(email="bento@example.org")
    shuffled = random.sample(numbers, len(numbers))
    for number in shuffled + random.choices(numbers, k=len(numbers)):
        record_unseen(typed(month, number, "phone"), recorded_by=me)


def run(month, crowd):
    """Three bursts of the phone overlap, while the other types."""
    numbers = list(range(crowd))
    bursts = [lambda part=part: sends_late(month, part) for part in (numbers, numbers[::2], numbers[1::2])]
    in_threads(lambda: types_all(month, crowd), *bursts)


def seen():
    """Lines, people, receipt numbers in order, and what should lie in each collector's box."""
    numbers = sorted(Payment.objects.values_list("receipt_number", flat=True))
    boxes = {batch.opened_by.email.partition("@")[0]: expected_in(batch) for batch in CashBatch.objects.all()}
    return len(numbers), Person.objects.count(), numbers, boxes


@pytest.mark.parametrize("crowd", CROWDS)
def test_all_is_written_once_and_nobody_twice(month, crowd):
    run(month, crowd)
    box = sum(1000 + number for number in range(crowd))
    expected = 2 * crowd, crowd, list(range(1, 2 * crowd + 1)), {"amparo": box, "bento": box}
    assert alone(seen) == expected


@needs_postgres
@pytest.mark.postgres
def test_without_the_lock_a_new_name_becomes_two_people(month, monkeypatch):
    """The control: it shows that the test above would see a missing lock."""
    meet = Barrier(2)

    def looked_up(name):
        found = people_called(name)
        meet.wait(timeout=20)
        return found

    monkeypatch.setattr(payers, "hold_names", lambda: None)
    monkeypatch.setattr(payers, "people_called", looked_up)
    works = [lambda prefix=prefix: write_one(month, prefix) for prefix in ("sheet", "phone")]
    in_threads(*works)
    assert alone(seen)[:2] == (2, 2)


def write_one(month, prefix):
    record_typed(typed(month, 1, prefix), recorded_by=User.objects.get(email="amparo@example.org"))
