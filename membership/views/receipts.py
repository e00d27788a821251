"""The receipt of what was taken in: on the screen, on paper, sent."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import View

from membership.access import receipts_for
from membership.forms.table import SendReceiptForm
from membership.models import ContactPoint
from membership.money import format_cents
from membership.services.ledger import left_of
from membership.services.people import add_contact
from membership.services.receipts import send_receipt
from membership.services.standing import membership_of
from membership.slips import bought_by, months_in_words, words_for_machines
from membership.views.cash import may_take_cash

DOTS = 4  # pixels of one dot of the square code


def square_code(text):
    """`text` as a drawing (SVG) that a phone reads."""
    return mark_safe(segno.make(text, micro=False, error="m").svg_inline(scale=DOTS, omitsize=True, border=2))


def slip_of(payment, person):
    """All that stands on the paper, in the language that is active."""
    known = membership_of([person.pk]) if person else None
    bought = known and bought_by(payment.pk, known.histories[person.pk], known.grace_days)
    lasts = months_in_words(bought.months) if bought and bought.months else ""
    amount = format_cents(payment.amount)
    words = words_for_machines(center=settings.CENTER.short_name, receipt=payment.receipt, amount=amount, bought=lasts)
    return {"bought": bought, "lasts": lasts, "code": square_code(words)}


@method_decorator(may_take_cash, name="dispatch")
class ReceiptView(View):
    @cached_property
    def payment(self):
        return get_object_or_404(receipts_for(self.request.user), key=self.kwargs["key"].replace("\0", ""))

    @cached_property
    def person(self):
        """Whoever paid; None for a stranger's gift, and for somebody erased."""
        person = self.payment.person and self.payment.person.current
        return person if person and person.erased_at is None else None

    @cached_property
    def contacts(self):
        contacts = ContactPoint.objects.filter(person=self.person) if self.person else ContactPoint.objects.none()
        return contacts.order_by("-preferred", "pk")

    def get(self, request, key):
        return self.page(SendReceiptForm(contacts=self.contacts))

    def page(self, form):
        language = self.person.language if self.person else settings.LANGUAGE_CODE
        with translation.override(language):
            paper = slip_of(self.payment, self.person)
        context = {
            "payment": self.payment,
            "person": self.person,
            "paid_back": self.payment.amount - left_of(self.payment),
            "language": language,
            "paper": paper,
            "slip": slip_of(self.payment, self.person),
            "contacts": self.contacts,
            "form": form,
        }
        return render(self.request, "membership/admin/receipt.html", context)


class SendReceiptView(ReceiptView):
    """To one contact it goes once, however often the button is tapped."""

    http_method_names = ["post"]

    def post(self, request, key):
        form = SendReceiptForm(request.POST, contacts=self.contacts)
        if not form.is_valid():
            return self.page(form)
        contact, is_new = form.point
        if is_new and self.person:
            add_contact(self.person, *contact)
        send_receipt(self.payment, contact=contact)
        messages.success(request, _("The receipt is on its way."))
        return redirect("cash_receipt", key=key)
