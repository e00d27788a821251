import pytest
from django.test import Client

from membership.models import DuesRate, DuesRateText, Person, User

TAKE = "/admin/cash/"


@pytest.fixture
def treasurer(site):
    return logged_in("treasurer@example.org")


@pytest.fixture
def ana(site):
    return Person.objects.create(given_name="Ana", family_name="Sí Sánchez", language="es", joined_on="2026-01-01")


def logged_in(email):
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**changes):
    rate = DuesRate.objects.get(period="month")
    return {"amount": "20", "rate": rate.pk, "received_on": "2026-11-20", "key": "cash:one"} | changes


def test_cash_is_recorded_in_three_steps(treasurer, ana):
    assert "Sí Sánchez" in treasurer.get(TAKE, {"q": "sánchez"}).content.decode()
    response = treasurer.post(f"{TAKE}{ana.handle}/", typed())
    receipt = treasurer.get(response.url).content.decode()
    assert f"Receipt {ana.payments.get().receipt}" in receipt
    assert "$20" in receipt
    assert ana.payments.values_list("amount", "months", "recorded_by__email").get() == (
        2000,
        1,
        "treasurer@example.org",
    )


def test_the_same_form_sent_twice_is_one_payment(treasurer, ana):
    urls = {treasurer.post(f"{TAKE}{ana.handle}/", typed()).url for _ in range(2)}
    assert (len(urls), ana.payments.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": "1.250"}, "Did you mean $1,250.00 or $1.25?"),
        ({"amount": "-5"}, "Write an amount in numbers"),
        ({"amount": "0"}, "Look at the amount and the day"),
        ({"amount": "x" * 10_000}, "Write an amount in numbers"),
        ({"received_on": "2199-01-01"}, "Look at the amount and the day"),
    ],
    ids=["unclear", "negative", "zero", "long", "far future"],
)
def test_a_wrong_amount_gets_a_sentence_and_writes_nothing(treasurer, ana, changes, sentence):
    page = treasurer.post(f"{TAKE}{ana.handle}/", typed(**changes)).content.decode()
    assert sentence in page
    assert ana.payments.count() == 0


@pytest.mark.parametrize("path", ["", "{handle}/"], ids=["find", "take"])
def test_cash_is_for_the_treasurer_only(site, ana, path):
    path = TAKE + path.format(handle=ana.handle)
    answers = [client.get(path).status_code for client in (Client(), logged_in("editor@example.org"))]
    assert 200 not in answers
    assert "Sánchez" not in logged_in("editor@example.org").get(TAKE, {"q": "Sánchez"}).content.decode()


def test_a_rate_speaks_the_readers_language_or_the_default(site):
    rate = DuesRate.objects.get(period="month")
    DuesRateText.objects.filter(record=rate, language="es").delete()
    assert (rate.words("pt-br").name, rate.words("es").name) == ("Um mês", "A month")
