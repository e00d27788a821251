"""The editors' side of campaigns: lists, choosers, and who may."""

from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy

from campaigns.models import CampaignPage, Signature
from campaigns.views.guests import CameView, GiveAddressView, GuestsView, NotCameView, WalkInView
from campaigns.viewsets import CampaignChooserViewSet, CampaignGroup, PetitionChooserViewSet, SignaturePolicy

register_permission_policy(Signature, SignaturePolicy(Signature))


@hooks.register("register_admin_viewset")
def campaigns():
    return [CampaignGroup(), CampaignChooserViewSet("campaign_chooser"), PetitionChooserViewSet("petition_chooser")]


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
