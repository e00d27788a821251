"""Dues that were taken elsewhere, in the editor."""

from django.urls import path

from membership.views.offline import OfflineView, SyncView, WorkerView
from membership.views.sheet import SheetView

sheet_urls = [
    path("cash/sheet/", SheetView.as_view(), name="cash_sheet"),
    path("cash/offline/", OfflineView.as_view(), name="cash_offline"),
    path("cash/worker.js", WorkerView.as_view(), name="cash_worker"),
    path("cash/sync/", SyncView.as_view(), name="cash_sync"),
]
