"""What is remembered of the ledger is what would be read anew."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from membership.models import Payment
from membership.services import settled
from membership.services.ledger_lists import known_sums_of, lines_of, recorders, recorders_of, sums_of
from tests.membership.test_books import give, member, pay

FILTERS = [{}, {"kind": "dues"}, {"method": "cash", "person": ""}, {"person": "quispe"}, {"reversals": True}]


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(settled, "FEW", 2)


def write_lines(first, last):
    person = member()
    for number in range(first, last):
        pay(person, f"k{number}", 500 + number) if number % 2 else give(f"k{number}", 700 + number)


def assert_all_adds_up():
    for filters in FILTERS:
        assert known_sums_of(filters) == sums_of(lines_of(filters)), filters
    assert recorders() == recorders_of(Payment.objects.all())


def test_sums_and_recorders_are_those_of_all_lines_whatever_is_remembered(roles):
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=True):
        assert_all_adds_up()
        write_lines(0, 6)
        assert_all_adds_up()
    assert_all_adds_up()
    assert cache.get("ledger-sums:")[0] == settled.settled_line() > 0
    write_lines(6, 12)
    assert_all_adds_up()


def test_only_lines_after_the_settled_one_are_read_again(roles, monkeypatch):
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=True):
        write_lines(0, 6)
    known_sums_of({})
    write_lines(6, 8)
    parts = []
    settled.read_once(
        "ledger-sums:", Payment.objects.all(), read=lambda lines: parts.append(lines.count()), join=lambda old, new: old
    )
    assert parts == [2]


def test_a_line_that_may_still_come_is_not_settled(roles):
    write_lines(0, 3)
    assert settled.settled_line() == 0
