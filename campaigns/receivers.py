"""Campaigns hold signatures and seats of people whom membership erases or merges."""

from django.dispatch import receiver

from campaigns.services.guests import forget_guest, move_guest
from campaigns.services.signers import forget_signer, move_signatures
from membership.signals import person_erased, persons_merged


@receiver(person_erased)
def forget_who_signed(sender, person, **kwargs):
    forget_signer(person)


@receiver(person_erased)
def forget_who_came(sender, person, **kwargs):
    forget_guest(person)


@receiver(persons_merged)
def join_signatures(sender, kept, lost, **kwargs):
    move_signatures(kept, lost=lost)


@receiver(persons_merged)
def join_seats(sender, kept, lost, **kwargs):
    move_guest(kept, lost=lost)
