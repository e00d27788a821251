"""What lies where, and who may look into which box."""

import pytest
from django.utils import timezone

from membership.models import CashBatch, Person, User
from membership.services.batches import count_batch
from membership.services.ledger import Taken, record_payment
from tests.demo import logged_in

BATCHES = "/admin/cash/batches/"
TODAY = timezone.localdate()


def login_of(role):
    return User.objects.get(email=f"{role}@example.org")


def take(role, key, amount=4321):
    person = Person.objects.get_or_create(given_name="Ana", family_name="Secreta")[0]
    taken = Taken(amount=amount, months=1, received_on=TODAY, key=key)
    return record_payment(person, taken=taken, recorded_by=login_of(role)).batch


@pytest.fixture
def treasurer(roles):
    return logged_in("treasurer@example.org")


@pytest.fixture
def collector(roles):
    return logged_in("collector@example.org")


@pytest.fixture
def own(roles):
    return take("collector", "own", 1234)


@pytest.fixture
def others(roles):
    return take("treasurer", "others", 987_654)


def post(client, batch, verb, **form):
    return client.post(f"{BATCHES}{batch.pk}/{verb}/", form)


def text(answer):
    return answer.content.decode()


def test_a_collector_sees_their_own_open_batch_and_nothing_else(collector, own, others):
    page = text(collector.get(BATCHES))
    assert ("1 payment, $12.34" in page, f"Batch {others.pk} " in page, "Treasurer" in page) == (True, False, False)
    assert collector.get(f"{BATCHES}{own.pk}/").status_code == 200
    assert collector.get(f"{BATCHES}{others.pk}/").status_code == 404
    count_batch(own, counted=1234, counted_by=login_of("collector"))
    assert "Nothing is lying here." in text(collector.get(BATCHES))
    assert collector.get(f"{BATCHES}{own.pk}/").status_code == 404


def test_the_treasurer_sees_all_with_their_difference(treasurer, own, others):
    count_batch(own, counted=1200, counted_by=login_of("collector"), note="Coins")
    page = text(treasurer.get(BATCHES))
    assert ("Collector (demo)" in page, "difference -$0.34" in page, f"Batch {others.pk}" in page) == (True, True, True)
    assert "-$0.34: Coins" in text(treasurer.get(f"{BATCHES}{own.pk}/"))


def test_a_collector_counts_their_own_twice_tapped_and_nobody_elses(collector, own, others):
    answers = [post(collector, own, "count", counted="12.34") for _ in range(2)]
    assert [answer.url for answer in answers] == [BATCHES, BATCHES]
    own.refresh_from_db()
    assert (own.state, own.counted, own.counted_by) == ("counted", 1234, login_of("collector"))
    assert post(collector, others, "count", counted="1").status_code == 404
    others.refresh_from_db()
    assert others.state == "open"


def test_an_empty_form_opens_no_batch_that_was_counted(collector, own):
    count_batch(own, counted=1200, counted_by=login_of("treasurer"), note="Coins")
    answer = collector.post(f"{BATCHES}{own.pk}/count/", {}, follow=True)
    assert ("This batch cannot be changed that way" in text(answer), "Coins" in text(answer)) == (True, False)


def test_a_difference_is_asked_about_before_it_is_written(collector, own):
    page = text(post(collector, own, "count", counted="12"))
    assert ("Count again, or say what you know about it." in page, 'value="12"' in page) == (True, True)
    own.refresh_from_db()
    assert own.state == "open"
    post(collector, own, "count", counted="12", note="Some coins are missing")
    own.refresh_from_db()
    assert (own.difference, own.difference_note) == (-34, "Some coins are missing")


@pytest.mark.parametrize(
    "counted", ["", "-1", "NaN", "1.250", "x" * 10_000, "9" * 400, "9,999,999,999.00", "a\0b"], ids=range(8)
)
def test_a_wrong_count_gets_a_sentence_and_changes_nothing(collector, own, counted):
    answer = post(collector, own, "count", counted=counted, note="n")
    assert (answer.status_code, "error-message" in text(answer)) == (200, True)
    own.refresh_from_db()
    assert own.state == "open"


def test_another_count_after_the_first_is_refused_with_a_sentence(treasurer, own):
    count_batch(own, counted=1234, counted_by=login_of("collector"))
    answer = treasurer.post(f"{BATCHES}{own.pk}/count/", {"counted": "9", "note": "n"}, follow=True)
    assert "This batch cannot be changed that way" in text(answer)
    own.refresh_from_db()
    assert own.counted == 1234


def test_a_second_person_confirms_and_brings_it_to_the_bank(treasurer, own):
    count_batch(own, counted=1234, counted_by=login_of("collector"))
    assert "I found the same" in text(treasurer.get(f"{BATCHES}{own.pk}/"))
    for _ in range(2):
        post(treasurer, own, "confirm")
        post(treasurer, own, "deposit", deposited_on=TODAY.isoformat(), reference="77")
    own.refresh_from_db()
    assert (own.confirmed_by, own.state, own.deposit_reference) == (login_of("treasurer"), "deposited", "77")


def test_whoever_counted_is_not_asked_to_confirm(treasurer, others):
    count_batch(others, counted=987_654, counted_by=login_of("treasurer"))
    assert "I found the same" not in text(treasurer.get(f"{BATCHES}{others.pk}/"))
    answer = treasurer.post(f"{BATCHES}{others.pk}/confirm/", follow=True)
    assert "needs a second person" in text(answer)
    others.refresh_from_db()
    assert others.confirmed_by is None


@pytest.mark.parametrize("form", [{}, {"deposited_on": "2199-01-01"}, {"deposited_on": "x"}], ids=["no", "later", "x"])
def test_a_wrong_day_of_deposit_gets_a_sentence(treasurer, own, form):
    count_batch(own, counted=1234, counted_by=login_of("collector"))
    answer = post(treasurer, own, "deposit", **form)
    assert (answer.status_code, "error-message" in text(answer)) == (200, True)
    own.refresh_from_db()
    assert own.state == "counted"


@pytest.mark.parametrize("verb", ["confirm", "deposit"])
def test_a_collector_neither_confirms_nor_deposits(collector, own, verb):
    count_batch(own, counted=1234, counted_by=login_of("treasurer"))
    assert post(collector, own, verb, deposited_on=TODAY.isoformat()).url == "/admin/"
    own.refresh_from_db()
    assert (own.state, own.confirmed_by) == ("counted", None)


def test_what_changes_a_batch_is_never_a_look(treasurer, own):
    answers = [treasurer.get(f"{BATCHES}{own.pk}/{verb}/").status_code for verb in ("count", "confirm", "deposit")]
    assert answers == [405, 405, 405]


def test_many_batches_ask_as_often_as_one(treasurer, own, django_assert_num_queries):
    treasurer.get(BATCHES)
    with django_assert_num_queries(QUERIES):
        treasurer.get(BATCHES)
    for number in range(30):
        count_batch(take("collector", f"more {number}"), counted=1, counted_by=login_of("collector"))
    assert CashBatch.objects.count() == 30
    with django_assert_num_queries(QUERIES):
        treasurer.get(BATCHES)


QUERIES = 10
