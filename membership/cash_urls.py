"""At the table, in the editor: everything below cash/."""

from django.urls import path

from membership.views.batches import BatchesView, BatchView, ConfirmBatchView, CountBatchView, DepositBatchView
from membership.views.cash import FindPersonView, NewPayerView, TakeCashView
from membership.views.receipts import ReceiptView, SendReceiptView

cash_urls = [
    path("cash/", FindPersonView.as_view(), name="cash_find"),
    path("cash/new/", NewPayerView.as_view(), name="cash_new"),
    path("cash/receipt/<str:key>/", ReceiptView.as_view(), name="cash_receipt"),
    path("cash/receipt/<str:key>/send/", SendReceiptView.as_view(), name="cash_receipt_send"),
    path("cash/batches/", BatchesView.as_view(), name="cash_batches"),
    path("cash/batches/<int:pk>/", BatchView.as_view(), name="cash_batch"),
    path("cash/batches/<int:pk>/count/", CountBatchView.as_view(), name="cash_batch_count"),
    path("cash/batches/<int:pk>/confirm/", ConfirmBatchView.as_view(), name="cash_batch_confirm"),
    path("cash/batches/<int:pk>/deposit/", DepositBatchView.as_view(), name="cash_batch_deposit"),
    path("cash/<uuid:handle>/", TakeCashView.as_view(), name="cash_take"),
]
