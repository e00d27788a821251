"""The overview of the accounts: figures, drawings, what waits for somebody."""

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.formatting import day_in_words
from membership.charts import Series, lines, stacked
from membership.enums import Method
from membership.money import format_cents
from membership.services.overview import BATCHES, batches_on_the_way, overview
from membership.standing import State
from membership.views.books.base import BooksView, only

STATE_THREADS = {
    State.GOOD: "teal",
    State.GRACE: "gold",
    State.PAUSED: "indigo",
    State.LAPSED: "brick",
    State.APPLIED: "plum",
}
METHOD_THREADS = {
    Method.CASH: "brick",
    Method.CHECK: "gold",
    Method.MONEY_ORDER: "rose",
    Method.ZELLE: "plum",
    Method.CARD: "indigo",
    Method.BANK_DEBIT: "teal",
    Method.ADJUSTMENT: "sky",
}
DOLLAR = 100  # cents: the smallest step of a scale


def month_name(month):
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def standing_chart(figures):
    labels = [day_in_words(day, "DATE_FORMAT") for day in figures.days]
    series = [
        Series(capfirst(str(State(state).label)), STATE_THREADS[state], counts)
        for state, counts in figures.standing.items()
    ]
    return lines(labels, series)


def dues_chart(figures):
    series = [
        Series(capfirst(str(Method(method).label)), METHOD_THREADS[method], cents)
        for method, cents in figures.dues.items()
    ]
    return stacked([month_name(month) for month in figures.months], series, say=format_cents, unit=DOLLAR)


def donations_chart(figures):
    series = [Series(_("Donations"), "gold", figures.donations)]
    return stacked([month_name(month) for month in figures.months], series, say=format_cents, unit=DOLLAR)


def short_names(days):
    """ "Dec" for under the drawing."""
    return [formats.date_format(day, "M") for day in days]


@only("view_payment")
class OverviewView(BooksView):
    template_name = "membership/admin/books/overview.html"
    page_title = gettext_lazy("Dues")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        figures, batches = overview(), list(batches_on_the_way())
        return super().get_context_data(**kwargs) | {
            "figures": figures,
            "now": [(State(state).label, counts[-1]) for state, counts in figures.standing.items()],
            "standing": standing_chart(figures),
            "dues": dues_chart(figures),
            "donations": donations_chart(figures),
            "days": [*short_names(figures.days[:-1]), _("Today")],
            "months": short_names(figures.months),
            "waivers": [
                (month_name(month), count) for month, count in zip(figures.months, figures.waivers, strict=True)
            ],
            "batches": batches[:BATCHES],
            "more_batches": len(batches) > BATCHES,
        }
