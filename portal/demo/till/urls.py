from django.urls import path

from portal.demo.till.api import api
from portal.demo.till.counter import counter, do, payout, refund
from portal.demo.till.pages import confirm, pay, portal

urlpatterns = [
    path("", counter, name="till"),
    path("v1/<path:path>", api, name="till_api"),
    path("pay/<slug:pk>/", pay, name="till_pay"),
    path("pay/<slug:pk>/confirm/", confirm, name="till_confirm"),
    path("portal/<slug:pk>/", portal, name="till_portal"),
    path("do/<slug:act>/<slug:pk>/", do, name="till_do"),
    path("refund/<slug:pk>/", refund, name="till_refund"),
    path("payout/", payout, name="till_payout"),
]
