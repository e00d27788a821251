"""Months of the accounts: those that are closed, and closing the oldest open one."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from membership.forms.books import DaysForm
from membership.services.books import close_month, closed_months, first_open_day, next_month_to_close, still_open
from membership.views.books.base import BooksView, only
from membership.views.books.journal import usual_days


def month_name(month):
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


@only("view_payment")
class MonthsView(BooksView):
    template_name = "membership/admin/books/months.html"
    page_title = gettext_lazy("Months")

    def get_context_data(self, **kwargs):
        may_close = self.request.user.has_perm("membership.close_books")
        return super().get_context_data(**kwargs) | {
            "months": closed_months(),
            "next": next_month_to_close(timezone.localdate()),
            "may_close": may_close,
            "form": DaysForm(initial=usual_days()),
        }


@only("view_payment")
@only("close_books")
class CloseMonthView(BooksView):
    """Asks first. The month that was read there is the one that closes: a page that is out of date closes nothing."""

    template_name = "membership/admin/books/close_month.html"
    way = (("dues_months", gettext_lazy("Months")),)

    @cached_property
    def month(self):
        return next_month_to_close(timezone.localdate())

    def get_page_title(self):
        return _("Close a month")

    def get(self, request, *args, **kwargs):
        if self.month is None:
            messages.info(request, _("There is no month to close now."))
            return HttpResponseRedirect(reverse("dues_months"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        lines, total = still_open(self.month)
        return super().get_context_data(**kwargs) | {"month": self.month, "lines": lines, "total": total}

    def post(self, request):
        month = parsed_month(request.POST.get("month", ""))
        if month and month == self.month:
            close_month(month, closed_by=request.user)
            messages.success(request, _("{month} is closed.").format(month=month_name(month)))
        elif month and (opened := first_open_day()) and month < opened:
            messages.success(request, _("{month} is closed.").format(month=month_name(month)))
        else:
            messages.error(request, _("Nothing was closed. Look at the months again."))
        return HttpResponseRedirect(reverse("dues_months"))


def parsed_month(text):
    """The first of the month that `text` names; None for nonsense."""
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
