"""The staff's side of the people: who they are, what they pay, who takes it in."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import register_setting

from membership.books_viewsets import DuesGroup, settings_edit_handler
from membership.cash_urls import cash_urls
from membership.first_things import with_people
from membership.leadership import leadership_urls
from membership.models import DuesSettings
from membership.people_viewsets import PersonViewSet
from membership.services.factors import RESET
from membership.sheet_urls import sheet_urls
from membership.track_viewsets import LeadershipGroup
from membership.views.billing import CardsView, ReplayView
from membership.views.factors import ResetFactorView
from membership.views.papers import PersonOfCardView
from membership.watch import WatchPanel

DuesSettings.edit_handler = settings_edit_handler
register_setting(DuesSettings, icon="clipboard-list", order=30)


hooks.register("first_things", with_people, order=2)


@hooks.register("register_admin_viewset")
def people():
    return PersonViewSet()


@hooks.register("register_admin_viewset")
def dues():
    return DuesGroup()


@hooks.register("register_admin_urls")
def books():
    return [path("dues/", include("membership.books_urls"))]


@hooks.register("insert_global_admin_css")
def look_of_the_books():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-books.css"))


@hooks.register("register_admin_urls")
def taking_cash():
    return cash_urls


@hooks.register("register_admin_urls")
def paying_by_card():
    return [
        path("cards/", CardsView.as_view(), name="cards"),
        path("cards/<int:pk>/again/", ReplayView.as_view(), name="card_event_again"),
    ]


@hooks.register("register_admin_urls")
def scanning_cards():
    return [path("card/<str:token>/", PersonOfCardView.as_view(), name="person_of_card")]


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


hooks.register("register_admin_urls", lambda: sheet_urls)


@hooks.register("register_admin_urls")
def lost_factors():
    return [path("users/<int:pk>/second-factor/", ResetFactorView.as_view(), name="reset_factor")]


@hooks.register("register_log_actions")
def words_of_the_log(actions):
    actions.register_action(RESET, _("Reset the second factor"), _("Second factor reset"))


@hooks.register("construct_homepage_panels")
def what_administrators_should_know(request, panels):
    if request.user.is_superuser:
        panels.append(WatchPanel())
