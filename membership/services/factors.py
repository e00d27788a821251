"""Second factors of staff: how many administrators have one, and taking it away from whoever lost it."""

import logging

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from membership.enums import ContactKind
from membership.models import User
from membership.services.messages import queue_message

logger = logging.getLogger(__name__)

RESET = "membership.reset_second_factor"  # in Wagtail's log
NEEDED = 2  # administrators: one helps the other when a phone is lost


def factors_of(user):
    """Apps and passkeys; spare codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def protected_administrators():
    """How many administrators have a second factor."""
    has_factor = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user")
    return User.objects.filter(is_superuser=True, is_active=True, pk__in=has_factor).count()


def lacks_administrators():
    return settings.STAFF_NEED_SECOND_FACTOR and protected_administrators() < NEEDED


@transaction.atomic
def reset_second_factor(user, *, by=None):
    """Takes apps, passkeys and spare codes of `user` away and ends their sessions; false when there was none.

    Their next log-in takes a code and leads staff to set a new one up. They are told; `by` is None for the shell.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not factors_of(user).exists():
        return False
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    log(instance=user, action=RESET, user=by)
    logger.info("user=%s second factor reset by=%s", user.pk, by and by.pk)
    contact = (ContactKind.EMAIL, user.email) if user.email else (ContactKind.PHONE, user.phone)
    key = f"factor_reset:{user.pk}:{timezone.now().isoformat()}"
    queue_message("factor_reset", key=key, contact=contact, language=language_of(user))
    return True


def language_of(user):
    """The language that the editor speaks to `user`, where that is one of the site."""
    profile = UserProfile.objects.filter(user=user).first()
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
