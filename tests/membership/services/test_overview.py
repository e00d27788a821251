from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from membership.enums import Method, PaidFor
from membership.models import DuesSettings, Payment, Person, User
from membership.services.batches import count_batch, deposit_batch, expected_in
from membership.services.breaks import end_pause, pause_membership, resign
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.overview import batches_on_the_way, counted, facts, may_rest, overview
from membership.services.standing import joined_and_standing
from membership.services.voters import current_waivers, voters_on
from membership.services.waivers import grant_waiver
from membership.standing import State

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org", name="Tere")


def person(name="Ana", joined_on=TODAY, **more):
    return Person.objects.create(given_name=name, joined_on=joined_on, **more)


def pay(who, treasurer, key, amount=1000, day=TODAY, **more):
    taken = Taken(amount=amount, months=1 if who else 0, price=1000, received_on=day, key=key, **more)
    return record_payment(who, taken=taken, recorded_by=treasurer)


def give(treasurer, key, amount, day=TODAY):
    taken = Taken(amount=amount, received_on=day, key=key, paid_for=PaidFor.DONATION)
    return record_payment(None, taken=taken, recorded_by=treasurer)


def test_each_person_is_counted_once_and_as_they_stand(treasurer):
    people = [person(f"P{number}", TODAY - 400 * DAY) for number in range(6)]
    for number, days in enumerate((0, 40, 300)):
        pay(people[number], treasurer, f"k{number}", day=TODAY - days * DAY)
    grant_waiver(people[3])
    pause_membership(people[0], ends_on=TODAY + 30 * DAY)
    resign(people[4])
    found = overview()
    now = {state: counts[-1] for state, counts in found.standing.items()}
    everybody = [standing.state for standing in joined_and_standing().values()]
    assert now == {state: everybody.count(state) for state in now}
    assert now == {State.GOOD: 1, State.GRACE: 1, State.PAUSED: 1, State.LAPSED: 1, State.APPLIED: 1}
    assert (found.running_waivers, found.waivers[-1]) == (1, 1)


def test_nobody_counts_before_they_joined(treasurer):
    person("Old", date(2026, 1, 20))
    person("New", date(2026, 3, 2))
    found = counted(date(2026, 3, 15))
    assert (found.days[0], found.days[-3:]) == (
        date(2025, 3, 31),
        [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 15)],
    )
    assert found.standing[State.APPLIED] == [0] * 10 + [1, 1, 2]


def test_money_of_each_month_dues_by_method_and_donations_apart(treasurer):
    ana = person()
    pay(ana, treasurer, "a", day=date(2026, 9, 30))
    card = pay(ana, treasurer, "b", day=date(2026, 10, 1), method=Method.CARD, fee=59)
    give(treasurer, "c", 700, day=date(2026, 10, 31))
    pay(ana, treasurer, "d", day=date(2024, 10, 31))
    reverse_payment(card, key="r", amount=400, recorded_by=treasurer)
    found = counted(TODAY)
    by_month = {month.isoformat(): index for index, month in enumerate(found.months)}
    september, october, now = by_month["2026-09-01"], by_month["2026-10-01"], len(found.months) - 1
    assert {key: [row[september], row[october]] for key, row in found.dues.items()} == {
        Method.CASH: [1000, 0],
        Method.CARD: [0, 1000],
    }
    assert found.dues[Method.CARD][now] == -400
    assert (found.donations[september], found.donations[october], found.fees[october]) == (0, 700, 59)


def test_a_waiver_taken_back_is_none(treasurer):
    waiver = grant_waiver(person())
    reverse_payment(waiver, key="r", recorded_by=treasurer)
    found = overview()
    assert (found.running_waivers, found.waivers[-1], current_waivers(TODAY)) == (0, 0, [])


@pytest.mark.parametrize("count", [3, 300])
def test_the_overview_asks_as_little_for_many(treasurer, django_assert_num_queries, count):
    for number in range(count):
        pay(person(f"P{number}"), treasurer, f"k{number}")
    DuesSettings.load()
    with django_assert_num_queries(8):
        first = overview()
    with django_assert_num_queries(5):
        assert overview() == first


