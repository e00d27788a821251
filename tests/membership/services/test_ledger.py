from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from membership.exceptions import DuesError
from membership.models import ContactPoint, Message, Payment, Person, User
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.standing import joined_and_standing, standing_of, standings
from membership.standing import State

TODAY = timezone.localdate()


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org")


@pytest.fixture
def ana(db):
    person = Person.objects.create(given_name="Ana", language="es", joined_on=TODAY)
    ContactPoint.objects.create(person=person, kind="phone", value="+12035550142", preferred=True)
    return person


def cash(key="k1", amount=1000, months=1, received_on=TODAY, **more):
    return Taken(amount=amount, months=months, received_on=received_on, key=key, **more)


def test_record_payment_writes_one_line_with_a_receipt(ana, treasurer):
    payment = record_payment(ana, taken=cash(), recorded_by=treasurer)
    assert (payment.amount, payment.currency, payment.receipt) == (1000, "USD", f"{TODAY.year}-0001")
    assert standing_of(ana).state == State.GOOD


def test_record_payment_twice_with_one_key_is_one_payment_and_one_message(ana, treasurer):
    first = record_payment(ana, taken=cash(), recorded_by=treasurer)
    assert record_payment(ana, taken=cash(), recorded_by=treasurer).pk == first.pk
    assert (Payment.objects.count(), Message.objects.filter(purpose="receipt").count()) == (1, 1)


def test_receipt_numbers_have_no_gaps_even_after_repeats(ana, treasurer):
    for key in ("a", "b", "b", "c", "a", "d"):
        record_payment(ana, taken=cash(key), recorded_by=treasurer)
    assert sorted(Payment.objects.values_list("receipt_number", flat=True)) == [1, 2, 3, 4]


def test_receipt_numbers_begin_anew_each_year(ana, treasurer):
    last_year = date(TODAY.year - 1, 12, 31)
    numbers = [
        record_payment(ana, taken=cash("a", received_on=last_year), recorded_by=treasurer).receipt,
        record_payment(ana, taken=cash("b"), recorded_by=treasurer).receipt,
    ]
    assert numbers == [f"{TODAY.year - 1}-0001", f"{TODAY.year}-0001"]


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"amount": -5}, {"amount": 10**9}, {"months": 0}, {"received_on": TODAY + timedelta(days=1)}],
    ids=["zero", "negative", "huge", "no months", "tomorrow"],
)
def test_record_payment_refuses_what_must_be_a_mistake(ana, treasurer, wrong):
    with pytest.raises(DuesError):
        record_payment(ana, taken=cash(**wrong), recorded_by=treasurer)
    assert Payment.objects.count() == 0


def test_reverse_payment_is_a_line_of_its_own_and_done_once(ana, treasurer):
    payment = record_payment(ana, taken=cash(), recorded_by=treasurer)
    reversal = reverse_payment(payment, recorded_by=treasurer, key="r1")
    assert reverse_payment(payment, recorded_by=treasurer, key="r2").pk == reversal.pk
    assert sum(Payment.objects.values_list("amount", flat=True)) == 0
    assert standing_of(ana).state == State.APPLIED


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_ledger(ana, treasurer, change):
    payment = record_payment(ana, taken=cash(), recorded_by=treasurer)
    rows = Payment.objects.filter(pk=payment.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(amount=5) if change == "update" else rows._raw_delete(rows.db)
    assert Payment.objects.values_list("amount", flat=True).get() == 1000


@pytest.mark.parametrize("count", [3, 30])
def test_standing_of_everybody_is_one_query_and_the_same_answer(db, treasurer, django_assert_num_queries, count):
    people = [Person.objects.create(given_name=f"P{n}", joined_on=TODAY) for n in range(count)]
    for number, person in enumerate(people):
        for month in range(number % 4):
            day = TODAY - timedelta(days=40 * (month + 1))
            record_payment(person, taken=cash(f"{number}-{month}", received_on=day), recorded_by=treasurer)
    record = Payment.objects.first()
    if record:
        reverse_payment(record, recorded_by=treasurer, key="r")
    with django_assert_num_queries(1):
        everybody = joined_and_standing()
    assert everybody == {person.pk: standing_of(person) for person in people}
    with django_assert_num_queries(2):
        assert standings(Person.objects.all()) == {person: everybody[person.pk] for person in people}
