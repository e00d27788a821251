"""Staff take cash: find the person, write the amount, done. For the treasurer."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import View

from membership.exceptions import DuesError
from membership.forms.dues import CashForm
from membership.models import Payment, Person
from membership.services.ledger import record_payment
from membership.services.standing import standing_of

FOUND = 20
may_take_cash = permission_required("membership.add_payment", raise_exception=True)


def find_people(words):
    """The first of the people who match all `words`."""
    people = Person.objects.known().matching(words).by_family_name()
    return people.prefetch_related("contacts")[:FOUND] if words else people.none()


@method_decorator(may_take_cash, name="dispatch")
class FindPersonView(View):
    def get(self, request):
        words = request.GET.get("q", "").replace("\0", "")[:100].strip()
        return render(request, "membership/admin/find_person.html", {"words": words, "people": find_people(words)})


@method_decorator(may_take_cash, name="dispatch")
class TakeCashView(View):
    template_name = "membership/admin/take_cash.html"

    @cached_property
    def person(self):
        people = Person.objects.filter(erased_at=None).select_related("merged_into")
        return get_object_or_404(people, handle=self.kwargs["handle"]).current

    def page(self, form):
        context = {"person": self.person, "form": form, "standing": standing_of(self.person)}
        return render(self.request, self.template_name, context)

    def get(self, request, handle):
        return self.page(CashForm())

    def post(self, request, handle):
        form = CashForm(request.POST)
        if form.is_valid():
            try:
                payment = record_payment(self.person, taken=form.taken, recorded_by=request.user)
                return redirect("cash_receipt", key=payment.key)
            except DuesError as error:
                form.add_error("amount", error.message)
        return self.page(form)


@method_decorator(may_take_cash, name="dispatch")
class ReceiptView(View):
    def get(self, request, key):
        payment = get_object_or_404(Payment.objects.select_related("person"), key=key)
        context = {"payment": payment, "standing": standing_of(payment.person)}
        return render(request, "membership/admin/receipt.html", context)
