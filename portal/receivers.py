"""The demonstration's outbox shows messages to everybody: those to an erased person go too."""

from django.dispatch import receiver

from membership.signals import person_erased
from portal.models import DemoMessage


@receiver(person_erased)
def empty_outbox(sender, person, **kwargs):
    DemoMessage.objects.filter(address__in=person.contacts.values("value")).delete()
