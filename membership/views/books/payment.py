"""One line of the ledger: everything about it, and taking it back."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from membership.exceptions import ReversalError
from membership.forms.books import ReverseForm
from membership.models import Payment, WaiverReason
from membership.services.ledger import left_of, reverse_payment
from membership.views.books.base import BooksView, only

ABOUT = ("person__merged_into", "recorded_by", "reverses", "batch")


def receipt_address(payment):
    """Where the receipt is shown again; empty when there is no such page for it."""
    try:
        return reverse("cash_receipt", args=[payment.key]) if payment.person else ""
    except NoReverseMatch:
        return ""


@only("view_payment")
class PaymentView(BooksView):
    template_name = "membership/admin/books/payment.html"
    way = (("dues_ledger", gettext_lazy("Ledger")),)
    form = None

    @cached_property
    def payment(self):
        return get_object_or_404(Payment.objects.select_related(*ABOUT), pk=self.kwargs["pk"])

    @cached_property
    def left(self):
        return left_of(self.payment)

    @property
    def may_be_taken_back(self):
        """Something is left, or it is a waiver that still counts; and it takes back nothing itself."""
        is_free = not self.payment.amount and not self.payment.reversals.exists()
        return self.payment.reverses_id is None and bool(self.left or is_free)

    def get_page_title(self):
        return _("Receipt {number}").format(number=self.payment.receipt)

    def get_context_data(self, **kwargs):
        may = self.may_be_taken_back and self.request.user.has_perm("membership.reverse_payment")
        return super().get_context_data(**kwargs) | {
            "payment": self.payment,
            "person": self.payment.person and self.payment.person.current,
            "reversals": self.payment.reversals.select_related("recorded_by").order_by("pk"),
            "left": self.left,
            "reason": WaiverReason.objects.filter(payment=self.payment).first(),
            "receipt_url": receipt_address(self.payment),
            "form": (self.form or ReverseForm(left=self.left)) if may else None,
        }


@only("reverse_payment")
class ReverseView(PaymentView):
    """Takes back all or a part; whoever may is told on the page of the payment how it went."""

    http_method_names = ["post", "options"]

    def post(self, request, pk):
        self.form = ReverseForm(request.POST, left=self.left)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            self.take_back(**self.form.cleaned_data)
        except ReversalError as error:
            messages.error(request, error.message)
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Taken back. It is a line of its own in the ledger."))
        return HttpResponseRedirect(reverse("dues_payment", args=[pk]))

    def take_back(self, *, key, note, amount=None):
        reverse_payment(
            self.payment, key=f"back:{self.payment.pk}:{key}", recorded_by=self.request.user, amount=amount, note=note
        )
