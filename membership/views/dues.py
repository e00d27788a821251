"""The member's side of dues: what they paid, how to pay, asking not to pay."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from home.models import SiteFacts
from membership.forms.waiver import WaiverForm
from membership.models import DuesRate, DuesSettings
from membership.services.account import account_of
from membership.services.waivers import grant_waiver, may_ask, running_waiver
from membership.views.card import CardMixin, leads_to_stripe


@method_decorator(leads_to_stripe, name="dispatch")
class DuesView(CardMixin, TemplateView):
    """What the member paid and until when; how to pay. A post asks not to pay this year."""

    template_name = "membership/dues.html"

    def get_context_data(self, **kwargs):
        account, today, ways = account_of(self.person), timezone.localdate(), DuesSettings.load()
        waiver = running_waiver(self.person, today)
        return super().get_context_data(**kwargs) | {
            "account": account,
            "standing": account.standing,
            "rates": DuesRate.objects.filter(is_offered=True).prefetch_related("texts"),
            "ways": ways,
            "payee": ways.payable_to or settings.CENTER.name,
            "facts": SiteFacts.load(),
            "waiver": waiver,
            "waiver_form": kwargs.get("waiver_form", WaiverForm()),
            "may_ask_for_waiver": may_ask(account.standing, waiver, ways.waiver_months, today),
        }


class WaiverView(DuesView):
    """One tap, granted at once; the words are optional. Two taps are one."""

    http_method_names = ("post",)

    def post(self, request):
        form = WaiverForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(waiver_form=form))
        if grant_waiver(self.person, reason=form.cleaned_data["reason"]):
            messages.success(request, _("You pay no dues this year. You are a member with full rights."))
        return redirect("member_dues")
