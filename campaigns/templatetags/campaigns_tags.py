"""What other templates compose: the box to sign in, and the campaign on the home page."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from campaigns.forms import SignForm
from campaigns.models import CampaignPage, EventText, PetitionPage, Signature
from campaigns.own import seats_ahead, signed_by
from home.frame import frame_of
from home.navigation import readable
from home.words import records_of
from membership.access import member_of

register = template.Library()

NEXT_EVENTS = 3


@register.inclusion_tag("components/sign_box.html", takes_context=True)
def sign_box(context, page, heading=""):
    """The count of a petition and the form to sign it. Visitors' form has no token: it may stand on a cached page."""
    request = context["request"]
    return {
        "page": page,
        "petition": page.record,
        "heading": heading,
        "member": member_of(request),
        "is_logged_in": request.user.is_authenticated,
        "form": SignForm(),
        "keeping": Signature.keeping,
    }


@register.inclusion_tag("components/next_events.html")
def next_events(**which):
    """The next events, all of them or those of `which` campaign; one question for events, words and seats."""
    texts = list(EventText.objects.of_next(timezone.now(), NEXT_EVENTS, **which))
    for text in texts:
        text.record.taken = text.taken
    return {"events": records_of(texts)}


@register.inclusion_tag("components/my_events_panel.html")
def my_events_panel(person):
    """The next seats of a member, for their overview."""
    return {"rsvps": seats_ahead(person, NEXT_EVENTS)}


@register.inclusion_tag("components/my_petitions_panel.html", takes_context=True)
def my_petitions_panel(context, person):
    """The newest signatures of a member, for their overview."""
    return {
        "signatures": signed_by(person, frame_of(context["request"]).limits, NEXT_EVENTS),
        "request": context["request"],
    }


@register.inclusion_tag("components/campaign_feature.html", takes_context=True)
def campaign_feature(context):
    """The first open petition with its campaign, in the reader's language; one question for all of it."""
    home = context["page"]
    pages = PetitionPage.objects.descendant_of(home).live().filter(language=get_language())
    found = readable(pages.open_on(timezone.localdate()).with_campaign_face()[:5], home.site_limits)
    page = next((page for page in found if page.campaign_title), None)
    campaign = page and CampaignPage(
        title=page.campaign_title, lead=page.campaign_lead, url_path=page.campaign_url_path
    )
    return {"page": page, "campaign": campaign, "request": context["request"], "now": timezone.now()}
