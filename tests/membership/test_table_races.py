"""Two collectors at two tables, one of them cut off for a while: every payment is written once, with real commits."""

import random
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from membership.enums import BatchState
from membership.models import CashBatch, DuesRate, Message, Payment, Person, ReceiptCounter, User
from membership.services import books
from membership.services.batches import count_batch, expected_in
from membership.services.ledger import Taken, record_payment
from membership.services.people import create_person
from tests.campaigns.crowds import alone, in_threads, needs_postgres, seen_by_all

TODAY = timezone.localdate()
CROWDS = [
    pytest.param(8, id="8"),
    pytest.param(60, id="60", marks=[pytest.mark.postgres, needs_postgres]),
]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def shared(db, django_db_setup, tmp_path, settings):
    """A database that other connections see too; a fresh one follows, as a ledger cannot be emptied."""
    settings.STAFF_NEED_SECOND_FACTOR = False
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    with seen_by_all(tmp_path):
        yield
    django_db_setup.spoil()


@pytest.fixture
def tables(shared, request):
    """Two collectors with their browsers."""
    return [alone(lambda name=name: collector(name)) for name in ("one", "two")]


def collector(name):
    user = User.objects.create_user(email=f"{name}@example.org")
    rights = [("wagtailadmin", "access_admin"), ("membership", "add_payment")]
    for app, codename in rights:
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def browser_of(user):
    client = Client()
    client.force_login(user, BACKEND)
    return client


def make_payers(crowd):
    rate = DuesRate.objects.create(period="month", suggested=[1000])
    people = [
        create_person(f"Ana {number}", language="es", contact=("email", f"a{number}@example.org"))
        for number in range(crowd)
    ]
    return rate.pk, [person.handle for person in people]


def posts(user, rate, payers, *, times):
    """What one table sends: each form so many times, in any order, like taps on a bad line."""
    forms = [
        (handle, {"suggested": f"{rate}:1000", "rate": rate, "received_on": TODAY.isoformat(), "key": f"cash:{handle}"})
        for handle in payers
    ] * times
    random.Random(len(forms)).shuffle(forms)

    def send():
        client = browser_of(user)
        return [client.post(f"/admin/cash/{handle}/", form).status_code for handle, form in forms]

    return send


def written():
    """Amounts, and whether numbers of receipts have gaps."""
    numbers = sorted(Payment.objects.values_list("receipt_number", flat=True))
    return (
        len(numbers),
        numbers == list(range(1, len(numbers) + 1)),
        sum(Payment.objects.values_list("amount", flat=True)),
    )


@pytest.mark.parametrize("crowd", CROWDS)
def test_two_tables_with_repeats_write_each_payment_once(tables, crowd):
    rate, payers = alone(lambda: make_payers(crowd))
    first, second = payers[: crowd // 2], payers[crowd // 2 :]
    one, two = tables
    # The second was cut off: all of theirs comes at once, from two tabs, and what was sent before comes again.
    works = [posts(one, rate, first, times=2), *[posts(two, rate, second, times=1)] * 2]
    answers = [status for statuses in in_threads(*works) for status in statuses]
    assert set(answers) == {302}
    assert alone(written) == (crowd, True, crowd * 1000)
    assert alone(lambda: [expected_in(batch) for batch in CashBatch.objects.order_by("opened_by")]) == [
        len(first) * 1000,
        len(second) * 1000,
    ]
    assert alone(lambda: Message.objects.filter(purpose="receipt").count()) == crowd


@pytest.mark.parametrize("crowd", CROWDS)
def test_one_form_from_many_tabs_at_once_is_one_payment(tables, crowd):
    rate, payers = alone(lambda: make_payers(1))
    answers = in_threads(*[posts(tables[0], rate, payers, times=1)] * crowd)
    assert answers == [[302]] * crowd
    assert alone(written) == (1, True, 1000)


def test_a_count_while_money_comes_in_loses_nothing(tables):
    one, _two = tables
    rate, payers = alone(lambda: make_payers(9))
    in_threads(posts(one, rate, payers[:1], times=1))
    batch = alone(lambda: CashBatch.objects.get())
    in_threads(posts(one, rate, payers[1:], times=1), lambda: count_batch(batch, counted=1000, counted_by=one))
    assert alone(lambda: CashBatch.objects.get(pk=batch.pk).expected) == alone(lambda: expected_in(batch))
    assert alone(lambda: sum(expected_in(each) for each in CashBatch.objects.all())) == 9000
    assert alone(lambda: CashBatch.objects.filter(state=BatchState.OPEN).count()) <= 1


@needs_postgres
@pytest.mark.postgres
def test_without_the_lock_two_receipts_want_one_number(tables, monkeypatch):
    """The control: it shows that the tests above would see numbers that are not locked."""
    _rate, payers = alone(lambda: make_payers(2))
    people = alone(lambda: list(Person.objects.filter(handle__in=payers)))
    meet = Barrier(2)

    def not_locked(year):
        counter, _ = ReceiptCounter.objects.get_or_create(year=year)
        meet.wait()
        return counter

    alone(lambda: ReceiptCounter.objects.create(year=TODAY.year))
    monkeypatch.setattr(books, "lock_year", not_locked)

    def pay(person, user):
        taken = Taken(amount=1000, months=1, received_on=TODAY, key=f"cash:{person.handle}")
        try:
            return record_payment(person, taken=taken, recorded_by=user)
        except (IntegrityError, Payment.DoesNotExist):
            return None

    results = in_threads(
        *[lambda person=person, user=user: pay(person, user) for person, user in zip(people, tables, strict=True)]
    )
    assert results.count(None) == 1
    assert alone(written)[0] == 1
