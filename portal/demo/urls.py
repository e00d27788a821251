from django.urls import include, path

from portal.demo import views

urlpatterns = [
    path("", views.tour, name="demo"),
    path("as/<slug:role>/", views.become, name="demo_become"),
    path("outbox/", views.outbox, name="demo_outbox"),
    path("till/", include("portal.demo.till.urls")),
]
