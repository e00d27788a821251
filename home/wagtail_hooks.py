"""The editors' side of the ground: its look, its first page, its forms."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from home.models import Footer, SiteFacts
from home.rich_text import ReaderPageLinkHandler, register_default_language
from home.viewsets import AlertViewSet, LawReviewViewSet, footer_edit_handler
from home.welcome import WelcomePanel, writing

Footer.edit_handler = footer_edit_handler
register_setting(SiteFacts, icon="home", order=10)
register_setting(Footer, icon="bars", order=20)


@hooks.register("register_admin_viewset")
def alerts():
    return AlertViewSet()


@hooks.register("register_admin_viewset")
def legal_checks():
    return LawReviewViewSet()


@hooks.register("register_rich_text_features", order=20)
def lead_links_to_the_readers_language(features):
    features.register_link_type(ReaderPageLinkHandler)


@hooks.register("register_rich_text_features")
def mark_words_in_the_default_language(features):
    register_default_language(features)


@hooks.register("insert_global_admin_css")
def colors_of_the_center():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


hooks.register("first_things", writing, order=3)


@hooks.register("construct_homepage_panels")
def welcome_first(request, panels):
    panels.insert(0, WelcomePanel())


@hooks.register("construct_reports_menu")
def translations_for_translators(request, items):
    """wagtail-localize shows its report to all staff, also to those who work on no page."""
    if not request.user.has_perm("wagtail_localize.submit_translation"):
        items[:] = [item for item in items if item.name != "translations"]
