from datetime import timedelta

from django.utils import timezone

from membership.models import Person
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.prices import agreed_prices

TODAY = timezone.localdate()


def pay(person, key, amount, months=1, days=0, **more):
    day = TODAY - timedelta(days=days)
    return record_payment(person, taken=Taken(amount=amount, months=months, received_on=day, key=key, **more))


def test_agreed_prices_are_the_last_of_each_length_the_newest_last(db, django_assert_num_queries):
    ana = Person.objects.create(given_name="Ana")
    assert agreed_prices(ana) == {}
    pay(ana, "a", 1000, days=90)
    pay(ana, "b", 6000, months=12, days=60)
    pay(ana, "c", 4500, price=1500, days=30)
    with django_assert_num_queries(1):
        assert list(agreed_prices(ana).items()) == [(12, 6000), (1, 1500)]


def test_nothing_is_agreed_by_donations_waivers_adjustments_and_what_was_taken_back(db):
    ana = Person.objects.create(given_name="Ana")
    pay(ana, "gift", 5000, months=0, paid_for="donation")
    pay(ana, "waiver", 0, months=12, price=0, method="waiver")
    pay(ana, "carried", 700, method="adjustment")
    reverse_payment(pay(ana, "wrong", 9000), key="back")
    assert agreed_prices(ana) == {}
