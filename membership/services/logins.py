"""The end of a login whose last person is gone."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import ProtectedError

from membership.services.contacts import end_sessions


def works_here(user):
    """True for staff: their login is their tool, and colleagues end it."""
    return user.is_staff or user.is_superuser or user.groups.exists()


def end_login(user):
    """Ends `user` with its sessions, unless somebody else uses it, or staff; returns whether it ended.

    Who once took dues stays in the ledger, as a login without a name that nobody can use.
    """
    if user is None or user.persons.exists() or works_here(user):
        return False
    end_sessions(user)
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        blank_login(user)
    return True


def blank_login(user):
    """Takes name and contacts off; an address that cannot exist (RFC 2606) stands for the one that every login has."""
    user.name, user.phone, user.email = "", None, f"{user.handle}@erased.invalid"
    user.is_active, user.last_login = False, None
    user.set_unusable_password()
    user.save()
    Authenticator.objects.filter(user=user).delete()
