"""A gift by card, by anybody. Nobody has to say who they are."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from membership.access import member_of
from membership.billing import gateway
from membership.billing.checkout import start_checkout
from membership.enums import CheckoutFor, CheckoutState
from membership.exceptions import BillingError, CardError, GatewayError
from membership.forms.card import DonationForm
from membership.limits import allow_card_payment
from membership.models import Checkout
from membership.services.people import person_at
from membership.views.card import leads_to_stripe, settle_quietly, to_pay_page, ways_back
from membership.words import TOO_MANY_TRIES


@method_decorator([never_cache, leads_to_stripe], name="dispatch")
class DonateView(FormView):
    template_name = "membership/donate.html"
    form_class = DonationForm
    success_url = reverse_lazy("donated")

    def get_context_data(self, **kwargs):
        member, takes_cards = member_of(self.request), gateway.is_configured()
        return super().get_context_data(**kwargs) | {"member": member, "takes_cards": takes_cards}

    def form_valid(self, form):
        if not allow_card_payment(self.request):
            form.add_error(None, TOO_MANY_TRIES)
            return self.form_invalid(form)
        try:
            ways = ways_back(self.request, "donated", "donate")
            return to_pay_page(start_checkout(self.giver(form.cleaned_data), form.choice, ways=ways))
        except (CardError, GatewayError, BillingError) as error:
            form.add_error(None, getattr(error, "message", GatewayError.message))
            return self.form_invalid(form)

    def giver(self, data):
        """The member, or whoever wants a receipt; None for a gift without a name."""
        if member := member_of(self.request):
            return member
        if not data["email"]:
            return None
        return person_at(("email", data["email"]), (data["name"], ""), language=get_language())


@method_decorator(never_cache, name="dispatch")
class DonatedView(TemplateView):
    """Whoever holds the session's random id; it says nothing but thank you and how much."""

    template_name = "membership/donated.html"

    @cached_property
    def checkout(self):
        wanted = self.request.GET.get("session_id", "").replace("\0", "")[:255]
        return get_object_or_404(Checkout, session_id=wanted, purpose=CheckoutFor.DONATION)

    def get(self, request, *args, **kwargs):
        if "session_id" not in request.GET:
            return redirect("donate")
        settle_quietly(self.checkout)
        self.checkout.refresh_from_db()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        is_paid = self.checkout.state == CheckoutState.PAID
        return super().get_context_data(**kwargs) | {"checkout": self.checkout, "is_paid": is_paid}
