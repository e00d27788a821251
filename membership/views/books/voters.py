"""Members in good standing on a day: names and towns, for votes. No amounts, and not why somebody counts."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from membership.forms.books import VotersForm
from membership.services.voters import voters_on
from membership.sheets import csv_response
from membership.views.books.base import BooksView, only

MOST = 2000  # names on a page; the file has all
HEADING = [gettext_lazy("Family name"), gettext_lazy("Given name"), gettext_lazy("Town")]


@only("view_person")
class VotersView(BooksView):
    template_name = "membership/admin/books/voters.html"
    page_title = gettext_lazy("Members in good standing")

    @cached_property
    def asked(self):
        """What was asked for, with today and good standing for what was not."""
        first = VotersForm()
        known = {"on": first["on"].initial.isoformat(), "states": first["states"].initial}
        given = {"on": self.request.GET.get("on"), "states": self.request.GET.getlist("states")}
        return known | {name: value for name, value in given.items() if value}

    @cached_property
    def form(self):
        return VotersForm(self.asked)

    @cached_property
    def voters(self):
        if not self.form.is_valid():
            return []
        return voters_on(self.form.cleaned_data["on"], self.form.cleaned_data["states"])

    def get(self, request, *args, **kwargs):
        if request.GET.get("file") and self.form.is_valid():
            rows = ([voter.family_name, voter.given_name, voter.town] for voter in self.voters)
            name = f"members-{self.form.cleaned_data['on'].isoformat()}"
            return csv_response(name, [str(label) for label in HEADING], rows)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        is_valid = self.form.is_valid()
        day = self.form.cleaned_data["on"] if is_valid else None
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "day": day,
            "is_ahead": day and day > timezone.localdate(),
            "voters": self.voters[:MOST],
            "count": len(self.voters),
            "most": MOST,
            "is_cut": len(self.voters) > MOST,
        }
