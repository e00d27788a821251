"""Who is meant by a typed name, and what is written for them."""

import pytest
from django.utils import timezone

from membership.exceptions import (
    DuesError,
    PaperNumberError,
    PayerGoneError,
    SeveralPayersError,
    WrittenAlreadyError,
)
from membership.models import DuesRate, Payment, Person, User
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.merging import merge_persons
from membership.services.payers import Typed, people_called, record_typed, record_unseen

TODAY = timezone.localdate()


@pytest.fixture
def month(db):
    return DuesRate.objects.create(period="month")


@pytest.fixture
def collector(db):
    return User.objects.create_user(email="collector@example.org")


@pytest.fixture
def write(month, collector):
    def write(name, key="k1", record=record_typed, **more):
        typed = {"amount": 2000, "rate": month, "received_on": TODAY} | more
        return record(Typed(name=name, key=key, **typed), recorded_by=collector)

    return write


def somebody(given="Ana", family="Sí Sánchez", **more):
    return Person.objects.create(given_name=given, family_name=family, **more)


@pytest.mark.parametrize("typed", ["Ana Sí Sánchez", "  ana   SÍ sánchez ", "ANA SÍ SÁNCHEZ"])
def test_case_and_spaces_do_not_make_somebody_else(db, typed):
    ana = somebody()
    somebody(family="Sánchez")
    somebody(given="Mariana")
    assert people_called(typed) == [ana]


@pytest.mark.parametrize("name", ["", "–", "%", "李小龙", "O'Neil", "100_"])
def test_a_name_of_any_letters_is_compared_as_a_whole(db, name):
    found = somebody(given=name, family="") if name else None
    somebody()
    assert people_called(name) == [found] * bool(name)


def test_an_entry_that_was_merged_leads_to_the_kept_one_and_is_counted_once(db):
    kept, lost = somebody(), somebody(given="Anita")
    twin = somebody()
    merge_persons(kept, lost=lost, by=None)
    merge_persons(kept, lost=twin, by=None)
    assert (people_called("Anita Sí Sánchez"), people_called("Ana Sí Sánchez")) == ([kept], [kept])


def test_whoever_was_erased_is_called_nothing(db):
    Person.objects.create(given_name="–", erased_at=timezone.now())
    assert people_called("–") == []


@pytest.mark.parametrize("crowd", [3, 30])
def test_a_name_is_looked_up_with_one_query(db, django_assert_num_queries, crowd):
    for number in range(crowd):
        somebody(town=f"Town {number}")
    with django_assert_num_queries(1):
        assert len(people_called("Ana Sí Sánchez")) == crowd


def test_a_known_name_pays_for_that_person(write):
    ana = somebody()
    payment = write("ana sí sánchez", paper_number="17", method="check")
    assert (payment.person, payment.paper_number, payment.method) == (ana, "17", "check")
    assert (Person.objects.count(), ana.payments.count()) == (1, 1)


def test_an_unknown_name_becomes_a_member(write):
    person = write("  Luz   del Mar ").person
    assert (person.given_name, person.family_name, person.joined_on) == ("Luz", "del Mar", TODAY)


def test_one_key_is_one_payment_and_one_person(write):
    assert write("Luz") == write("Luz")
    assert (Person.objects.count(), Payment.objects.count()) == (1, 1)


def test_of_several_nobody_is_guessed(write):
    here, there = somebody(town="Hartford"), somebody(town="New Haven")
    with pytest.raises(SeveralPayersError):
        write("Ana Sí Sánchez")
    assert Payment.objects.count() == 0
    assert write("Ana Sí Sánchez", person=there).person == there
    assert write("Ana Sí Sánchez", key="k2", is_new=True).person not in (here, there)


def test_where_nobody_can_be_asked_one_of_several_is_somebody_new_once(write):
    known = [somebody(), somebody()]
    first, again = (write("Ana Sí Sánchez", record=record_unseen) for _ in range(2))
    assert (first == again, first.person in known, Person.objects.count()) == (True, False, 3)


@pytest.mark.parametrize(
    "change", [{"amount": 2500}, {"method": "check"}, {"name": "Rosa"}], ids=["amount", "method", "name"]
)
def test_a_correction_of_what_is_written_is_not_lost_in_silence(write, change):
    payment = write("Luz")
    with pytest.raises(WrittenAlreadyError) as error:
        write(**({"name": "Luz"} | change))
    assert payment.receipt in str(error.value.message)
    assert (Person.objects.count(), Payment.objects.count()) == (1, 1)


def test_a_chosen_person_who_was_merged_meanwhile_is_the_kept_one(write):
    kept, lost = somebody(), somebody(given="Anita")
    merge_persons(kept, lost=lost, by=None)
    assert write("Anita Sí Sánchez", person=lost).person == kept


@pytest.mark.parametrize("gone", [lambda ana: ana.delete(), lambda ana: erase(ana)], ids=["deleted", "erased"])
def test_a_chosen_person_who_is_gone_is_said_to_be(write, gone):
    ana = somebody()
    chosen = Person.objects.get(pk=ana.pk)
    gone(ana)
    with pytest.raises(PayerGoneError):
        write("Ana Sí Sánchez", person=chosen)


def erase(person):
    Person.objects.filter(pk=person.pk).update(given_name="–", family_name="", erased_at=timezone.now())


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"amount": 0}, DuesError), ({"amount": 10**9}, DuesError), ({"paper_number": "9"}, PaperNumberError)],
    ids=["zero", "huge", "paper number"],
)
def test_what_is_refused_leaves_nobody_behind(write, wrong, error):
    write("Luz", key="before", paper_number="9")
    with pytest.raises(error):
        write("Rosa", **wrong)
    assert list(Person.objects.values_list("given_name", flat=True)) == ["Luz"]


@pytest.mark.parametrize(
    ("before", "amount", "least", "price"),
    [
        ([], 2000, 0, 2000),
        ([], 500, 1000, 1000),
        ([1500], 2000, 0, 1500),
        ([1500, 2500], 2000, 0, 2500),
    ],
    ids=["the amount", "the least", "agreed", "agreed last"],
)
def test_what_a_period_costs(write, month, before, amount, least, price):
    DuesRate.objects.filter(pk=month.pk).update(minimum=least)
    month.refresh_from_db()
    for number, paid in enumerate(before):
        paid_before(paid, number)
    payment = write("Luz", amount=amount)
    assert (payment.amount, payment.price) == (amount, price)


def paid_before(paid, number):
    """An earlier line of Luz, at a price of its own."""
    luz = next(iter(people_called("Luz")), None) or somebody(given="Luz", family="")
    record_payment(luz, taken=Taken(amount=paid, received_on=TODAY, key=f"before {number}", months=1))


def test_a_price_of_other_months_or_taken_back_does_not_count(write, collector):
    year = DuesRate.objects.create(period="year")
    write("Luz", key="year", rate=year, amount=9000)
    mistake = write("Luz", key="mistake", amount=100)
    reverse_payment(mistake, key="back", recorded_by=collector)
    assert write("Luz", key="now", amount=2000).price == 2000
