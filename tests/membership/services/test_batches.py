from datetime import timedelta

import pytest
from django.utils import timezone

from membership.enums import BatchState
from membership.exceptions import BatchError
from membership.models import CashBatch, Person, User
from membership.services.batches import confirm_batch, count_batch, deposit_batch, expected_in
from membership.services.ledger import Taken, record_payment, reverse_payment

TODAY = timezone.localdate()


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org")


@pytest.fixture
def collector(db):
    return User.objects.create_user(email="collector@example.org")


@pytest.fixture
def take(db):
    person = Person.objects.create(given_name="Ana", joined_on=TODAY)

    def take(key, collector, amount=1000, method="cash"):
        taken = Taken(amount=amount, months=1, received_on=TODAY, key=key, method=method)
        return record_payment(person, taken=taken, recorded_by=collector)

    return take


@pytest.fixture
def batch(take, collector):
    return take("one", collector).batch


def test_what_is_handed_over_lies_in_the_batch_of_who_took_it(take, collector, treasurer):
    payments = [take("a", collector), take("b", collector, method="check"), take("c", treasurer)]
    assert [payment.batch.opened_by for payment in payments] == [collector, collector, treasurer]
    assert payments[0].batch == payments[1].batch
    assert take("d", collector, method="zelle").batch is None


def test_a_counted_batch_gets_nothing_more(take, batch, collector):
    count_batch(batch, counted=1000, counted_by=collector)
    assert take("two", collector).batch != batch
    assert (expected_in(batch), CashBatch.objects.count()) == (1000, 2)


def test_count_batch_says_what_should_be_there_and_the_difference(take, batch, collector):
    take("two", collector, amount=500)
    counted = count_batch(batch, counted=1400, counted_by=collector, note="A coin fell down")
    assert (counted.state, counted.expected, counted.difference) == (BatchState.COUNTED, 1500, -100)
    assert counted.difference_note == "A coin fell down"


def test_money_given_back_leaves_its_open_batch(batch, collector):
    reverse_payment(batch.lines.get(), key="back", recorded_by=collector)
    assert expected_in(batch) == 0


def test_the_same_count_again_changes_nothing_and_another_one_is_refused(batch, collector, treasurer):
    first = count_batch(batch, counted=1000, counted_by=collector)
    assert count_batch(batch, counted=1000, counted_by=treasurer).counted_by == first.counted_by
    with pytest.raises(BatchError):
        count_batch(batch, counted=900, counted_by=collector)
    assert CashBatch.objects.get().counted == 1000


def test_a_second_person_confirms_and_the_first_to_do_so_stays(batch, collector, treasurer):
    count_batch(batch, counted=1000, counted_by=collector)
    with pytest.raises(BatchError):
        confirm_batch(batch, confirmed_by=collector)
    confirm_batch(batch, confirmed_by=treasurer)
    chair = User.objects.create_user(email="chair@example.org")
    assert confirm_batch(batch, confirmed_by=chair).confirmed_by == treasurer


def test_an_open_batch_is_neither_confirmed_nor_deposited(batch, treasurer):
    with pytest.raises(BatchError):
        confirm_batch(batch, confirmed_by=treasurer)
    with pytest.raises(BatchError):
        deposit_batch(batch, deposited_on=TODAY, deposited_by=treasurer)
    assert CashBatch.objects.get().state == BatchState.OPEN


def test_deposit_batch_once_and_not_tomorrow(batch, collector, treasurer):
    count_batch(batch, counted=1000, counted_by=collector)
    with pytest.raises(BatchError):
        deposit_batch(batch, deposited_on=TODAY + timedelta(days=1), deposited_by=treasurer)
    deposit_batch(batch, deposited_on=TODAY, deposited_by=treasurer, reference="77")
    again = deposit_batch(batch, deposited_on=TODAY - timedelta(days=1), deposited_by=collector, reference="78")
    assert (again.state, again.deposited_on, again.deposit_reference) == (BatchState.DEPOSITED, TODAY, "77")
