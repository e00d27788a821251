from membership.views.books.journal import JournalView
from membership.views.books.ledger import LedgerCsvView, LedgerView, LedgerXlsxView
from membership.views.books.months import CloseMonthView, MonthsView
from membership.views.books.overview import OverviewView
from membership.views.books.payment import PaymentView, ReverseView
from membership.views.books.voters import VotersView
from membership.views.books.waivers import WaiversView

__all__ = [
    "CloseMonthView",
    "JournalView",
    "LedgerCsvView",
    "LedgerView",
    "LedgerXlsxView",
    "MonthsView",
    "OverviewView",
    "PaymentView",
    "ReverseView",
    "VotersView",
    "WaiversView",
]
