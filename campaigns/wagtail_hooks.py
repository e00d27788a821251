"""The editors' side of campaigns: lists, choosers, and who may."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from campaigns.models import CampaignPage, PetitionPage, Signature
from campaigns.rules import NOT_DELETED, SIGNED
from campaigns.views.guests import CameView, GiveAddressView, GuestsView, NotCameView, WalkInView
from campaigns.viewsets import CampaignChooserViewSet, CampaignGroup, PetitionChooserViewSet, SignaturePolicy
from home.welcome import FirstThing

register_permission_policy(Signature, SignaturePolicy(Signature))


@hooks.register("register_admin_viewset")
def campaigns():
    return [CampaignGroup(), CampaignChooserViewSet("campaign_chooser"), PetitionChooserViewSet("petition_chooser")]


@hooks.register("first_things", order=1)
def events_first(request):
    words = _("Plan an event"), _("Make one, see who is coming, mark who came.")
    return [FirstThing("campaigns.change_event", *words, reverse("events:index"))]


@hooks.register("register_admin_urls")
def guests_of_events():
    return [
        path("guests/<int:pk>/", GuestsView.as_view(), name="event_guests"),
        path("guests/<int:pk>/walk-in/", WalkInView.as_view(), name="event_walk_in"),
        path("guests/<int:pk>/<uuid:handle>/came/", CameView.as_view(), name="event_came"),
        path("guests/<int:pk>/<uuid:handle>/not-came/", NotCameView.as_view(), name="event_not_came"),
        path("guests/<int:pk>/<uuid:handle>/address/", GiveAddressView.as_view(), name="event_give_address"),
    ]


@hooks.register("before_copy_page")
def keep_one_face(request, page):
    """A tree with campaigns in it cannot be copied: a campaign has one page in a language."""
    if CampaignPage.objects.descendant_of(page, inclusive=True).exists():
        messages.error(request, _("Campaigns cannot be copied: each has one page in a language. Translate it instead."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_edit_page", order=-1)
def say_what_is_frozen(request, page):
    """Above the editor's form and the translator's, which comes by this hook too."""
    if request.method == "GET" and isinstance(page, PetitionPage) and page.signed_face:
        messages.info(request, SIGNED)


def holds_signed(pages):
    """True when one of `pages`, or a page below it, is a petition that people signed."""
    signed = PetitionPage.objects.signed()
    return any(signed.descendant_of(page, inclusive=True).exists() for page in pages)


@hooks.register("before_delete_page")
def keep_what_was_signed(request, page):
    """Deleting and writing anew would be a way around the frozen letter."""
    if holds_signed([page]):
        messages.error(request, NOT_DELETED)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def keep_all_that_were_signed(request, action_type, objects, action):
    """The same for many pages at once; pictures and files come by this hook too."""
    if action_type == "delete" and holds_signed(one for one in objects if isinstance(one, Page)):
        messages.error(request, NOT_DELETED)
        return redirect(action.next_url)
    return None
