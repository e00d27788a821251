"""One administrator helps another who lost the second factor."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from membership.models import User
from membership.services.factors import factors_of, reset_second_factor


def administrators_only(view):
    """Wagtail would lead others back to its home: here they are refused."""

    def refuse_others(request, *args, **kwargs):
        if not request.user.is_superuser:
            return HttpResponseForbidden(render_to_string("errors/403.html", request=request))
        return view(request, *args, **kwargs)

    return refuse_others


@method_decorator([administrators_only, reauthentication_required(app="allauth.account")], name="dispatch")
class ResetFactorView(WagtailAdminTemplateMixin, TemplateView):
    """Administrators who just proved themselves again, never about their own login."""

    template_name = "membership/admin/reset_factor.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"

    @cached_property
    def user(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.user == request.user:
            messages.error(request, _("Nobody resets their own second factor. Ask another administrator."))
            return redirect("wagtailusers_users:edit", self.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.user)

    def get_breadcrumbs_items(self):
        users = {"url": reverse("wagtailusers_users:index"), "label": _("Users")}
        user = {"url": reverse("wagtailusers_users:edit", args=[self.user.pk]), "label": str(self.user)}
        return [*self.breadcrumbs_items, users, user, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        has_factor = factors_of(self.user).exists()
        return super().get_context_data(**kwargs) | {"login": self.user, "has_factor": has_factor}

    def post(self, request, *args, **kwargs):
        if reset_second_factor(self.user, by=request.user):
            messages.success(request, _("Reset. They log in with a code, and set a new one up then."))
        else:
            messages.warning(request, _("There is no second factor."))
        return redirect("wagtailusers_users:edit", self.user.pk)
