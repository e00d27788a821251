"""Who comes and who came, for the staff of campaigns: marked with one tap each."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from campaigns.enums import Need, RsvpState
from campaigns.exceptions import VisitorError
from campaigns.forms import WalkInForm
from campaigns.models import Event
from campaigns.services.attendance import mark_came, mark_walk_in, take_back_came
from campaigns.services.rsvps import give_address
from home.paging import NearestPaginator
from membership.models import Person

PER_PAGE = 100
may_see_guests = permission_required("campaigns.change_rsvp", raise_exception=True)


def summary_of(rsvps):
    """What the host prepares: seats, and how many asked for what, as pairs (label, number)."""
    asked = Counter(need for needs in rsvps.values_list("needs", flat=True) for need in needs)
    return [(need.label, asked[need.value]) for need in Need if asked[need.value]]


@method_decorator(may_see_guests, name="dispatch")
class GuestsView(View):
    """The list of one event. People who came without having said so stand at its end."""

    @cached_property
    def event(self):
        return get_object_or_404(Event.objects.with_seats().prefetch_related("texts"), pk=self.kwargs["pk"])

    @cached_property
    def came(self):
        return {attendance.person_id: attendance for attendance in self.event.attendances.select_related("person")}

    def get(self, request, pk):
        return self.page(WalkInForm())

    def page(self, walk_in):
        rsvps = self.event.rsvps.coming().select_related("person").prefetch_related("person__contacts")
        rsvps = rsvps.order_by("person__family_name", "person__given_name", "pk")
        page = NearestPaginator(rsvps, PER_PAGE).get_page(self.request.GET.get("page"))
        for rsvp in page.object_list:
            rsvp.event, rsvp.has_come = self.event, rsvp.person_id in self.came
        said = set(rsvps.values_list("person_id", flat=True))
        walked_in = [attendance.person for pk, attendance in self.came.items() if pk and pk not in said]
        context = {
            "event": self.event,
            "page": page,
            "walked_in": walked_in,
            "walk_in": walk_in,
            "needs": summary_of(rsvps),
            "came": len(self.came),
            "may_mark": self.event.day <= timezone.localdate(),
            "canceled": self.event.rsvps.filter(state=RsvpState.CANCELED).count(),
        }
        return render(self.request, "campaigns/admin/guests.html", context)


class GuestActionView(GuestsView):
    """Does one thing to one guest, and returns to the list."""

    http_method_names = ["post"]

    def post(self, request, pk, handle):
        person = get_object_or_404(self.people, handle=handle)
        try:
            self.act(person)
        except VisitorError as error:
            messages.error(request, error.message)
        return redirect("event_guests", pk=pk)

    @property
    def people(self):
        """Whoever said they come, or came; nobody else is touched from here."""
        return Person.objects.filter(Q(rsvps__event=self.event) | Q(attendances__event=self.event)).distinct()


class CameView(GuestActionView):
    def act(self, person):
        mark_came(self.event, person, marked_by=self.request.user)


class NotCameView(GuestActionView):
    def act(self, person):
        take_back_came(self.event, person)


class GiveAddressView(GuestActionView):
    @property
    def people(self):
        return Person.objects.filter(rsvps__event=self.event)

    def act(self, person):
        give_address(self.event.rsvps.get(person=person))


class WalkInView(GuestsView):
    http_method_names = ["post"]

    def post(self, request, pk):
        form = WalkInForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            mark_walk_in(self.event, **form.person, marked_by=request.user)
        except VisitorError as error:
            form.add_error(None, error.message)
            return self.page(form)
        messages.success(request, _("Added to the list of who came."))
        return redirect("event_guests", pk=pk)
