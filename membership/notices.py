"""Tells people of changes to their login, at the contact that they had before."""

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from membership import sms

UNDO_SALT = "membership.undo-contact"
UNDO_DAYS = 7


def make_undo_token(user, *, field, old):
    """A signed link's secret, good for seven days: it brings `old` back."""
    return signing.dumps(
        {"user": user.pk, "field": field, "old": old, "at": timezone.now().timestamp()}, salt=UNDO_SALT
    )


def read_undo_token(token):
    """What `make_undo_token` signed. Raises signing.BadSignature when forged or older than seven days."""
    return signing.loads(token, salt=UNDO_SALT, max_age=UNDO_DAYS * 86_400)


def tell_of_changed_contact(request, user, *, field, old):
    """Says it to the old contact, or to the other one where there was none.

    Without a second factor whoever holds an open phone can change a contact: then the notice can undo it.
    """
    undo_url = ""
    if not is_mfa_enabled(user):
        token = make_undo_token(user, field=field, old=old)
        undo_url = request.build_absolute_uri(reverse("account_undo_contact", args=[token]))
    email = old if field == "email" else (user.email if not old else None)
    phone = old if field == "phone" else (user.phone if not old else None)
    if email:
        get_adapter().send_mail("account/email/contact_changed", email, {"undo_url": undo_url, "days": UNDO_DAYS})
    elif phone:
        tell_by_text_message(phone, undo_url)


def tell_by_text_message(phone, undo_url=""):
    """A change of the login, told without saying which: others may read it."""
    if not (phone and sms.is_available()):
        return
    center = settings.CENTER.short_name
    if undo_url:
        text = _("{center}: How you log in has changed. Was it not you? Undo it: {link}").format(
            center=center, link=undo_url
        )
    else:
        text = _("{center}: How you log in has changed. Was it not you? Call us.").format(center=center)
    sms.send_sms(phone, text)
