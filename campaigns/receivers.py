"""Campaigns hold signatures of people whom membership erases or merges."""

from django.dispatch import receiver

from campaigns.services.signers import forget_signer, move_signatures
from membership.signals import person_erased, persons_merged


@receiver(person_erased)
def forget_who_signed(sender, person, **kwargs):
    forget_signer(person)


@receiver(persons_merged)
def join_signatures(sender, kept, lost, **kwargs):
    move_signatures(kept, lost=lost)
