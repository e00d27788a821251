"""Events, at the same address in every language. Everybody may come; what is whose stands in signed tokens."""

from django.urls import path

from campaigns import views

urlpatterns = [
    path("", views.EventListView.as_view(), name="events"),
    path("<slug:slug>/", views.EventView.as_view(), name="event"),
    path("<slug:slug>/calendar.ics", views.event_calendar, name="event_calendar"),
    path("<slug:slug>/rsvp/", views.RsvpView.as_view(), name="event_rsvp"),
    path("<slug:slug>/rsvp/code/<str:token>/", views.RsvpCodeView.as_view(), name="event_code"),
    path("<slug:slug>/rsvp/seat/<str:token>/", views.SeatView.as_view(), name="event_seat"),
    path("<slug:slug>/rsvp/cancel/<str:token>/", views.CancelRsvpView.as_view(), name="event_cancel"),
]
