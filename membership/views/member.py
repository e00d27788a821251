"""The member area. Whoever is logged in acts for the first of their persons; without one they say their name first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, UpdateView, View

from membership.access import member_of
from membership.forms.join import NameForm, ProfileForm
from membership.keeping import declared_to_readers
from membership.services.joining import join
from membership.services.people import update_profile
from membership.services.portability import everything_about
from membership.services.standing import standing_of
from membership.services.waivers import running_waiver


@method_decorator([never_cache, login_required], name="dispatch")
class MemberMixin:
    """Only for who is logged in, and only about their own person."""

    @cached_property
    def person(self):
        return member_of(self.request)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.person is None:
            return redirect("member_name")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.person}


class DashboardView(MemberMixin, TemplateView):
    template_name = "membership/dashboard.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "standing": standing_of(self.person),
            "waiver": running_waiver(self.person, timezone.localdate()),
            "programs_url": reverse("wagtail_serve", args=[""]),
        }


@method_decorator([never_cache, login_required], name="dispatch")
class NameView(FormView):
    """Whoever is logged in and has no name with us yet, as after a signature or when staff made the login."""

    template_name = "membership/name.html"
    form_class = NameForm
    success_url = reverse_lazy("member_welcome")

    def form_valid(self, form):
        join(self.request.user, **form.cleaned_data, language=get_language())
        return super().form_valid(form)


class ProfileView(MemberMixin, UpdateView):
    template_name = "membership/profile.html"
    form_class = ProfileForm
    success_url = reverse_lazy("member_profile")

    def get_object(self, queryset=None):
        return self.person

    def get_initial(self):
        return {"news": self.person.consents.in_force().exists()}

    def form_valid(self, form):
        update_profile(form.save(commit=False), news=form.cleaned_data["news"], wording=form.fields["news"].label)
        messages.success(self.request, _("Saved."))
        return redirect(self.success_url)


class WelcomeView(ProfileView):
    """The rest of joining: all of it optional, nothing ticked."""

    template_name = "membership/welcome.html"
    success_url = reverse_lazy("member_home")


class PrivacyView(MemberMixin, TemplateView):
    """What we keep, why and until when: made from the declarations that the daily deletion uses."""

    template_name = "membership/privacy.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"kept": declared_to_readers()}


class DownloadView(MemberMixin, View):
    """Everything we hold about the person, as a file."""

    def get(self, request):
        response = JsonResponse(everything_about(self.person), json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return response
