"""The parts of the member area that campaigns bring: only for members, each about their own person."""

from django.urls import path

from campaigns import views

urlpatterns = [
    path("events/", views.MyEventsView.as_view(), name="member_events"),
    path("petitions/", views.MyPetitionsView.as_view(), name="member_petitions"),
]
