"""The accounts, below /admin/dues/."""

from django.urls import path

from membership.views import books

urlpatterns = [
    path("", books.OverviewView.as_view(), name="dues_overview"),
    path("ledger/", books.LedgerView.as_view(), name="dues_ledger"),
    path("ledger.csv", books.LedgerCsvView.as_view(), name="dues_ledger_csv"),
    path("ledger.xlsx", books.LedgerXlsxView.as_view(), name="dues_ledger_xlsx"),
    path("payment/<int:pk>/", books.PaymentView.as_view(), name="dues_payment"),
    path("payment/<int:pk>/reverse/", books.ReverseView.as_view(), name="dues_reverse"),
    path("months/", books.MonthsView.as_view(), name="dues_months"),
    path("months/close/", books.CloseMonthView.as_view(), name="dues_close_month"),
    path("journal.csv", books.JournalView.as_view(), name="dues_journal"),
    path("voters/", books.VotersView.as_view(), name="dues_voters"),
    path("waivers/", books.WaiversView.as_view(), name="dues_waivers"),
]
