"""The staff's side of the people: who they are, what they pay, who takes it in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from membership.cash_urls import cash_urls
from membership.leadership import leadership_urls
from membership.people_viewsets import DuesRateViewSet, PersonViewSet
from membership.track_viewsets import LeadershipGroup


@hooks.register("register_admin_viewset")
def people():
    return PersonViewSet()


@hooks.register("register_admin_viewset")
def dues_rates():
    return DuesRateViewSet()


@hooks.register("register_admin_urls")
def taking_cash():
    return cash_urls


@hooks.register("register_admin_viewset")
def leadership():
    return LeadershipGroup()


@hooks.register("register_admin_urls")
def who_is_where():
    return leadership_urls


class CashMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("membership.add_payment")


@hooks.register("register_admin_menu_item")
def cash_item():
    return CashMenuItem(_("Take cash"), reverse("cash_find"), name="cash", icon_name="download", order=230)
