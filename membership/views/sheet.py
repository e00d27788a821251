"""A paper sheet is typed in at once. Whoever may take dues may."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from membership.exceptions import DuesError, SeveralPayersError
from membership.forms.sheet import ForDuesForm, RowForm
from membership.services.payers import record_typed
from membership.views.cash import may_take_cash

ROWS = range(1, 31)


@method_decorator(may_take_cash, name="dispatch")
class SheetView(View):
    """What was written leaves the sheet; what was not stays as it was typed, each row with its own sentence.

    The answer to a form is no other page: loading it again sends the same keys again, which changes nothing.
    """

    def get(self, request):
        return self.page(ForDuesForm(), [RowForm(number=number) for number in ROWS])

    def post(self, request):
        began, sheet, written, rows = timezone.now(), ForDuesForm(request.POST), [], []
        for number in ROWS:
            row = RowForm(request.POST, number=number)
            payment = None if row.is_blank else self.write(row, sheet)
            if payment:
                payment.is_of_somebody_new = payment.person.created_at >= began
                written.append(payment)
            rows.append(RowForm(number=number) if payment or row.is_blank else row)
        return self.page(sheet, rows, written)

    def write(self, row, sheet):
        """The payment of a good row; None for one that has an error now."""
        if not (row.is_valid() and sheet.is_valid()):
            return None
        try:
            return record_typed(row.typed(sheet.cleaned_data), recorded_by=self.request.user)
        except DuesError as error:
            row.add_error(None, error.message)
            if isinstance(error, SeveralPayersError):
                row.ask_who()
            return None

    def page(self, sheet, rows, written=()):
        context = {
            "sheet": sheet,
            "rows": rows,
            "wrong": [row for row in rows if row.is_bound and row.errors],
            "written": written,
            "total": sum(payment.amount for payment in written),
        }
        return render(self.request, "membership/admin/sheet.html", context)
