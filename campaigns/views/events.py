"""What is on: the list, one event, and both for calendars. Everybody."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from campaigns.calendars import calendar_of
from campaigns.forms import EventFilterForm, VisitorForm
from campaigns.models import Event, Rsvp
from campaigns.structured_data import event_data
from campaigns.tokens import own_token
from home.frame import frame_of
from home.paging import NearestPaginator
from home.structured_data import json_ld
from membership.access import member_of

PER_PAGE = 50
PAST_SHOWN = 3


def month_of(event):
    return event.day.replace(day=1)


def speaking(events, language):
    """Those of `events` at which `language` is spoken; all of them when it is empty."""
    return [event for event in events if not language or language in event.languages]


class EventListView(TemplateView):
    """All that is to come, by month, and what has just been."""

    template_name = "campaigns/event_list.html"

    @cached_property
    def now(self):
        return timezone.now()

    @cached_property
    def ahead(self):
        return list(Event.objects.published().ahead(self.now).with_seats().prefetch_related("texts"))

    def get_context_data(self, **kwargs):
        form = EventFilterForm(self.request.GET, towns=sorted({event.town for event in self.ahead if event.town}))
        town, language = form.chosen
        found = [event for event in speaking(self.ahead, language) if not town or event.town == town]
        page = NearestPaginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        past = Event.objects.published().just_past(self.now).prefetch_related("texts")
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "months": [(month, list(events)) for month, events in groupby(page.object_list, month_of)],
            "past": past[:PAST_SHOWN],
            "is_filtered": bool(town or language),
        }


class EventView(TemplateView):
    """One event, with the form to say that one comes: without a token for visitors, it may stand on a cached page."""

    template_name = "campaigns/event.html"

    @cached_property
    def event(self):
        events = Event.objects.published().with_seats().select_related("campaign").prefetch_related("texts")
        return get_object_or_404(events, slug=self.kwargs["slug"])

    @cached_property
    def seat(self):
        """The token of the seat that whoever is logged in has already; None without one."""
        member = member_of(self.request)
        rsvp = self.event.rsvps.coming().filter(person=member).first() if member else None
        return rsvp and own_token(rsvp)

    def get_context_data(self, **kwargs):
        words = self.event.words()
        if words is None:
            raise Http404
        region = frame_of(self.request).facts.state
        return super().get_context_data(**kwargs) | {
            "event": self.event,
            "words": words,
            "member": member_of(self.request),
            "is_logged_in": self.request.user.is_authenticated,
            "seat": self.seat,
            "form": VisitorForm(),
            "keeping": Rsvp.keeping,
            "structured": json_ld(event_data(self.event, words, region)),
        }


def calendar_response(events, language):
    response = HttpResponse(calendar_of(events, language), content_type="text/calendar; charset=utf-8")
    response["Content-Language"] = language
    response["Cache-Control"] = "public, max-age=900"
    return response


@require_safe
def events_calendar(request, language):
    """All events ahead, to subscribe to, in one of the center's languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    events = Event.objects.published().ahead(timezone.now()).prefetch_related("texts")
    return calendar_response([event for event in events if event.words(language)], language)


@require_safe
def event_calendar(request, slug):
    event = get_object_or_404(Event.objects.published().prefetch_related("texts"), slug=slug)
    if event.words() is None:
        raise Http404
    return calendar_response([event], get_language())
