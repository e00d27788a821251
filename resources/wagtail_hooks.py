"""The editors' side of the library, and the doors that Wagtail asks at: pages, files, copies, publishing."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from resources.access import members_only_response, readable_resources
from resources.files import may_have
from resources.models import Resource, ResourcePage
from resources.reports import review_menu_item, review_urls
from resources.rules import NOT_APPROVED, without_approval
from resources.viewsets import ResourceViewSet, TopicViewSet, resource_chooser


@hooks.register("limited_pages")
def guides_for_others(request):
    """Pages of guides that whoever asks may not read: they are in no menu, link, switcher, search or sitemap."""
    readable = readable_resources(Resource.objects, request)
    others = Resource.objects.exclude(pk__in=readable.values("pk"))  # few: their pages are found by an index
    return Q(pk__in=ResourcePage.objects.filter(resource__in=others.values("pk")).values("pk"))


@hooks.register("before_serve_document")
def guard_files(document, request):
    """Files have an address of their own, which must not be a way around."""
    return None if may_have(document, request) else members_only_response(request)


@hooks.register("before_copy_page")
def keep_one_face(request, page):
    """A tree with guides in it cannot be copied: a guide has one page in a language."""
    if ResourcePage.objects.descendant_of(page, inclusive=True).exists():
        messages.error(request, _("Guides cannot be copied: a guide has one page in a language. Translate it instead."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def hold_unapproved(request, action_type, objects, action):
    """Publishing many pages at once stops at a guide that waits for its approval."""
    if action_type == "publish" and without_approval(objects):
        messages.error(request, NOT_APPROVED)
        return redirect(action.next_url)
    return None


@hooks.register("register_admin_viewset")
def guides():
    return [ResourceViewSet(), TopicViewSet(), resource_chooser]


@hooks.register("register_admin_urls")
def report_urls():
    return review_urls


@hooks.register("register_reports_menu_item")
def report_in_menu():
    return review_menu_item()
