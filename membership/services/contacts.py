"""Everything that changes how a person is reached and logs in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils import timezone

from membership.exceptions import ContactTakenError
from membership.models import User


def set_email(user, email):
    """Writes a proven e-mail. Raises ContactTakenError when another login has it."""
    user.email = email
    _save(user)
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)


def set_phone(user, phone, *, verified):
    """Writes a mobile number (E.164). Raises ContactTakenError when another login has it."""
    user.phone = phone
    user.phone_verified_at = timezone.now() if verified and phone else None
    _save(user)


def confirm_phone(user):
    """Notes that the person read a code sent to their number. The first time counts."""
    if user.phone_verified_at is None:
        set_phone(user, user.phone, verified=True)


def restore_contact(user, *, field, value, since):
    """Undoes a change of `field` made at `since` by whoever held the session: the contact comes back, every session
    ends, and second factors added since then go. Doing it again is harmless.

    Raises ContactTakenError when another login has the contact by now, or when nothing would be left to log in with.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if field == "email":
            set_email(user, value)
        else:
            set_phone(user, value, verified=True)
        Authenticator.objects.filter(user=user, created_at__gte=since).delete()
    end_sessions(user)


def end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()


def _save(user):
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        user.refresh_from_db()
        raise ContactTakenError from error
