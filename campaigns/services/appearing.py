"""What a signer adds afterwards: how the name appears, a comment, where they live; and staff who read the comments."""

from django.db import transaction

from campaigns.enums import CommentState
from campaigns.models import Signature
from membership.enums import Purpose
from membership.services.consents import give_consent
from membership.services.people import set_home


def set_appearance(signature, *, display, comment, town, zip_code):
    """How `signature` shows. A comment that changed waits for staff again; an empty place leaves what we knew."""
    with transaction.atomic():
        signature = Signature.objects.select_for_update(of=("self",)).select_related("person").get(pk=signature.pk)
        comment = comment.strip()
        if comment != signature.comment:
            signature.comment, signature.comment_state = comment, CommentState.PENDING
        signature.display = display
        signature.save(update_fields=["display", "comment", "comment_state"])
        set_home(signature.person, town=town, zip_code=zip_code)
        return signature


def agree_to_news(person, *, wording):
    """A yes to news on every channel on which `person` has proven to be reached."""
    channels = person.contacts.filter(verified_at__isnull=False).values_list("kind", flat=True)
    for channel in set(channels):
        give_consent(person, purpose=Purpose.NEWS, channel=channel, wording=wording, how="petition")


def review_comment(signature, state):
    """Staff read the comment of `signature` and say whether it may be shown."""
    signature.comment_state = state
    signature.save(update_fields=["comment_state"])
    return signature
