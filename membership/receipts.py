"""What stands on a receipt and on the statement of a year, in the active language: words and figures, no drawing.

Neither says why somebody did not pay, and only a donation is ever called deductible.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from membership.enums import Method, PaidFor
from membership.ledger_words import how, on_day, what_for
from membership.money import format_cents


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the center and where it is."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """`facts` are pairs of a label and a value; `code` is what a scanner reads."""

    title: str
    amount: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Section:
    """Lines of one kind: day, what for, how, receipt, amount; and their sum, empty where nothing is summed."""

    title: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    total: str


@dataclass(frozen=True)
class Statement:
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    total: str


def letterhead_of(facts):
    """The center's name and address, from the facts of the site."""
    lines = [*facts.address.splitlines(), facts.phone, facts.email]
    return Letterhead(settings.CENTER.name, tuple(line for line in lines if line))


def receipt_of(entry, *, name, ways):
    """The receipt of one line; `ways` are the center's settings of dues."""
    payment = entry.payment
    return Receipt(
        title=_("Receipt {number}").format(number=payment.receipt),
        amount=format_cents(payment.amount),
        facts=tuple(pair for pair in facts_of(entry, name) if pair[1]),
        notes=tuple(notes_of(entry, ways)),
        code=code_of(entry),
    )


def facts_of(entry, name):
    payment = entry.payment
    yield pgettext("receipt", "From"), name
    yield pgettext("receipt", "For"), what_for(entry)
    yield pgettext("receipt", "How"), how(payment)
    yield _("Received on"), on_day(payment.received_on)
    yield _("Number in the paper book"), payment.paper_number


def notes_of(entry, ways):
    """What else is to be said: what was taken back, and whether a donation can be deducted."""
    payment = entry.payment
    for back in payment.reversals.all():
        words = {"amount": format_cents(abs(back.amount)), "number": back.receipt, "date": on_day(back.received_on)}
        yield _("{amount} of it was taken back on {date}, by receipt {number}.").format(**words)
    if payment.reverses_id:
        return
    if payment.paid_for == PaidFor.DONATION and ways.says_deductible:
        yield _("Employer identification number (EIN): {number}").format(number=ways.tax_number)
        yield _("You received nothing in return. Your donation is tax-deductible as far as the law allows.")


def code_of(entry):
    """Number, amount and days (ISO 8601), for a scanner."""
    parts = [settings.CENTER.short_name, entry.payment.receipt, format_cents(entry.payment.amount)]
    if entry.span:
        parts.append(f"{entry.span.first}/{entry.span.last}")
    return " ".join(parts)


def statement_of(account, year, *, person):
    """All lines of `account` that were received in `year`, by what they were for, with all that was taken back."""
    entries = [entry for entry in reversed(account.entries) if entry.payment.received_on.year == year]
    kinds = {kind: [entry for entry in entries if kind_of(entry.payment) == kind] for kind in KINDS}
    paid = [entry.payment.amount for kind in MONEY for entry in kinds[kind]]
    return Statement(
        title=_("Your payments in {year}").format(year=year),
        facts=((pgettext("receipt", "From"), person.name), (_("Your code"), person.reference)),
        sections=tuple(section(kind, kinds[kind]) for kind in KINDS if kinds[kind]),
        total=format_cents(sum(paid)),
    )


MONEY = (PaidFor.DUES, PaidFor.DONATION)
KINDS = (*MONEY, Method.ADJUSTMENT)


def kind_of(payment):
    """What brings money stands apart from what only corrects."""
    return Method.ADJUSTMENT if payment.method == Method.ADJUSTMENT else payment.paid_for


def section(kind, entries):
    titles = {PaidFor.DUES: _("Dues"), PaidFor.DONATION: _("Donations"), Method.ADJUSTMENT: _("Corrections")}
    rows = tuple(
        (
            on_day(entry.payment.received_on),
            what_for(entry),
            how(entry.payment),
            entry.payment.receipt,
            format_cents(entry.payment.amount),
        )
        for entry in entries
    )
    total = format_cents(sum(entry.payment.amount for entry in entries)) if kind in MONEY else ""
    return Section(titles[kind], rows, total)
