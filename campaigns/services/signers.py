"""What becomes of signatures when their signer is erased, or turns out to be somebody we know already."""

from django.db import transaction

from campaigns.enums import SignatureState
from campaigns.models import IncomingSignature, Petition, Signature
from campaigns.services.counting import add_to_count
from membership.services.participation import take_back_participation


def hold_petitions_of(*people):
    """Locks all petitions that `people` signed, always in the same order: nobody signs or withdraws meanwhile."""
    signed = Signature.objects.filter(person__in=people).values("petition")
    return list(Petition.objects.locked().filter(pk__in=signed).order_by("pk"))


def forget_signer(person):
    """Takes `person` and their words off what they signed, which goes on counting; what does not count goes."""
    with transaction.atomic():
        hold_petitions_of(person)
        signatures = Signature.objects.filter(person=person)
        IncomingSignature.objects.filter(signature__in=signatures).delete()
        signatures.exclude(state=SignatureState.CONFIRMED).delete()
        signatures.without_signers()


def move_signatures(kept, *, lost):
    """Gives `kept` the signatures of `lost`. Two under one petition become one: the last word counts."""
    with transaction.atomic():
        for petition in hold_petitions_of(kept, lost):
            signatures = sorted(petition.signatures.filter(person__in=(kept, lost)), key=last_word)
            for signature in signatures[:-1]:
                drop_double(signature)
        Signature.objects.filter(person=lost).update(person=kept)


def last_word(signature):
    """A key to sort by: who confirmed or withdrew later said the last word; an unconfirmed signature says nothing."""
    withdrawn = signature.state == SignatureState.WITHDRAWN
    moment = signature.withdrawn_at if withdrawn else signature.confirmed_at
    said = signature.state != SignatureState.UNCONFIRMED
    return (said, moment or signature.created_at, signature.pk)


def drop_double(signature):
    """Deletes one of two signatures of one person; the counter falls when it counted."""
    if signature.state == SignatureState.CONFIRMED:
        add_to_count(signature.petition, -1)
        take_back_participation(signature.subject)
    signature.delete()
