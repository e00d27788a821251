"""What the screens of the accounts share: who may, and the way back."""

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


def only(permission):
    """The view is for staff with `permission` of this app; others are led back."""
    may = permission_required(f"membership.{permission}", raise_exception=True)
    return method_decorator(may, name="dispatch")


class BooksView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the accounts; its way back leads over the overview for whoever may see that."""

    header_icon = "clipboard-list"
    way = ()  # pairs of an address's name and its label between the overview and this screen

    def get_page_title(self):
        return str(self.page_title)

    def get_breadcrumbs_items(self):
        way = [("dues_overview", _("Dues")), *self.way] if self.request.user.has_perm("membership.view_payment") else []
        links = [{"url": reverse(name), "label": label} for name, label in way]
        return [*self.breadcrumbs_items, *links, {"url": "", "label": self.get_page_title()}]
