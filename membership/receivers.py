"""Keeps allauth's tables in step with the login."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from membership.models import User
from membership.sessions import NO_ADDRESS, device_name


@receiver(post_save, sender=User)
def keep_one_address(sender, instance, raw=False, **kwargs):
    """One EmailAddress per login: its e-mail. An added address that nobody confirmed would let its owner in here."""
    if raw:
        return
    addresses = EmailAddress.objects.filter(user=instance)
    addresses.exclude(email=instance.email or "").delete()
    if instance.email and not addresses.exists():
        EmailAddress.objects.create(user=instance, email=instance.email, primary=True, verified=False)


@receiver(pre_save, sender=UserSession)
def keep_no_traces(sender, instance, **kwargs):
    """A session keeps the kind of device; neither the network address nor the browser's full name."""
    instance.ip = NO_ADDRESS
    instance.user_agent = device_name(instance.user_agent)
