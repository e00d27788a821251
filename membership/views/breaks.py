"""Pausing, leaving, coming back: members about themselves, and staff for a person who asked them to."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages as admin_messages

from membership.exceptions import PauseError
from membership.forms.breaks import PauseForm
from membership.services.breaks import come_back, end_pause, pause_membership, resign, running_pauses
from membership.services.standing import standing_of
from membership.views.member import MemberMixin
from membership.views.people import AboutPersonMixin

may_change = permission_required("membership.change_person", raise_exception=True)


def paused(person, form, *, recorded_by=None):
    """Whether `person` is paused now as `form` says; what is wrong stands in the form."""
    if form.is_valid():
        try:
            return pause_membership(person, ends_on=form.cleaned_data["ends_on"], recorded_by=recorded_by)
        except PauseError as error:
            form.add_error("ends_on", error.message)
    return None


def breaks_of(person, **kwargs):
    """What a page about breaks shows."""
    pause = running_pauses(person, timezone.localdate()).first()
    return {"standing": standing_of(person), "pause": pause, "form": kwargs.get("form", PauseForm())}


class BreakView(MemberMixin, TemplateView):
    """What can be done; a post pauses."""

    template_name = "membership/break.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | breaks_of(self.person, **kwargs)

    def post(self, request):
        form = PauseForm(request.POST)
        if not paused(self.person, form):
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Your membership is paused. You stay a member, and you can end the pause any day."))
        return redirect("member_break")


class EndPauseView(MemberMixin, View):
    def post(self, request):
        end_pause(self.person)
        return redirect("member_break")


class LeaveView(MemberMixin, TemplateView):
    """Says what happens first; the post leaves."""

    template_name = "membership/leave.html"

    def post(self, request):
        resign(self.person)
        return redirect("member_break")


class ComeBackView(MemberMixin, View):
    def post(self, request):
        come_back(self.person)
        return redirect("member_dues")


@method_decorator(may_change, name="dispatch")
class PersonBreakView(AboutPersonMixin, TemplateView):
    """What the member may do, done by staff: `what` says which."""

    template_name = "membership/admin/break.html"
    page_title = gettext_lazy("Pause or leave")
    verbs = {"end": end_pause, "leave": resign, "return": come_back}

    @cached_property
    def person(self):
        if super().person.joined_on is None:
            raise Http404
        return super().person

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | breaks_of(self.person, **kwargs)

    def post(self, request, **kwargs):
        verb = self.verbs.get(request.POST.get("what"))
        form = PauseForm(request.POST)
        if verb:
            verb(self.person)
        elif not paused(self.person, form, recorded_by=request.user):
            return self.render_to_response(self.get_context_data(form=form))
        admin_messages.success(request, _("Saved."))
        return redirect("people:inspect", self.person.pk)
