"""Members erase themselves; nobody's help is needed."""

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from membership.models import Payment
from membership.services.erasing import erase_person
from membership.services.logins import works_here
from membership.views.member import MemberMixin


class EraseView(MemberMixin, TemplateView):
    """The member, about themselves. Looking changes nothing; staff are told to ask a colleague."""

    template_name = "membership/erase.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "works_here": works_here(self.request.user),
            "kept": Payment.keeping if self.person.payments.exists() else None,
        }

    def post(self, request):
        if works_here(request.user):
            return self.get(request)
        erase_person(self.person, by=request.user)
        logout(request)
        return redirect("member_goodbye")


@method_decorator(never_cache, name="dispatch")
class GoodbyeView(TemplateView):
    """Anybody: it names nobody."""

    template_name = "membership/goodbye.html"
