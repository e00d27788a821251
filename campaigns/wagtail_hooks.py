"""The editors' side of campaigns: lists, choosers, and who may."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy

from campaigns.models import CampaignPage, Signature
from campaigns.viewsets import CampaignChooserViewSet, CampaignGroup, PetitionChooserViewSet, SignaturePolicy

register_permission_policy(Signature, SignaturePolicy(Signature))


@hooks.register("register_admin_viewset")
def campaigns():
    return [CampaignGroup(), CampaignChooserViewSet("campaign_chooser"), PetitionChooserViewSet("petition_chooser")]


@hooks.register("before_copy_page")
def keep_one_face(request, page):
    """A tree with campaigns in it cannot be copied: a campaign has one page in a language."""
    if CampaignPage.objects.descendant_of(page, inclusive=True).exists():
        messages.error(request, _("Campaigns cannot be copied: each has one page in a language. Translate it instead."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
