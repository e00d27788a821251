from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from membership.enums import Method, PaidFor
from membership.journal import Accounts, Booked, Deposit, PaidOut, entries_of, entry_of

ACCOUNTS = Accounts("cash", "bank", "card", "adjustment", "dues", "donation", "difference", "fee")
DAY = date(2026, 3, 7)
CENTS = st.integers(-(10**6), 10**6)
LINES = st.builds(
    Booked, st.just(DAY), st.just("2026-0001"), st.sampled_from(Method), st.sampled_from(PaidFor), CENTS, CENTS
)
PAYOUTS = st.builds(PaidOut, st.just(DAY), st.just("po_1"), CENTS)
DEPOSITS = st.builds(Deposit, st.just(DAY), st.integers(1, 9), CENTS, st.integers(0, 10**6))


def paid(method, amount, fee=0, paid_for=PaidFor.DUES):
    return Booked(DAY, "2026-0001", method, paid_for, amount, fee)


def postings(source):
    return [(posting.account, posting.debit, posting.credit) for posting in entry_of(source, ACCOUNTS).postings]


def test_money_lies_where_its_method_says():
    found = {method: postings(paid(method, 1000))[0][0] for method in Method if method != Method.WAIVER}
    assert found == {
        Method.CARD: "card",
        Method.BANK_DEBIT: "bank",
        Method.CASH: "cash",
        Method.CHECK: "cash",
        Method.MONEY_ORDER: "cash",
        Method.ZELLE: "bank",
        Method.ADJUSTMENT: "adjustment",
    }


def test_what_the_card_company_keeps_is_an_expense():
    assert postings(paid(Method.CARD, 1000, fee=59)) == [("card", 941, 0), ("fee", 59, 0), ("dues", 0, 1000)]


def test_what_is_taken_back_turns_the_sides():
    assert postings(paid(Method.CASH, -400, paid_for=PaidFor.DONATION)) == [("cash", 0, 400), ("donation", 400, 0)]


def test_a_waiver_moves_nothing():
    assert list(entries_of([paid(Method.WAIVER, 0)], ACCOUNTS)) == []


def test_a_deposit_moves_cash_to_the_bank_and_says_what_was_missing():
    assert postings(Deposit(DAY, 1, 500, 480)) == [("bank", 480, 0), ("difference", 20, 0), ("cash", 0, 500)]
    assert postings(Deposit(DAY, 1, 500, 510)) == [("bank", 510, 0), ("difference", 0, 10), ("cash", 0, 500)]


def test_a_payout_moves_money_from_the_card_company_to_the_bank():
    assert postings(PaidOut(DAY, "po_1", 941)) == [("bank", 941, 0), ("card", 0, 941)]


@given(st.lists(LINES | DEPOSITS | PAYOUTS))
def test_every_entry_balances(sources):
    for entry in entries_of(sources, ACCOUNTS):
        assert sum(posting.debit for posting in entry.postings) == sum(posting.credit for posting in entry.postings)
        assert all(bool(posting.debit) != bool(posting.credit) for posting in entry.postings)


@given(st.lists(LINES | DEPOSITS | PAYOUTS))
def test_the_journal_earns_what_the_ledger_took_dues_and_donations_apart(sources):
    sums = dict.fromkeys(("dues", "donation", "fee"), 0)
    for entry in entries_of(sources, ACCOUNTS):
        for posting in entry.postings:
            if posting.account in sums:
                sums[posting.account] += posting.credit - posting.debit
    booked = [source for source in sources if isinstance(source, Booked)]
    assert sums == {
        "dues": sum(line.amount for line in booked if line.paid_for == PaidFor.DUES),
        "donation": sum(line.amount for line in booked if line.paid_for == PaidFor.DONATION),
        "fee": -sum(line.fee for line in booked),
    }
