"""What decides a standing, as it comes out of the database: one query for one person or for everybody."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from membership.enums import Method, PaidFor
from membership.models import DuesSettings, Pause, Person, Resignation
from membership.services.ledger import Taken, record_payment, reverse_payment, take_back
from membership.services.merging import merge_persons
from membership.services.standing import joined_and_standing, membership_of, standing_of, standings
from membership.standing import History, Span, State

TODAY = timezone.localdate()


@pytest.fixture
def ana(db):
    return Person.objects.create(given_name="Ana", joined_on=TODAY)


def pay(person, key, **values):
    taken = {"amount": 1000, "months": 1, "received_on": TODAY, "key": key} | values
    return record_payment(person, taken=Taken(**taken))


def lines(person):
    return [(line.price, line.amount) for line in sorted(membership_of([person.pk]).histories[person.pk].lines)]


def test_a_part_that_was_paid_back_leaves_the_period_of_who_chose_the_amount(ana):
    payment = pay(ana, "k", amount=1000)
    before = standing_of(ana)
    reverse_payment(payment, amount=400, key="r")
    assert (lines(ana), standing_of(ana)) == ([(600, 600)], before)


def test_a_part_that_was_paid_back_of_several_periods_takes_what_it_bought(ana):
    payment = pay(ana, "k", amount=3000, price=1000)
    reverse_payment(payment, amount=1000, key="r")
    assert lines(ana) == [(1000, 2000)]


def test_all_of_it_paid_back_is_as_if_it_had_never_been(ana):
    payment = pay(ana, "k")
    reverse_payment(payment, amount=400, key="r1")
    reverse_payment(payment, key="r2")
    assert (lines(ana), standing_of(ana).state) == ([], State.APPLIED)


def test_a_refund_that_failed_brings_everything_back(ana):
    payment = pay(ana, "k")
    before = standing_of(ana)
    reverse_payment(payment, key="r")
    take_back(payment, 1000, key="r:failed", recorded_by=None)
    assert (lines(ana), standing_of(ana)) == ([(1000, 1000)], before)


def test_a_waiver_that_was_taken_back_counts_no_more(ana):
    waiver = pay(ana, "w", amount=0, months=12, method=Method.WAIVER)
    assert standing_of(ana).state == State.GOOD
    reverse_payment(waiver, key="r")
    assert standing_of(ana).state == State.APPLIED


def test_a_late_fee_changes_nothing_for_the_member(ana):
    payment = pay(ana, "k", method=Method.CARD)
    before = standing_of(ana)
    take_back(payment, 0, key="fee", recorded_by=None, fee=59)
    assert (lines(ana), standing_of(ana)) == ([(1000, 1000)], before)


def test_donations_buy_no_membership(ana):
    record_payment(ana, taken=Taken(amount=9000, received_on=TODAY, key="gift", paid_for=PaidFor.DONATION))
    assert (lines(ana), standing_of(ana).state) == ([], State.APPLIED)


def test_pauses_and_resignations_come_along(ana):
    pay(ana, "k")
    Pause.objects.create(person=ana, starts_on=TODAY, ends_on=TODAY + timedelta(days=9))
    Resignation.objects.create(person=ana, resigned_on=date(2026, 1, 1), returned_on=date(2026, 2, 1))
    history = membership_of([ana.pk]).histories[ana.pk]
    assert history == History(
        history.lines,
        (Span(TODAY, TODAY + timedelta(days=9)),),
        (Span(date(2026, 1, 1), date(2026, 1, 31)),),
    )
    assert [(line.received_on, line.price) for line in history.lines] == [(TODAY, 1000)]
    assert standing_of(ana).state == State.PAUSED


def test_the_extra_time_comes_from_the_settings(ana, django_assert_num_queries):
    pay(ana, "k", received_on=TODAY - timedelta(days=45))
    states = []
    for days in (60, 5):
        DuesSettings.objects.update_or_create(pk=1, defaults={"grace_days": days})
        with django_assert_num_queries(1):
            states.append(standing_of(ana).state)
    assert states == [State.GRACE, State.LAPSED]


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_any_number(db, django_assert_num_queries, count):
    people = [Person.objects.create(given_name=f"P{number}", joined_on=TODAY) for number in range(count)]
    for number, person in enumerate(people):
        pay(person, f"k{number}", received_on=TODAY - timedelta(days=20 * number))
    with django_assert_num_queries(1):
        everybody = joined_and_standing()
    with django_assert_num_queries(1):
        page = standings(people)
    assert everybody == {person.pk: standing for person, standing in page.items()}
    assert everybody == {person.pk: standing_of(person) for person in people}


def test_what_somebody_paid_under_another_row_counts_after_merging(ana):
    twin = Person.objects.create(given_name="Ana", joined_on=TODAY)
    pay(ana, "k1")
    pay(twin, "k2")
    merge_persons(ana, lost=twin, by=None)
    assert lines(ana) == [(1000, 1000), (1000, 1000)]
    assert joined_and_standing() == {ana.pk: standing_of(ana)}


def test_somebody_who_only_gave_or_signed_is_no_member(db):
    guest = Person.objects.create(given_name="Guest")
    record_payment(guest, taken=Taken(amount=500, received_on=TODAY, key="gift", paid_for=PaidFor.DONATION))
    assert joined_and_standing() == {}
