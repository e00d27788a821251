"""Staff take dues by hand: find or add the person, tap what they pay, done."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import View

from membership.exceptions import DuesError, PaperNumberError
from membership.forms.dues import CashForm
from membership.forms.table import NewPayerForm, initial_of
from membership.models import Person
from membership.services.ledger import record_payment
from membership.services.people import person_of_form
from membership.services.prices import agreed_prices
from membership.services.standing import standing_of

FOUND = 20
LONGEST = 100  # letters that are searched for
may_take_cash = permission_required("membership.add_payment", raise_exception=True)


def words_of(request):
    return request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()


def find_people(words):
    """The first of the people who match all `words`."""
    people = Person.objects.known().matching(words).by_family_name()
    return people.prefetch_related("contacts")[:FOUND] if words else people.none()


@method_decorator(may_take_cash, name="dispatch")
class FindPersonView(View):
    def get(self, request):
        words = words_of(request)
        return render(request, "membership/admin/find_person.html", {"words": words, "people": find_people(words)})


@method_decorator(may_take_cash, name="dispatch")
class NewPayerView(View):
    """Somebody we do not know yet: then straight to the payment."""

    def page(self, form):
        return render(self.request, "membership/admin/new_payer.html", {"form": form})

    def get(self, request):
        return self.page(NewPayerForm(initial=initial_of(words_of(request))))

    def post(self, request):
        form = NewPayerForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        return redirect("cash_take", handle=person_of_form(**form.facts).handle)


@method_decorator(may_take_cash, name="dispatch")
class TakeCashView(View):
    template_name = "membership/admin/take_cash.html"

    @cached_property
    def person(self):
        people = Person.objects.filter(erased_at=None).select_related("merged_into")
        return get_object_or_404(people, handle=self.kwargs["handle"]).current

    def form(self, data=None):
        may_read = self.request.user.has_perm("membership.view_payment")
        return CashForm(data, agreed=agreed_prices(self.person), shows_agreed=may_read)

    def page(self, form):
        context = {"person": self.person, "form": form, "standing": standing_of(self.person)}
        return render(self.request, self.template_name, context)

    def get(self, request, handle):
        return self.page(self.form())

    def post(self, request, handle):
        form = self.form(request.POST)
        if form.is_valid():
            try:
                payment = record_payment(self.person, taken=form.taken, recorded_by=request.user)
                return redirect("cash_receipt", key=payment.key)
            except PaperNumberError as error:
                form.add_error("paper_number", error.message)
            except DuesError as error:
                form.add_error("amount", error.message)
        return self.page(form)
