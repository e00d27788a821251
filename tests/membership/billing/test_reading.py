"""Facts from answers in the shape of the pinned API version, with and without what is expanded."""

from datetime import UTC, date, datetime

import pytest

from membership.billing import reading
from membership.billing.facts import Charge, Movement, day_of

MAY_1, JUN_1 = 1_777_651_200, 1_780_329_600  # 2026-05-01 and 2026-06-01, noon in New York (16:00 UTC)


def period(start, end, proration=False, item=True):
    details = {"subscription_item_details": {"proration": proration}} if item else None
    return {"period": {"start": start, "end": end}, "parent": details}


def invoice(**changes):
    values = {
        "id": "in_1",
        "status": "paid",
        "customer": {"id": "cus_1"},
        "amount_paid": 1000,
        "currency": "usd",
        "created": MAY_1,
        "attempt_count": 2,
        "status_transitions": {"paid_at": JUN_1},
        "lines": {"data": [period(MAY_1, JUN_1)]},
        "parent": {"subscription_details": {"subscription": "sub_1", "metadata": {"checkout": "key"}}},
        "payments": {"data": [{"status": "paid", "payment": {"payment_intent": {"id": "pi_1"}}}]},
    }
    return values | changes


def test_an_invoice_says_who_paid_what_for_how_long():
    found = reading.read_invoice(invoice(), charge=None)
    assert (found.customer, found.subscription, found.checkout) == ("cus_1", "sub_1", "key")
    assert (found.amount, found.currency, found.months, found.attempts) == (1000, "USD", 1, 2)
    assert (found.payment_intent, found.paid_at) == ("pi_1", datetime(2026, 6, 1, 16, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "months"),
    [(28, 1), (29, 1), (30, 1), (31, 1), (89, 3), (92, 3), (365, 12), (366, 12), (1, 0)],
)
def test_months_come_from_the_period_of_the_lines(days, months):
    lines = {"data": [period(MAY_1, MAY_1 + days * 86_400)]}
    assert reading.read_invoice(invoice(lines=lines)).months == months


def test_corrections_between_two_prices_and_other_lines_are_no_period():
    lines = {"data": [period(MAY_1, JUN_1, proration=True), period(MAY_1, JUN_1, item=False)]}
    assert reading.read_invoice(invoice(lines=lines)).months == 0


@pytest.mark.parametrize(
    "changes",
    [{"payments": None}, {"payments": {"data": []}}, {"payments": {"data": [{"status": "open"}]}}, {"parent": None}],
)
def test_an_invoice_may_lack_what_is_not_expanded(changes):
    found = reading.read_invoice(invoice(**changes))
    assert (found.id, found.payment_intent) == ("in_1", "pi_1" if "parent" in changes else "")


@pytest.mark.parametrize(
    ("transaction", "charge"),
    [
        (None, Charge("ch_1", "pi_1")),
        ("txn_1", Charge("ch_1", "pi_1", "txn_1")),
        ({"id": "txn_1", "fee": 59}, Charge("ch_1", "pi_1", "txn_1", 59)),
    ],
    ids=["not in the books yet", "an id", "expanded"],
)
def test_a_charge_with_and_without_its_fee(transaction, charge):
    assert reading.read_charge({"id": "ch_1", "payment_intent": "pi_1", "balance_transaction": transaction}) == charge


def refund(**changes):
    values = {"id": "re_1", "amount": 400, "currency": "usd", "created": MAY_1, "payment_intent": "pi_1"}
    return reading.read_refund(values | changes)


def test_a_refund_takes_and_one_that_failed_gives_back():
    taken = Movement("re_1", -400, 0, "USD", datetime(2026, 5, 1, 16, tzinfo=UTC), "")
    back = Movement("re_1:failed", 400, 0, "USD", datetime(2026, 6, 1, 16, tzinfo=UTC))
    assert refund(status="succeeded").movements == refund(status="pending").movements == (taken,)
    failed = refund(status="failed", failure_balance_transaction={"created": JUN_1, "fee": 0})
    assert failed.movements == (taken, back)


def test_a_dispute_is_the_list_of_its_movements():
    moved = [
        {"id": "txn_1", "amount": -1000, "fee": 1500, "currency": "usd", "created": MAY_1},
        {"id": "txn_2", "amount": 1000, "fee": -1500, "currency": "usd", "created": JUN_1},
    ]
    dispute = {"id": "dp_1", "payment_intent": "pi_1", "status": "won", "balance_transactions": moved}
    found = [(movement.key, movement.amount, movement.fee) for movement in reading.read_dispute(dispute).movements]
    assert found == [("dp_1:txn_1", -1000, 1500), ("dp_1:txn_2", 1000, -1500)]
    inquiry = reading.read_dispute(dispute | {"status": "warning_needs_response", "balance_transactions": []})
    assert inquiry.movements == ()


@pytest.mark.parametrize(
    ("changes", "is_ending"),
    [({}, False), ({"cancel_at_period_end": True}, True), ({"cancel_at": JUN_1}, True)],
    ids=["goes on", "at the end of the period", "at a moment"],
)
def test_a_subscription_that_ends_is_ending_however_it_says_so(changes, is_ending):
    price = {"unit_amount": 3000, "recurring": {"interval": "month", "interval_count": 3}, "product": "prod_1"}
    items = {"data": [{"id": "si_1", "quantity": 1, "price": price}]}
    found = reading.read_subscription({"id": "sub_1", "status": "active", "currency": "usd", "items": items} | changes)
    assert (found.amount, found.months, found.item, found.product) == (3000, 3, "si_1", "prod_1")
    assert (found.is_ending, found.is_live) == (is_ending, True)


def test_a_day_is_a_day_of_the_center():
    late = datetime(2026, 6, 1, 3, tzinfo=UTC)  # eleven in the evening before, in New York
    assert day_of(late) == date(2026, 5, 31)