def test_what_is_kept_is_counted_anew_when_something_changed(treasurer):
    ana = person(joined_on=TODAY - 100 * DAY)
    seen = [facts(TODAY)]
    line = pay(ana, treasurer, "k")
    seen.append(facts(TODAY))
    reverse_payment(line, key="r", amount=1, recorded_by=treasurer)
    seen.append(facts(TODAY))
    for days in (30, 40):
        pay(ana, treasurer, f"k{days}")
        pause_membership(ana, ends_on=TODAY + days * DAY)
        seen.append(facts(TODAY))
    ana.pauses.update(starts_on=TODAY - DAY)
    end_pause(ana)
    seen.append(facts(TODAY))
    resign(ana)
    seen.append(facts(TODAY))
    DuesSettings.objects.update(grace_days=7)
    seen += [facts(TODAY), facts(TODAY + DAY)]
    assert len(set(seen)) == len(seen) == 9


def test_what_is_kept_is_kept(treasurer):
    before = overview()
    assert overview().counted_at == before.counted_at
    cache.clear()
    assert overview().counted_at > before.counted_at


def test_batches_are_on_the_way_until_they_are_at_the_bank(treasurer):
    pay(person(), treasurer, "k", amount=1500)
    (batch,) = batches_on_the_way()
    assert (batch.inside, batch.size) == (1500, 1)
    count_batch(batch, counted=expected_in(batch), counted_by=treasurer)
    assert len(batches_on_the_way()) == 1
    deposit_batch(batch, deposited_on=TODAY, deposited_by=treasurer)
    assert list(batches_on_the_way()) == []


def test_waivers_are_listed_with_their_end_and_the_newest_reason(treasurer):
    ana, bea = person("Ana"), person("Bea")
    pay(bea, treasurer, "k")
    grant_waiver(ana, reason="My hours were cut.")
    grant_waiver(bea)
    found = [(waived.person, waived.reason) for waived in current_waivers(TODAY)]
    assert found == [(ana, "My hours were cut."), (bea, "")]
    ends = [waived.until for waived in current_waivers(TODAY)]
    assert ends[0] < ends[1]


def test_a_waiver_that_is_over_is_not_listed(treasurer):
    ana = person(joined_on=TODAY - 900 * DAY)
    waiver = Taken(amount=0, months=12, received_on=TODAY - 800 * DAY, key="w", method=Method.WAIVER)
    record_payment(ana, taken=waiver)
    assert (current_waivers(TODAY), overview().running_waivers) == ([], 0)


def test_voters_stand_by_family_name_on_the_day(treasurer):
    names = [("Ana", "Zúñiga"), ("Bea", "Álvarez"), ("Caro", "Mejía"), ("Dora", "")]
    people = [person(given, TODAY - 400 * DAY, family_name=family, town="T") for given, family in names]
    for number, who in enumerate(people[:3]):
        pay(who, treasurer, f"k{number}", day=TODAY - 20 * DAY)
    pay(people[3], treasurer, "k9", day=TODAY - 60 * DAY)
    assert [voter.name for voter in voters_on(TODAY, [State.GOOD])] == ["Álvarez, Bea", "Mejía, Caro", "Zúñiga, Ana"]
    assert [voter.name for voter in voters_on(TODAY, [State.GRACE])] == ["Dora"]
    assert [voter.name for voter in voters_on(TODAY - 59 * DAY, [State.GOOD])] == ["Dora"]
    assert voters_on(TODAY - 500 * DAY, [State.GOOD]) == []


@pytest.mark.parametrize("count", [3, 30])
def test_voters_are_two_questions(treasurer, django_assert_num_queries, count):
    for number in range(count):
        pay(person(f"P{number}"), treasurer, f"k{number}")
    with django_assert_num_queries(2):
        assert len(voters_on(TODAY, [State.GOOD])) == count
    assert Payment.objects.count() == count


def test_of_a_large_center_the_figures_rest_for_twenty_times_as_long_as_counting_took(treasurer, monkeypatch):
    found = overview(TODAY)
    minute = timedelta(minutes=1)
    assert may_rest(found, timedelta(seconds=10), TODAY, found.counted_at + 3 * minute)
    assert not may_rest(found, timedelta(seconds=10), TODAY, found.counted_at + 4 * minute)
    assert not may_rest(found, timedelta(seconds=10), TODAY + timedelta(days=1), found.counted_at)
    assert not may_rest(found, timedelta(seconds=1), TODAY, found.counted_at)
