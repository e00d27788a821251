"""Dues by card: choose, go to the pay page, come back; change the card or the amount, stop."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.generic import FormView, TemplateView, View

from membership.billing import gateway
from membership.billing.checkout import Ways, start_checkout
from membership.billing.managing import change_amount, live_subscription, portal_address, stop
from membership.billing.settling import settle
from membership.enums import CheckoutState, Period
from membership.exceptions import BillingError, CardError, GatewayError
from membership.forms.card import AmountForm, CardForm
from membership.models import DuesRate
from membership.views.member import MemberMixin

# Browsers follow a form's redirect only to whom the page names.
PAY_PAGES = ["https://checkout.stripe.com", "https://billing.stripe.com"]
leads_to_stripe = csp_override(settings.SECURE_CSP | {"form-action": [CSP.SELF, *PAY_PAGES]})
SESSION = "{CHECKOUT_SESSION_ID}"


def to_pay_page(address):
    """303: the pay page is looked at, not posted to."""
    response = redirect(address)
    response.status_code = 303
    return response


def ways_back(request, done, back):
    """Absolute addresses; Stripe fills in the session."""
    return Ways(
        f"{request.build_absolute_uri(reverse(done))}?session_id={SESSION}", request.build_absolute_uri(reverse(back))
    )


class CardMixin(MemberMixin):
    """Only members, about themselves; without a key the page says that cards are not taken."""

    def get_context_data(self, **kwargs):
        subscription = live_subscription(self.person)
        more = {"subscription": subscription, "takes_cards": gateway.is_configured()}
        return super().get_context_data(**kwargs) | more


@method_decorator(leads_to_stripe, name="dispatch")
class CardView(CardMixin, FormView):
    template_name = "membership/pay_by_card.html"
    form_class = CardForm

    @cached_property
    def rates(self):
        return list(DuesRate.objects.filter(is_offered=True).prefetch_related("texts").order_by("pk"))

    @cached_property
    def last(self):
        return self.person.payments.paid_dues().first()

    @cached_property
    def rate(self):
        """That of the period in the address, else the one paid last, else the first. Raises Http404 without any."""
        if not self.rates:
            raise Http404
        wanted = self.request.POST.get("period") or self.request.GET.get("period")
        by_period = {rate.period: rate for rate in self.rates}
        by_months = {rate.months: rate for rate in self.rates}
        return by_period.get(wanted) or by_months.get(self.last and self.last.months) or self.rates[0]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rate": self.rate}

    def get_initial(self):
        same = self.last if self.last and self.last.months == self.rate.months else None
        return {"again": "no"} | ({"amount": str(same.price)} if same and same.price in self.rate.suggested else {})

    def get_context_data(self, **kwargs):
        more = {"rates": self.rates, "rate": self.rate, "periods": Period}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form):
        try:
            ways = ways_back(self.request, "member_card_done", "member_card_pay")
            return to_pay_page(start_checkout(self.person, form.choice, ways=ways))
        except (CardError, GatewayError, BillingError) as error:
            form.add_error(None, getattr(error, "message", GatewayError.message))
            return self.form_invalid(form)


class CardDoneView(MemberMixin, TemplateView):
    """Back from the pay page. What was paid is written here and by the webhook, whoever comes first."""

    template_name = "membership/card_done.html"

    @cached_property
    def checkout(self):
        wanted = self.request.GET.get("session_id", "").replace("\0", "")[:255]
        return get_object_or_404(self.person.checkouts, session_id=wanted)

    def get_context_data(self, **kwargs):
        settle_quietly(self.checkout)
        self.checkout.refresh_from_db()
        is_paid = self.checkout.state == CheckoutState.PAID
        return super().get_context_data(**kwargs) | {"checkout": self.checkout, "is_paid": is_paid}


def settle_quietly(checkout):
    """The webhook will bring what cannot be asked for now, and the treasurer sees what we cannot place."""
    try:
        settle("checkout.session", checkout.session_id)
    except (GatewayError, BillingError):
        return


class ManageView(CardMixin, View):
    """A tap about the card that pays. What Stripe has forgotten is forgotten here too, with a sentence."""

    def post(self, request):
        try:
            return self.act()
        except (GatewayError, CardError, BillingError) as error:
            messages.error(request, getattr(error, "message", GatewayError.message))
        return redirect("member_dues")


@method_decorator(leads_to_stripe, name="dispatch")
class PortalView(ManageView):
    def act(self):
        back = self.request.build_absolute_uri(reverse("member_dues"))
        address = portal_address(self.person, return_url=back, language=get_language())
        return to_pay_page(address) if address else redirect("member_card_pay")


class StopView(ManageView):
    def act(self):
        if stop(self.person):
            messages.success(self.request, _("Your card pays no more. What you paid for stays yours."))
        return redirect("member_dues")


class ChangeAmountView(CardMixin, FormView):
    """Another amount from the next period on; nothing is charged or paid back now."""

    template_name = "membership/card_amount.html"
    form_class = AmountForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.person and live_subscription(self.person) is None:
            return redirect("member_card_pay")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rate(self):
        months = live_subscription(self.person).months
        return next((rate for rate in DuesRate.objects.filter(is_offered=True) if rate.months == months), DuesRate())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"suggested": self.rate.suggested, "least": self.rate.minimum}

    def form_valid(self, form):
        try:
            change_amount(self.person, form.cleaned_data["cents"])
        except (GatewayError, CardError, BillingError) as error:
            form.add_error(None, getattr(error, "message", GatewayError.message))
            return self.form_invalid(form)
        messages.success(self.request, _("Your card pays the new amount from the next time on."))
        return redirect("member_dues")
