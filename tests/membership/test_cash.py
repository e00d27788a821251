"""At the table: find or add, tap, recorded."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from membership.models import DuesRate, DuesRateText, Payment, Person
from membership.services.ledger import Taken, record_payment
from membership.services.people import add_contact, create_person
from membership.services.standing import standing_of
from tests.demo import logged_in

TABLE = "/admin/cash/"
NEW = "/admin/cash/new/"
TODAY = timezone.localdate()


@pytest.fixture
def treasurer(site):
    return logged_in("treasurer@example.org")


@pytest.fixture
def collector(site):
    return logged_in("collector@example.org")


@pytest.fixture
def ana(site):
    person = Person.objects.create(given_name="Ana", family_name="Sí Sánchez", language="es", joined_on="2026-01-01")
    add_contact(person, "phone", "+12035550177")
    return person


def rate(period="month"):
    return DuesRate.objects.get(period=period)


def typed(**changes):
    return {"amount": "20", "rate": rate().pk, "received_on": TODAY.isoformat(), "key": "cash:one"} | changes


def pay(person, key="before", amount=1300, months=1, **more):
    taken = Taken(amount=amount, months=months, received_on=TODAY - timedelta(days=40), key=key, **more)
    return record_payment(person, taken=taken)


def lines_of(person):
    return list(person.payments.order_by("pk").values_list("amount", "price", "months", "method", "paid_for"))


def text(client, url, **query):
    return client.get(url, query).content.decode()


def test_cash_is_recorded_in_three_steps(treasurer, ana):
    assert "Sí Sánchez" in text(treasurer, TABLE, q="sánchez")
    response = treasurer.post(f"{TABLE}{ana.handle}/", typed())
    receipt = treasurer.get(response.url).content.decode()
    assert f"Receipt {ana.payments.get().receipt}" in receipt
    assert lines_of(ana) == [(2000, 2000, 1, "cash", "dues")]
    assert ana.payments.get().recorded_by.email == "treasurer@example.org"


def test_a_tap_on_a_suggested_amount_is_enough(treasurer, ana):
    form = typed(
        amount="", suggested=f"{rate('year').pk}:12000", rate=rate("year").pk, method="check", paper_number="7"
    )
    treasurer.post(f"{TABLE}{ana.handle}/", form)
    assert lines_of(ana) == [(12_000, 12_000, 12, "check", "dues")]
    assert ana.payments.get().paper_number == "7"


def test_a_donation_buys_nothing(treasurer, ana):
    treasurer.post(f"{TABLE}{ana.handle}/", typed(paid_for="donation", suggested=f"{rate().pk}:500"))
    assert lines_of(ana) == [(2000, 0, 0, "cash", "donation")]


@pytest.mark.parametrize(
    ("changes", "price", "credit"),
    [({}, 1300, 700), ({"price": "agreed"}, 1300, 700), ({"price": "new"}, 2000, 0)],
    ids=["nothing said", "as agreed", "new amount"],
)
def test_who_paid_before_keeps_the_price_unless_it_is_new(treasurer, ana, changes, price, credit):
    pay(ana)
    treasurer.post(f"{TABLE}{ana.handle}/", typed(**changes))
    assert lines_of(ana)[1:] == [(2000, price, 1, "cash", "dues")]
    assert standing_of(ana).credit == credit


def test_less_than_the_least_amount_waits(treasurer, ana):
    DuesRate.objects.filter(period="month").update(minimum=2500)
    treasurer.post(f"{TABLE}{ana.handle}/", typed())
    assert lines_of(ana) == [(2000, 2500, 1, "cash", "dues")]
    assert (standing_of(ana).credit, standing_of(ana).paid_through) == (2000, None)


def test_the_treasurer_reads_what_was_agreed_and_repeats_it_with_one_tap(treasurer, ana):
    pay(ana)
    page = text(treasurer, f"{TABLE}{ana.handle}/")
    assert "Again as last time: $13 for 1 month" in page
    assert "As agreed before: $13 · 1 month" in page
    treasurer.post(f"{TABLE}{ana.handle}/", typed(amount="", again=re.search(r'name="again" value="([^"]+)', page)[1]))
    assert lines_of(ana)[1:] == [(1300, 1300, 1, "cash", "dues")]


def test_a_collector_chooses_what_was_agreed_without_reading_it(collector, ana):
    pay(ana)
    page = text(collector, f"{TABLE}{ana.handle}/")
    assert "As agreed before</span>" in page
    assert ("$13" in page, "1300" in page, "Again as last time" in page) == (False, False, False)
    wrong = collector.post(f"{TABLE}{ana.handle}/", typed(again="1:1300"))
    assert "What was paid last time has changed meanwhile." in wrong.content.decode()
    assert len(lines_of(ana)) == 1
    collector.post(f"{TABLE}{ana.handle}/", typed())
    assert lines_of(ana)[1:] == [(2000, 1300, 1, "cash", "dues")]


def test_the_question_about_the_price_is_only_for_who_paid_before(treasurer, ana):
    pay(ana, paid_for="donation", months=0)
    assert "How is it counted?" not in text(treasurer, f"{TABLE}{ana.handle}/")
    pay(ana, "dues")
    assert "How is it counted?" in text(treasurer, f"{TABLE}{ana.handle}/")


def test_the_same_form_sent_twice_is_one_payment(treasurer, ana):
    urls = {treasurer.post(f"{TABLE}{ana.handle}/", typed()).url for _ in range(2)}
    assert (len(urls), ana.payments.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": "1.250"}, "Did you mean $1,250.00 or $1.25?"),
        ({"amount": "-5"}, "Write an amount in numbers"),
        ({"amount": "NaN"}, "Write an amount in numbers"),
        ({"amount": "0"}, "Look at the amount and the day"),
        ({"amount": "x" * 10_000}, "Write an amount in numbers"),
        ({"amount": "9" * 7}, "Look at the amount and the day"),
        ({"amount": ""}, "Choose an amount, or write another one."),
        ({"amount": "", "suggested": "other"}, "Choose an amount, or write another one."),
        ({"rate": ""}, "Choose what it pays for."),
        ({"received_on": "2199-01-01"}, "Look at the amount and the day"),
        ({"received_on": "0001-01-01"}, "Look at the amount and the day"),
        ({"key": "stripe:pi_1"}, "Something is missing in this form."),
    ],
    ids=[
        *("unclear", "negative", "no number", "zero", "long", "huge", "nothing", "another, not written", "no rate"),
        *("far future", "long ago", "key of others"),
    ],
)
def test_a_wrong_form_gets_a_sentence_and_writes_nothing(treasurer, ana, changes, sentence):
    page = treasurer.post(f"{TABLE}{ana.handle}/", typed(**changes)).content.decode()
    assert sentence in page
    assert ana.payments.count() == 0


def test_two_amounts_are_asked_about_and_one_of_another_rate_does_not_count(treasurer, ana):
    month, year = rate().pk, rate("year").pk
    both = treasurer.post(f"{TABLE}{ana.handle}/", typed(suggested=f"{month}:1500")).content.decode()
    assert "You chose $15 and wrote $20. Which one is it?" in both
    other = treasurer.post(f"{TABLE}{ana.handle}/", typed(amount="", suggested=f"{year}:6000")).content.decode()
    assert "Choose an amount, or write another one." in other
    assert ana.payments.count() == 0


def test_a_number_of_the_paper_book_counts_once(treasurer, ana):
    for key in ("cash:one", "cash:two"):
        page = treasurer.post(f"{TABLE}{ana.handle}/", typed(key=key, paper_number="12"))
    assert "This number of the paper book was typed in before." in page.content.decode()
    assert ana.payments.count() == 1


@pytest.mark.parametrize("path", ["", "new/", "{handle}/"], ids=["find", "new", "take"])
def test_the_table_is_for_who_may_take_dues(site, ana, path):
    path = TABLE + path.format(handle=ana.handle)
    answers = [client.get(path).status_code for client in (Client(), logged_in("editor@example.org"))]
    assert 200 not in answers
    assert "Sánchez" not in text(logged_in("editor@example.org"), TABLE, q="Sánchez")


def test_a_collector_reads_as_much_of_a_contact_as_tells_people_apart(collector, treasurer, ana):
    add_contact(ana, "email", "ana.secret@example.org")
    seen, whole = text(collector, TABLE, q="Sánchez"), text(treasurer, TABLE, q="Sánchez")
    assert ("0177" in seen, "a…@example.org" in seen) == (True, True)
    assert ("555" in seen, "secret" in seen) == (False, False)
    assert "ana.secret@example.org" in whole


def test_looking_up_one_of_many_asks_as_often_as_one_of_three(treasurer, django_assert_num_queries):
    for number in range(3):
        create_person("Zora", family_name=f"Z{number}", language="es", contact=("phone", f"+1203555010{number}"))
    treasurer.get(TABLE, {"q": "Zora"})
    with django_assert_num_queries(QUERIES):
        treasurer.get(TABLE, {"q": "Zora"})
    for number in range(3, 18):
        create_person("Zora", family_name=f"Z{number}", language="es", contact=("phone", f"+120355501{number:02}"))
    with django_assert_num_queries(QUERIES):
        treasurer.get(TABLE, {"q": "Zora"})


QUERIES = 10


def new_payer(**changes):
    form = {"given_name": "Jacinta", "family_name": "Nueva", "contact": "", "language": "pt-br", "key": str(uuid4())}
    return form | changes


def test_who_is_not_found_is_added_under_the_name_that_was_typed(collector):
    assert f'href="{NEW}?q=Jacinta%20Nueva%20Luna"' in text(collector, TABLE, q="Jacinta Nueva Luna")
    page = text(collector, NEW, q="Jacinta Nueva Luna")
    assert ('value="Jacinta"' in page, 'value="Nueva Luna"' in page) == (True, True)
    assert 'value="(203) 555-0188"' in text(collector, NEW, q="(203) 555-0188")
    response = collector.post(NEW, new_payer(contact="(203) 555-0188"))
    jacinta = Person.objects.get(given_name="Jacinta")
    assert response.url == f"{TABLE}{jacinta.handle}/"
    assert (jacinta.name, jacinta.language, jacinta.contacts.get().value) == ("Jacinta Nueva", "pt-br", "+12035550188")
    assert jacinta.joined_on is None


def test_a_name_is_enough_and_two_taps_make_one_person(collector):
    form = new_payer(family_name="")
    assert len({collector.post(NEW, form).url for _ in range(2)}) == 1
    assert Person.objects.filter(given_name="Jacinta").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"given_name": ""}, "Write your name."),
        ({"given_name": "x" * 10_000}, "at most 100 characters"),
        ({"contact": "12"}, "This phone number is missing digits"),
        ({"contact": "a@b"}, "This is not an e-mail address."),
        ({"language": ""}, "Choose the language of their receipt."),
        ({"key": "x"}, "Something is missing in this form."),
    ],
    ids=["no name", "long", "short number", "no e-mail", "no language", "no key"],
)
def test_somebody_wrongly_typed_is_not_added(collector, changes, sentence):
    before = Person.objects.count()
    assert sentence in collector.post(NEW, new_payer(**changes)).content.decode()
    assert Person.objects.count() == before


def test_somebody_merged_is_paid_for_under_the_entry_that_stays(treasurer, ana):
    twin = Person.objects.create(given_name="Ana", family_name="S", merged_into=ana)
    treasurer.post(f"{TABLE}{twin.handle}/", typed())
    assert Payment.objects.get(key="cash:one").person == ana


def test_a_payment_of_long_ago_is_kept_with_its_day(treasurer, ana):
    treasurer.post(f"{TABLE}{ana.handle}/", typed(received_on="2026-03-02"))
    assert ana.payments.get().received_on == date(2026, 3, 2)


def test_a_rate_speaks_the_readers_language_or_the_default(site):
    DuesRateText.objects.filter(record=rate(), language="es").delete()
    assert (rate().words("pt-br").name, rate().words("es").name) == ("Um mês", "A month")
