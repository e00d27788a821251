"""Saying that one comes: for visitors a name, a contact and a code; for members one tap. Then what would help."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import FormView, View

from campaigns.exceptions import VisitorError
from campaigns.forms import SeatForm, VisitorForm
from campaigns.models import Event
from campaigns.services.rsvps import cancel_rsvp, change_rsvp, confirm_rsvp, rsvp_as_member, start_rsvp
from campaigns.views.visitors import CodeStepView, FirstStepView, OwnStepMixin


class EventMixin:
    """One published event; everything else is not found."""

    first_step, code_step, own_step = "event_rsvp", "event_code", "event_seat"

    @cached_property
    def event(self):
        events = Event.objects.published().with_seats().prefetch_related("texts").exclude(texts=None)
        return get_object_or_404(events, slug=self.kwargs["slug"])

    @property
    def rows(self):
        return self.event.rsvps.select_related("person", "event")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"event": self.event, "words": self.event.words()}


class RsvpView(EventMixin, FirstStepView):
    template_name = "campaigns/rsvp.html"
    form_class = VisitorForm

    @property
    def is_open(self):
        return self.event.takes_rsvps and not self.event.is_full

    def start(self, form):
        return start_rsvp(self.event, name=form.name, contact=form.contact_pair, language=get_language())

    def start_as_member(self):
        return rsvp_as_member(self.event, self.member, language=get_language())


class RsvpCodeView(EventMixin, CodeStepView):
    template_name = "campaigns/rsvp_code.html"

    def confirm(self, code):
        return confirm_rsvp(self.row, code)


class SeatView(EventMixin, OwnStepMixin, FormView):
    """The guest: where and when, who comes along, what would help.

    What was asked for by somebody with a login is theirs only logged in: a number may have a new owner by now.
    """

    template_name = "campaigns/seat.html"
    form_class = SeatForm

    @property
    def may_change(self):
        return self.row.is_coming and self.event.takes_rsvps and not self.is_of_another_login

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"event": self.event}

    def get_initial(self):
        return {"guests": self.row.guests or "", "needs": self.row.needs, "about": self.row.about}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rsvp": self.row,
            "may_change": self.may_change,
            "saved": "saved" in self.request.GET,
        }

    def form_valid(self, form):
        if not self.may_change:
            return self.to("event_seat", self.token)
        try:
            change_rsvp(self.row, **form.reply)
        except VisitorError as error:
            form.add_error("guests", error.message)
            return self.form_invalid(form)
        return self.saved()

    def saved(self):
        response = self.to("event_seat", self.token)
        response["Location"] += "?saved"
        return response


class CancelRsvpView(EventMixin, OwnStepMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if self.event.takes_rsvps:
            cancel_rsvp(self.row)
        return self.to("event_seat", self.token)
