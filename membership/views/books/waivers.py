"""Who does not pay now, until when, and what they wanted to say about it: for the treasurer alone."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from membership.services.voters import current_waivers
from membership.views.books.base import BooksView, only


@only("view_payment")
class WaiversView(BooksView):
    template_name = "membership/admin/books/waivers.html"
    page_title = gettext_lazy("Waivers")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"waivers": current_waivers(timezone.localdate())}
