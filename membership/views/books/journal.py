"""The journal for the bookkeeper: double entry, no names."""

from datetime import timedelta

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from membership.enums import Method, PaidFor
from membership.forms.books import DaysForm
from membership.journal import Deposit, PaidOut, entries_of
from membership.services.ledger_lists import accounts, journal_sources
from membership.sheets import csv_response, in_major_units
from membership.views.books.base import only

HEADING = [
    gettext_lazy("Date"),
    gettext_lazy("Reference"),
    gettext_lazy("Text"),
    gettext_lazy("Account"),
    gettext_lazy("Debit"),
    gettext_lazy("Credit"),
]


def usual_days():
    """The month before this one."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    return {"from": last.replace(day=1), "to": last}


def reference(source):
    if isinstance(source, PaidOut):
        return source.number
    return _("Batch {number}").format(number=source.batch) if isinstance(source, Deposit) else source.receipt


def text_of(source):
    if isinstance(source, Deposit):
        return _("Deposit")
    if isinstance(source, PaidOut):
        return _("Payout of the card company")
    words = {"kind": PaidFor(source.paid_for).label, "method": Method(source.method).label}
    return (_("{kind}, {method}") if source.amount >= 0 else _("{kind}, {method}, taken back")).format(**words)


def rows_of(entries):
    for entry in entries:
        for posting in entry.postings:
            sides = [in_major_units(cents) if cents else "" for cents in (posting.debit, posting.credit)]
            yield [entry.day, reference(entry.source), text_of(entry.source), posting.account, *sides]


@only("view_payment")
class JournalView(View):
    """From `from` through `to`; either left out is that of the last month."""

    def get(self, request):
        form = DaysForm(request.GET)
        if not form.is_valid():
            messages.error(request, _("Choose two days, the first one before the last one."))
            return HttpResponseRedirect(reverse("dues_months"))
        days = usual_days() | {name: day for name, day in form.cleaned_data.items() if day}
        entries = entries_of(journal_sources(days["from"], days["to"]), accounts())
        name = f"journal-{days['from']}-{days['to']}"
        return csv_response(name, [str(label) for label in HEADING], rows_of(entries))
