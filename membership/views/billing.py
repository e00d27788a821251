"""For the treasurer: what the card company told us and we could not place, whom to call, what arrived at the bank."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from membership.billing.payouts import differences
from membership.billing.settling import process
from membership.enums import LIVE, NEEDS_A_CARD, EventState
from membership.exceptions import GatewayError
from membership.models import Payout, StripeEvent, Subscription

SHOWN = 50
for_the_treasurer = permission_required("membership.view_payment", raise_exception=True)


@method_decorator(for_the_treasurer, name="dispatch")
class CardsView(TemplateView):
    template_name = "membership/admin/cards.html"

    def get_context_data(self, **kwargs):
        payouts = list(Payout.objects.all()[:SHOWN])
        found = differences(payouts)
        subscriptions = Subscription.objects.select_related("person").prefetch_related("person__contacts")
        return super().get_context_data(**kwargs) | {
            "events": StripeEvent.objects.filter(state=EventState.FAILED)[:SHOWN],
            "to_call": subscriptions.filter(status__in=NEEDS_A_CARD, person__isnull=False).order_by("pk")[:SHOWN],
            "paying": Subscription.objects.filter(status__in=LIVE).count(),
            "payouts": [(payout, found[payout.pk]) for payout in payouts],
        }


@method_decorator(
    permission_required(["membership.view_payment", "membership.add_payment"], raise_exception=True), name="dispatch"
)
class ReplayView(View):
    """Tries an event again: after something was mended here or at Stripe. What is done already is not done twice."""

    def post(self, request, pk):
        event = get_object_or_404(StripeEvent, pk=pk)
        try:
            event = process(event)
        except GatewayError as error:
            messages.error(request, error.message)
            return redirect("cards")
        if event.state == EventState.FAILED:
            messages.warning(request, event.get_trouble_display())
        else:
            messages.success(request, _("Done."))
        return redirect("cards")
