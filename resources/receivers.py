"""The library notes who read what, each guide once a person."""

from django.dispatch import receiver

from membership.signals import persons_merged
from resources.services.reading import move_readings


@receiver(persons_merged)
def join_readings(sender, kept, lost, **kwargs):
    move_readings(kept, lost=lost)
