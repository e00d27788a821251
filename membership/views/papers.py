"""What members take home: receipts, the statement of a year, and their card; each about their own person only."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView, View

from home.models import SiteFacts
from membership.card import card_token, handle_in
from membership.models import DuesSettings, Person
from membership.pdf.papers import receipt_pdf, statement_pdf
from membership.receipts import letterhead_of, receipt_of, statement_of
from membership.services.account import account_of
from membership.services.standing import standing_of
from membership.views.member import MemberMixin

may_see = permission_required("membership.view_person", raise_exception=True)


def pdf_file(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


class ReceiptView(MemberMixin, View):
    """In the member's language, whatever the language of the page."""

    def get(self, request, receipt):
        found = (entry for entry in account_of(self.person).entries if entry.payment.receipt == receipt)
        entry = next(found, None)
        if entry is None:
            raise Http404
        with translation.override(self.person.language):
            paper = receipt_of(entry, name=self.person.name, ways=DuesSettings.load())
            return pdf_file(receipt_pdf(paper, letterhead_of(SiteFacts.load())), receipt)


class StatementView(MemberMixin, View):
    def get(self, request, year):
        account, year = account_of(self.person), int(year)
        if year not in account.years:
            raise Http404
        with translation.override(self.person.language):
            paper = statement_of(account, year, person=self.person)
            return pdf_file(statement_pdf(paper, letterhead_of(SiteFacts.load())), str(year))


class CardView(MemberMixin, TemplateView):
    """To show at a meeting; staff scan the code, which holds a signed address and no name."""

    template_name = "membership/card.html"

    def get_context_data(self, **kwargs):
        address = settings.BASE_URL + reverse("person_of_card", args=[card_token(self.person)])
        drawing = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, svgclass="card-code")
        standing = standing_of(self.person)
        return super().get_context_data(**kwargs) | {
            "standing": standing,
            "until": standing.holds_until,
            "code": mark_safe(drawing),
            "center": settings.CENTER.name,
        }


@method_decorator(may_see, name="dispatch")
class PersonOfCardView(View):
    """Staff scanned a card: the page of whoever it was given to."""

    def get(self, request, token):
        try:
            handle = handle_in(token)
        except BadSignature as error:
            raise Http404 from error
        people = Person.objects.filter(erased_at=None).select_related("merged_into")
        return redirect("people:inspect", get_object_or_404(people, handle=handle).current.pk)
