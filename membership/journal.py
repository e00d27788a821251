"""The ledger as double entry: each line becomes an entry whose debits and credits are equal. No names.

Money that comes in is debited to where it lies (cash on hand until it is brought to the bank, the bank, the card
company), what a company keeps of it to the fees, and credited to dues or to donations. What takes something back is the
same with the sides turned. A deposit moves what should have been in the box from cash on hand to the bank; what was
more or less goes to its own account. A payout moves money from the card company to the bank.
"""

from dataclasses import dataclass
from datetime import date

from membership.enums import HANDED_OVER, Method, PaidFor


@dataclass(frozen=True)
class Accounts:
    """The codes of the center's accounts."""

    cash: str
    bank: str
    card: str
    adjustment: str
    dues: str
    donation: str
    difference: str
    fee: str


@dataclass(frozen=True)
class Booked:
    """A line of the ledger: `amount` and `fee` in cents, negative when something is taken back."""

    day: date
    receipt: str
    method: str
    paid_for: str
    amount: int
    fee: int = 0


@dataclass(frozen=True)
class Deposit:
    """A batch that was brought to the bank: what should have been there and what was, in cents."""

    day: date
    batch: int
    expected: int
    counted: int


@dataclass(frozen=True)
class PaidOut:
    """What the card company sent to the bank, in cents, under its own number."""

    day: date
    number: str
    amount: int


@dataclass(frozen=True)
class Posting:
    """One side of an entry in cents: debit is positive, credit negative."""

    account: str
    cents: int

    @property
    def debit(self):
        return max(0, self.cents)

    @property
    def credit(self):
        return max(0, -self.cents)


@dataclass(frozen=True)
class Entry:
    day: date
    source: Booked | Deposit | PaidOut
    postings: tuple[Posting, ...]


def asset_of(method, accounts):
    """Where money that came by `method` lies."""
    if method in HANDED_OVER:
        return accounts.cash
    return {Method.CARD: accounts.card, Method.ADJUSTMENT: accounts.adjustment}.get(method, accounts.bank)


def entry_of(source, accounts) -> Entry:
    """The entry of a line, a deposit or a payout; without postings when no money moved, as for a waiver."""
    parts = {Deposit: deposited, PaidOut: paid_out}.get(type(source), booked)(source, accounts)
    return Entry(source.day, source, tuple(Posting(account, cents) for account, cents in parts if cents))


def booked(line, accounts):
    income = accounts.donation if line.paid_for == PaidFor.DONATION else accounts.dues
    return [
        (asset_of(line.method, accounts), line.amount - line.fee),
        (accounts.fee, line.fee),
        (income, -line.amount),
    ]


def deposited(deposit, accounts):
    return [
        (accounts.bank, deposit.counted),
        (accounts.difference, deposit.expected - deposit.counted),
        (accounts.cash, -deposit.expected),
    ]


def paid_out(payout, accounts):
    return [(accounts.bank, payout.amount), (accounts.card, -payout.amount)]


def entries_of(sources, accounts):
    """The entries of `sources` in their order, without those that moved no money."""
    for source in sources:
        entry = entry_of(source, accounts)
        if entry.postings:
            yield entry
