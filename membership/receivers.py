"""Keeps the tables of allauth and Wagtail in step with the login, and without names."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from membership.models import User
from membership.services.joining import join
from membership.sessions import NO_ADDRESS, WELCOME_KEY, device_name, take_joining


@receiver(post_save, sender=User)
def keep_one_address(sender, instance, raw=False, **kwargs):
    """One EmailAddress per login: its e-mail. An added address that nobody confirmed would let its owner in here."""
    if raw:
        return
    addresses = EmailAddress.objects.filter(user=instance)
    addresses.exclude(email=instance.email or "").delete()
    if instance.email and not addresses.exists():
        EmailAddress.objects.create(user=instance, email=instance.email, primary=True, verified=False)


@receiver(user_logged_in)
def make_member(sender, request, user, **kwargs):
    """Whoever typed a name at join/ and then proved the contact is a member now."""
    joining = take_joining(request) if hasattr(request, "session") else None
    if joining:
        join(user, **joining)
        request.session[WELCOME_KEY] = True


@receiver(pre_save, sender=UserSession)
def keep_no_traces(sender, instance, **kwargs):
    """A session keeps the kind of device; neither the network address nor the browser's full name."""
    instance.ip = NO_ADDRESS
    instance.user_agent = device_name(instance.user_agent)


@receiver(authenticator_added, sender=Authenticator)
def count_as_shown(sender, request, user, authenticator, **kwargs):
    """Who has just set up a second factor has used it: the page of spare codes, which is next, need not ask again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)


@receiver(pre_save, sender=ModelLogEntry)
def name_nobody_in_the_log(sender, instance, **kwargs):
    """The editor's log says by number whom staff changed: it would keep a name longer than we do."""
    model = instance.content_type.model_class()
    keeping = getattr(model, "keeping", None)
    if keeping and keeping.personal:
        instance.label = f"{model._meta.model_name} {instance.object_id}"
