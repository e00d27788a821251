"""What stands on a receipt: what a payment bought, and what a machine reads. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from membership.standing import GRACE_DAYS, History, reaches

YEAR = 12


@dataclass(frozen=True)
class Bought:
    """The months that a payment bought, the last day that was paid after it, and the cents that waited then."""

    months: int
    paid_through: date | None
    credit: int


def bought_by(number: int, history: History, grace_days: int = GRACE_DAYS) -> Bought | None:
    """What the line `number` bought when it counted; None when it was taken back or buys nothing."""
    lines = sorted(history.lines)
    waiting = 0
    for line, reached in zip(lines, reaches(lines, history.pauses, grace_days), strict=True):
        if line.number == number:
            spent = waiting + line.amount - reached.credit
            return Bought(spent // line.price * line.months if line.price else 0, reached.paid_through, reached.credit)
        waiting = reached.credit
    return None


def months_in_words(months: int) -> str:
    """ "1 month", "3 months", "1 year", in the language that is active."""
    if months and months % YEAR == 0:
        years = months // YEAR
        return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}
    return ngettext("%(number)d month", "%(number)d months", months) % {"number": months}


def words_for_machines(*, center: str, receipt: str, amount: str, bought: str) -> str:
    """What the square code on a receipt holds: no name, no reason, nothing that the paper beside it does not say."""
    return " · ".join(filter(None, [center, _("Receipt %(number)s") % {"number": receipt}, amount, bought]))
