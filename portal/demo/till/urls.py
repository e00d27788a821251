from django.urls import path

from portal.demo.till.api import api

urlpatterns = [
    path("v1/<path:path>", api, name="till_api"),
]
