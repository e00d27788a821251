"""What one person has with us in campaigns: the seats they hold, the petitions they signed."""

from django.utils import timezone
from django.utils.translation import get_language

from campaigns.models import Rsvp, Signature
from campaigns.models.pages import best_faces
from campaigns.tokens import own_token

SHOWN = 50


def seats_ahead(person, number=SHOWN):
    """The seats of `person` at events that are not over, the next first; each with the token of its page."""
    rsvps = Rsvp.objects.coming().filter(person=person, event__ends_at__gt=timezone.now(), event__is_published=True)
    found = rsvps.select_related("event").prefetch_related("event__texts").order_by("event__starts_at")[:number]
    return [with_words(rsvp) for rsvp in found]


def with_words(rsvp):
    rsvp.words, rsvp.token = rsvp.event.words(), own_token(rsvp)
    return rsvp


def signed_by(person, limits, number=SHOWN):
    """The signatures of `person`, the newest first, each with the page of its petition in the reader's language,
    as far as it does not lie under one of the paths `limits`."""
    signatures = Signature.objects.confirmed().filter(person=person).select_related("petition")
    signatures = list(signatures.order_by("-confirmed_at")[:number])
    faces = best_faces([signature.petition_id for signature in signatures], get_language(), limits)
    for signature in signatures:
        signature.face, signature.token = faces.get(signature.petition_id), own_token(signature)
    return [signature for signature in signatures if signature.face]
