"""Signing. Whoever signs locks the petition's row first: identical signatures at once become one."""

import logging

from django.db import transaction
from django.utils import timezone

from campaigns.enums import SignatureState
from campaigns.exceptions import PetitionClosedError
from campaigns.models import Petition, Signature
from campaigns.services.counting import add_to_count
from campaigns.services.names import refuse_third_name
from membership.enums import ParticipationKind
from membership.services.participation import record_participation, take_back_participation
from membership.services.people import add_contact, person_at
from membership.services.proofs import ask_for_proof, prove

logger = logging.getLogger(__name__)


def locked(pk):
    """The petition `pk`, held until the transaction ends. Raises PetitionClosedError when it takes no signatures."""
    petition = Petition.objects.locked().get(pk=pk)
    if not petition.takes_signatures:
        raise PetitionClosedError
    return petition


def start_signature(petition, *, name, contact, language, source=""):
    """Keeps an unconfirmed signature of whoever is called `name` (given, family) at `contact`, and sends a code there.

    The same person again gets the same row; who has signed already is told so in the message, never on the page.
    Raises PetitionClosedError.
    """
    with transaction.atomic():
        petition = locked(petition.pk)
        person = person_at(contact, name, language=language)
        values = {"language": language, "source": source}
        signature, is_new = petition.signatures.get_or_create(person=person, defaults=values)
        if not is_new and signature.state == SignatureState.UNCONFIRMED:
            signature.created_at = timezone.now()
            signature.save(update_fields=["created_at"])
        purpose = "signed_before" if signature.state == SignatureState.CONFIRMED else "code"
        ask_for_proof(signature.subject, contact=contact, language=language, purpose=purpose)
        return signature


def confirm_signature(signature, code):
    """Counts `signature` once: the code came back from its contact. Doing it again with the same code is harmless.

    Raises CodeError for a code that proves nothing, PetitionClosedError, TooManyNamesError. Tries are counted outside
    the transaction: a refusal must not forget them.
    """
    if not signature.petition.takes_signatures:
        raise PetitionClosedError
    proof = prove(signature.subject, code)
    with transaction.atomic():
        petition = locked(signature.petition_id)
        signature = petition.signatures.select_related("person").get(pk=signature.pk)
        if signature.state != SignatureState.CONFIRMED:
            refuse_third_name(petition.signatures.confirmed(), proof)
            add_contact(signature.person, proof.kind, proof.value, verified=True)
            count_signature(signature)
        return signature


def sign_as_member(petition, person, *, language, source=""):
    """The signature of `person`, who is logged in: their contact is proven, so it counts at once; doing it again is
    harmless. Raises PetitionClosedError."""
    with transaction.atomic():
        petition = locked(petition.pk)
        values = {"language": language, "source": source}
        signature, _ = petition.signatures.get_or_create(person=person, defaults=values)
        if signature.state != SignatureState.CONFIRMED:
            count_signature(signature)
        return signature


def petition_subject(pk):
    return f"petition:{pk}"


def count_signature(signature):
    """Confirms `signature`; the caller holds the lock of its petition and has seen that it is not confirmed."""
    signature.confirmed_at, signature.withdrawn_at = timezone.now(), None
    change_state(signature, SignatureState.CONFIRMED)
    add_to_count(signature.petition, 1)
    record_participation(
        signature.person,
        kind=ParticipationKind.SIGNED,
        subject=petition_subject(signature.petition_id),
        occurred_on=timezone.localdate(),
        source_key=signature.subject,
    )


def withdraw_signature(signature):
    """Takes `signature` back, also after the petition closed; its words go at once, the row 30 days later."""
    with transaction.atomic():
        petition = Petition.objects.locked().get(pk=signature.petition_id)
        signature = petition.signatures.get(pk=signature.pk)
        if signature.state == SignatureState.CONFIRMED:
            signature.withdrawn_at, signature.comment = timezone.now(), ""
            signature.display = Signature._meta.get_field("display").default
            change_state(signature, SignatureState.WITHDRAWN)
            add_to_count(petition, -1)
            take_back_participation(signature.subject)
        return signature


def change_state(signature, state):
    """The only way a signature changes its state."""
    old, signature.state = signature.state, state
    signature.save()
    logger.info("signature=%s state=%s->%s", signature.pk, old, state)
