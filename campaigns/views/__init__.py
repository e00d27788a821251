from campaigns.views.events import EventListView, EventView, event_calendar, events_calendar
from campaigns.views.member import MyEventsView, MyPetitionsView
from campaigns.views.rsvp import CancelRsvpView, RsvpCodeView, RsvpView, SeatView
from campaigns.views.sign import AppearView, SignCodeView, SignView, ThanksView, WithdrawView

__all__ = [
    "AppearView",
    "CancelRsvpView",
    "EventListView",
    "EventView",
    "MyEventsView",
    "MyPetitionsView",
    "RsvpCodeView",
    "RsvpView",
    "SeatView",
    "SignCodeView",
    "SignView",
    "ThanksView",
    "WithdrawView",
    "event_calendar",
    "events_calendar",
]
