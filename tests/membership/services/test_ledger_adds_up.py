"""Whatever is paid, given, waived and taken back: the sums agree, the numbers have no gaps, nothing can be changed."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.enums import BatchState, Method, PaidFor
from membership.exceptions import ReversalError
from membership.journal import entries_of
from membership.models import CashBatch, Payment, Person, User
from membership.services.batches import count_batch, deposit_batch, expected_in
from membership.services.ledger import Taken, left_of, record_payment, reverse_payment
from membership.services.ledger_lists import accounts, journal_sources, lines_of, sums_of
from membership.services.waivers import grant_waiver

TODAY = timezone.localdate()
MONEY = [method for method in Method if method not in (Method.WAIVER, Method.ADJUSTMENT)]
AMOUNTS, DAYS = st.integers(1, 90_000), st.integers(0, 500)
STEPS = st.lists(
    st.tuples(st.just("pay"), AMOUNTS, st.sampled_from(MONEY), DAYS)
    | st.tuples(st.just("give"), AMOUNTS, st.sampled_from(MONEY), DAYS)
    | st.tuples(st.just("waive"))
    | st.tuples(st.just("back"), st.integers(0, 9), st.none() | AMOUNTS)
    | st.tuples(st.just("deposit"), st.integers(-500, 500)),
    max_size=9,
)
settings_of_all = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org")


@pytest.fixture
def ana(db):
    return Person.objects.create(given_name="Ana", joined_on=TODAY)


class Life:
    """Does the steps, and remembers what each should have brought, in cents."""

    def __init__(self, person, treasurer):
        self.person, self.treasurer, self.brought, self.keys = person, treasurer, [], iter(range(100))

    def take(self, amount, method, days, **more):
        fee = amount // 30 if method == Method.CARD else 0
        taken = Taken(
            amount=amount,
            received_on=TODAY - timedelta(days=days),
            key=f"k{next(self.keys)}",
            method=method,
            fee=fee,
            **more,
        )
        record_payment(self.person, taken=taken, recorded_by=self.treasurer)
        self.brought.append(amount)

    def pay(self, amount, method, days):
        self.take(amount, method, days, months=1)

    def give(self, amount, method, days):
        self.take(amount, method, days, paid_for=PaidFor.DONATION)

    def waive(self):
        grant_waiver(self.person)

    def back(self, index, amount):
        lines = list(Payment.objects.order_by("pk"))
        if not lines:
            return
        line = lines[index % len(lines)]
        before = left_of(line)
        try:
            reverse_payment(line, key=f"r{next(self.keys)}", recorded_by=self.treasurer, amount=amount)
        except ReversalError:
            assert line.reverses_id or (amount or 0) > before or not amount
            return
        self.brought.append(left_of(line) - before)

    def deposit(self, difference):
        if batch := CashBatch.objects.filter(state=BatchState.OPEN).first():
            count_batch(batch, counted=max(0, expected_in(batch) + difference), counted_by=self.treasurer)
            deposit_batch(batch, deposited_on=TODAY, deposited_by=self.treasurer)


def journal_of_all():
    """What each account took in, debit less credit, in cents; every entry balances."""
    sums = defaultdict(int)
    for entry in entries_of(journal_sources(TODAY - timedelta(days=600), TODAY), accounts()):
        assert sum(posting.cents for posting in entry.postings) == 0
        for posting in entry.postings:
            sums[posting.account] += posting.cents
    return sums


def receipts():
    return sorted(Payment.objects.values_list("receipt_year", "receipt_number"))


def without_gaps(numbers):
    by_year = defaultdict(list)
    for year, number in numbers:
        by_year[year].append(number)
    return all(found == list(range(1, len(found) + 1)) for found in by_year.values())


@settings_of_all
@given(steps=STEPS)
def test_ledger_receipts_and_journal_agree_always(ana, treasurer, steps):
    with transaction.atomic():
        life = Life(ana, treasurer)
        for name, *arguments in steps:
            getattr(life, name)(*arguments)
        ledger, books = sums_of(lines_of({})), journal_of_all()
        parts = {kind: sums_of(lines_of({"kind": kind}))["gross"] for kind in PaidFor}
        codes = accounts()
        assert ledger["gross"] == sum(life.brought) == sum(parts.values())
        assert ledger["gross"] == ledger["net"] + ledger["fees"]
        assert (-books[codes.dues], -books[codes.donation]) == (parts["dues"], parts["donation"])
        assert books[codes.fee] == ledger["fees"]
        assert (ledger["lines"], without_gaps(receipts())) == (Payment.objects.count(), True)
        assert all(left_of(line) >= 0 for line in Payment.objects.originals())
        transaction.set_rollback(True)


CHANGES = [
    "UPDATE membership_payment SET amount = amount + 1",
    "UPDATE membership_payment SET note = 'x'",
    "UPDATE membership_payment SET person_id = NULL",
    "UPDATE membership_payment SET booked_on = received_on",
    "DELETE FROM membership_payment",
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("line", ["payment", "donation", "waiver", "reversal"])
def test_no_line_of_any_kind_can_be_changed_or_deleted(ana, treasurer, line, change):
    life = Life(ana, treasurer)
    {"donation": life.give, "waiver": life.waive}.get(line, life.pay)(*[(1000, Method.CASH, 3), ()][line == "waiver"])
    if line == "reversal":
        life.back(0, None)
    newest = Payment.objects.latest("pk")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{change} WHERE id = %s", [newest.pk])
    kept = Payment.objects.get(pk=newest.pk)
    assert (kept.amount, kept.note, kept.person_id) == (newest.amount, newest.note, newest.person_id)
