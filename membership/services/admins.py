"""Making the first people who may do everything."""

from django.db import transaction

from membership.models import User


@transaction.atomic
def make_admin(*, email=None, phone=None, name="", password=None):
    """An administrator who has this contact, one of the two: whoever has it already, or somebody new.

    A name and a password that they have stay when none is given. Doing it again is harmless.
    """
    contact = {"email": email} if email else {"phone": phone}
    user = User.objects.filter(**contact).first()
    if user is None:
        return User.objects.create_superuser(**contact, name=name, password=password)
    user.is_staff = user.is_superuser = user.is_active = True
    user.name = name or user.name
    if password is not None:
        user.set_password(password)
    user.save()
    return user
