"""The first thing that staff see: what they do most, in plain words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Site


@dataclass(frozen=True)
class FirstThing:
    title: str
    text: str
    url: str


def first_things(request):
    """What `request.user` may do here, most often done first."""
    site = Site.find_for_request(request)
    top = reverse("wagtailadmin_explore", args=[site.root_page_id]) if site else reverse("wagtailadmin_explore_root")
    things = {
        "wagtailadmin.access_admin": FirstThing(
            _("Change a page"),
            _("Find the page, change its words, press Publish."),
            top,
        ),
        "wagtail_localize.submit_translation": FirstThing(
            _("Translate"), _("See what still waits in each language."), reverse("wagtail_localize:translations_report")
        ),
        "home.change_alert": FirstThing(
            _("Put up an alert"), _("One sentence above every page, for some days."), reverse("alerts:add")
        ),
        "home.change_sitefacts": FirstThing(
            _("Change hours or phone"),
            _("Once, for all pages and languages."),
            reverse("wagtailsettings:edit", args=["home", "sitefacts"]),
        ),
        "home.change_lawreview": FirstThing(
            _("Legal checks"), _("Which texts wait for a lawyer, and until when."), reverse("legal-checks:index")
        ),
    }
    return [thing for right, thing in things.items() if request.user.has_perm(right)]


class WelcomePanel(Component):
    order = 10
    template_name = "wagtailadmin/home/welcome.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return super().get_context_data(parent_context) | {
            "name": request.user.get_short_name(),
            "things": first_things(request),
            "site_url": "/",
        }
