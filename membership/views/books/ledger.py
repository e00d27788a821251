"""The ledger: a list with filters and sums, the same lines as a file."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View

from membership.forms.books import LedgerFilterForm
from membership.models import Payment
from membership.services.ledger_lists import CHUNK, known_sums_of, lines_of, newest_first, page_of, sums_of
from membership.sheets import csv_response, in_major_units, xlsx_response
from membership.views.books.base import BooksView, only

SHEET = 50_000  # lines of an XLSX, which is made in memory before its first byte is sent: some ten seconds


def filtered(form):
    """What the filters leave; nothing while one of them cannot be understood."""
    return lines_of(form.cleaned_data) if form.is_valid() else Payment.objects.none()


def address_with(parameters, **changes):
    """The query string of `parameters` with `changes`, None taking one out."""
    parameters = parameters.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    return f"?{parameters.urlencode()}" if parameters else "?"


@only("view_payment")
class LedgerView(BooksView):
    template_name = "membership/admin/books/ledger.html"
    page_title = gettext_lazy("Ledger")

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        form = LedgerFilterForm(asked)
        lines = filtered(form)
        rows, following = page_of(lines, asked.get("after", ""))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "rows": rows,
            "sums": known_sums_of(form.cleaned_data) if form.is_valid() else sums_of(lines),
            "is_filtered": any(asked.get(name) for name in form.fields),
            "older": following and address_with(asked, after=following),
            "newest": asked.get("after") and address_with(asked, after=None),
            "query": address_with(asked, after=None),
        }


HEADING = [
    gettext_lazy("Receipt"),
    gettext_lazy("Booked on"),
    gettext_lazy("Received on"),
    gettext_lazy("Person"),
    gettext_lazy("For"),
    gettext_lazy("How"),
    gettext_lazy("Amount"),
    gettext_lazy("Fee"),
    gettext_lazy("Net"),
    gettext_lazy("Currency"),
    gettext_lazy("Batch"),
    gettext_lazy("Number in the paper book"),
    gettext_lazy("Takes back"),
    gettext_lazy("Note"),
    gettext_lazy("Recorded by"),
]


def row_of(line):
    return [
        line.receipt,
        line.booked_on,
        line.received_on,
        line.person.current.name if line.person else "",
        line.get_paid_for_display(),
        line.get_method_display(),
        *(in_major_units(cents) for cents in (line.amount, line.fee, line.net)),
        line.currency,
        line.batch_id,
        line.paper_number,
        line.reverses.receipt if line.reverses else "",
        line.note,
        line.recorded_by or "",
    ]


def file_name(form):
    """ "ledger-2026-01-01-2026-03-31": the days that were asked for, or today."""
    days = [day for name in ("from", "to") if (day := form.cleaned_data[name])]
    return "-".join(["ledger", *(day.isoformat() for day in days or [timezone.localdate()])])


@only("view_payment")
class LedgerFileView(View):
    """The filtered lines as a file; filters that cannot be understood lead back to their sentences."""

    respond = None

    def get(self, request):
        form = LedgerFilterForm(request.GET)
        if not form.is_valid() or self.is_too_much(filtered(form)):
            return HttpResponseRedirect(f"{reverse('dues_ledger')}?{request.GET.urlencode()}")
        rows = (row_of(line) for line in newest_first(filtered(form)).iterator(chunk_size=CHUNK))
        return self.respond(file_name(form), [str(label) for label in HEADING], rows)

    def is_too_much(self, lines):
        """Whether the file cannot hold `lines`; then a sentence says what can."""
        return False


class LedgerCsvView(LedgerFileView):
    respond = staticmethod(csv_response)


class LedgerXlsxView(LedgerFileView):
    respond = staticmethod(xlsx_response)

    def is_too_much(self, lines):
        if not lines.order_by()[SHEET:].exists():
            return False
        words = gettext(
            "These are more than %(number)s lines: too many for Excel. Choose fewer days, or download the CSV."
        )
        messages.warning(self.request, words % {"number": f"{SHEET:,}"})
        return True
