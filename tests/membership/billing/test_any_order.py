"""Whatever way the messages come, the books end the same: ledger, standing, messages, subscription."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.models import Payment, StripeEvent
from portal.demo.till import desk, store
from tests.campaigns.crowds import alone, in_threads, needs_postgres, seen_by_all
from tests.membership.billing.histories import (
    ACTS,
    begin,
    books,
    deliver,
    events_waiting,
    make_payer,
    play,
    undone,
)

HISTORY = st.lists(st.sampled_from(ACTS), max_size=5).flatmap(lambda acts: st.sampled_from([acts, [*acts, "cancel"]]))


def happen(history, deliver_now):
    """Ana joins and `history` happens; `deliver_now(events)` says which of an act's events arrive at once.

    Returns her and the events that did not arrive.
    """
    store.clear()
    ana = make_payer()
    late = []
    session = begin(ana)
    for events in (desk.pay(session), *(play(act) for act in history)):
        now = deliver_now(events)
        assert [deliver(event) for event in now] == [200] * len(now)
        late += [event for event in events if event not in now]
    return ana, late


@pytest.mark.usefixtures("till")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(HISTORY, st.randoms())
def test_any_order_repetition_and_loss_end_in_the_same_books(db, history, random):
    with undone():
        ana, _ = happen(history, lambda events: events)
        in_order = books(ana)
        assert list(events_waiting()) == []
    with undone():
        ana, late = happen(history, lambda events: random.sample(events, random.randint(0, len(events))))
        again = random.sample(late, random.randint(0, len(late)))
        for event in random.sample(late + again, len(late + again)):
            assert deliver(event) == 200
        assert books(ana) == in_order
        assert list(events_waiting()) == []


def all_of_it(history):
    """In a database that everybody sees: Ana, and every event of her history, none delivered."""
    store.clear()
    ana = make_payer()
    session = begin(ana)
    return ana, [event for events in (desk.pay(session), *map(play, history)) for event in events]


LONG = ["renew", "fail", "recover", "refund_part", "renew", "dispute", "win", "renew", "refund", "fail_refund"]
CROWDS = [
    pytest.param(3, id="3"),
    pytest.param(8, id="8", marks=[pytest.mark.postgres, needs_postgres]),
]


@pytest.fixture
def shared(transactional_db, tmp_path, till):
    with seen_by_all(tmp_path):
        yield


@pytest.mark.parametrize("crowd", CROWDS)
def test_many_at_once_end_in_the_same_books(shared, crowd):
    with undone():
        ana, _ = happen(LONG, lambda events: events)
        in_order = books(ana)
    ana, events = alone(lambda: all_of_it(LONG))
    shares = [events[number:] + events[:number] for number in range(0, len(events), max(1, len(events) // crowd))]

    def deliver_all(share):
        for event in share:
            while deliver(event) != 200:
                pass

    in_threads(*[lambda share=share: deliver_all(share) for share in shares[:crowd]])
    found = alone(lambda: (books(ana), list(events_waiting()), numbers()))
    assert found == (in_order, [], list(range(1, len(in_order[0]) + 1)))


def numbers():
    return sorted(Payment.objects.values_list("receipt_number", flat=True))


@pytest.mark.usefixtures("till", "db")
def test_the_same_event_under_another_number_is_nothing_new():
    ana, _ = happen(["renew"], lambda events: events)
    before = books(ana)
    with store.book() as till:
        events = till.all("event")
    for event in events:
        assert deliver(event | {"id": f"{event['id']}_again"}) == 200
    assert books(ana) == before
    assert StripeEvent.objects.filter(event_id__endswith="_again").count() == len(events)
