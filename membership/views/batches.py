"""What lies where: each collector's open box, and for whoever keeps the accounts all of them until the bank."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from home.paging import NearestPaginator
from membership.access import batches_for
from membership.enums import BatchState
from membership.exceptions import BatchError
from membership.forms.table import CountForm, DepositForm
from membership.models import CashBatch
from membership.services.batches import confirm_batch, count_batch, deposit_batch, expected_in
from membership.views.cash import may_take_cash

PER_PAGE = 50
CHANGE = "membership.change_cashbatch"
may_change_batches = permission_required(CHANGE, raise_exception=True)


@method_decorator(may_take_cash, name="dispatch")
class BatchesView(View):
    """Staff see all, a collector what they have in hand."""

    def get(self, request):
        page = NearestPaginator(batches_for(request.user).order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
        shown = CashBatch.objects.filter(pk__in=page.object_list.values("pk")).select_related("opened_by")
        page.object_list = shown.annotate(payments=Count("lines"), holds=Sum("lines__amount", default=0)).order_by(
            "-pk"
        )
        return render(request, "membership/admin/batches.html", {"page": page})


@method_decorator(may_take_cash, name="dispatch")
class BatchView(View):
    @cached_property
    def batch(self):
        return get_object_or_404(batches_for(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, pk):
        return self.page()

    def page(self, **forms):
        batch = self.batch
        context = {
            "batch": batch,
            "expected": expected_in(batch) if batch.expected is None else batch.expected,
            "payments": batch.lines.count(),
            "may_count": batch.opened_by == self.request.user or self.request.user.has_perm(CHANGE),
            "may_confirm": batch.confirmed_by is None and batch.counted_by != self.request.user,
            "count": CountForm(expected=0),
            "deposit": DepositForm(),
        }
        return render(self.request, "membership/admin/batch.html", context | forms)

    def moved(self, sentence, move):
        """Does what `move` does and says so, or says why not."""
        try:
            move()
            messages.success(self.request, sentence)
        except BatchError as error:
            messages.error(self.request, error.message)
        return redirect("cash_batches")


class CountBatchView(BatchView):
    http_method_names = ["post"]

    @cached_property
    def batch(self):
        """A collector counts their own, and may tap twice: it is not open any more then."""
        batches = CashBatch.objects.select_related("opened_by", "counted_by", "confirmed_by")
        if not self.request.user.has_perm(CHANGE):
            batches = batches.filter(opened_by=self.request.user)
        return get_object_or_404(batches, pk=self.kwargs["pk"])

    def post(self, request, pk):
        form = CountForm(request.POST, expected=expected_in(self.batch))
        if self.batch.state == BatchState.OPEN and not form.is_valid():
            return self.page(count=form)
        return self.moved(_("Counted. The next payment opens a new batch."), lambda: self.count(form))

    def count(self, form):
        if not form.is_valid():
            raise BatchError
        data = form.cleaned_data
        count_batch(self.batch, counted=data["counted"], counted_by=self.request.user, note=data["note"])


@method_decorator(may_change_batches, name="dispatch")
class ConfirmBatchView(BatchView):
    http_method_names = ["post"]

    def post(self, request, pk):
        return self.moved(_("Confirmed."), lambda: confirm_batch(self.batch, confirmed_by=request.user))


@method_decorator(may_change_batches, name="dispatch")
class DepositBatchView(BatchView):
    http_method_names = ["post"]

    def post(self, request, pk):
        form = DepositForm(request.POST)
        if not form.is_valid():
            return self.page(deposit=form)
        data = form.cleaned_data | {"deposited_by": request.user}
        return self.moved(_("Written down: the money is at the bank."), lambda: deposit_batch(self.batch, **data))
