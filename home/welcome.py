"""The first thing that staff see: what they do most, in plain words.

Apps say what there is to do by the hook `first_things`: a function of the request that gives a list of FirstThing.
"""

from dataclasses import dataclass

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.permissions import page_permission_policy


@dataclass(frozen=True)
class FirstThing:
    """Something to do, for whoever holds `right`."""

    right: str
    title: str
    text: str
    url: str


def first_things(request):
    """What whoever asks may do here, most often done first."""
    user = request.user
    things = [thing for app in hooks.get_hooks("first_things") for thing in app(request)]
    return [thing for thing in things if user.has_perm(thing.right)]


def may_edit_pages(user):
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


def changing_pages(request):
    """For whoever may change some page, whichever."""
    if not may_edit_pages(request.user):
        return []
    site = Site.find_for_request(request)
    top = reverse("wagtailadmin_explore", args=[site.root_page_id]) if site else reverse("wagtailadmin_explore_root")
    words = _("Change a page"), _("Find the page, change its words, press Publish.")
    return [FirstThing("wagtailadmin.access_admin", *words, top)]


# What stands around the pages.
AROUND = [
    FirstThing(
        "wagtail_localize.submit_translation",
        gettext_lazy("Translate"),
        gettext_lazy("See what still waits in each language."),
        reverse_lazy("wagtail_localize:translations_report"),
    ),
    FirstThing(
        "home.change_alert",
        gettext_lazy("Put up an alert"),
        gettext_lazy("One sentence above every page, for some days."),
        reverse_lazy("alerts:add"),
    ),
    FirstThing(
        "home.change_sitefacts",
        gettext_lazy("Change hours or phone"),
        gettext_lazy("Once, for all pages and languages."),
        reverse_lazy("wagtailsettings:edit", args=["home", "sitefacts"]),
    ),
    FirstThing(
        "home.change_lawreview",
        gettext_lazy("Legal checks"),
        gettext_lazy("Which texts wait for a lawyer, and until when."),
        reverse_lazy("legal-checks:index"),
    ),
]


def writing(request):
    return [*changing_pages(request), *AROUND]


class WelcomePanel(Component):
    order = 10
    template_name = "wagtailadmin/home/welcome.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return super().get_context_data(parent_context) | {
            "name": request.user.get_short_name(),
            "things": first_things(request),
            "may_edit_pages": may_edit_pages(request.user),
            "site_url": "/",
        }
