"""Codes that prove a contact without an account: for a signature, for a place at an event."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from membership.exceptions import CodeError, TooManyTriesError, WrongCodeError
from membership.models import ContactProof
from membership.services.messages import queue_message

DIGITS = 6
WORKS_FOR = timedelta(minutes=10)
TRIES = 3


def hash_of(subject, code):
    return salted_hmac("membership.proof", f"{subject}:{code}", algorithm="sha256").hexdigest()


def ask_for_proof(subject, *, contact, language, purpose="code"):
    """Sends a new code for `subject` to `contact`, a pair (kind, value); the codes before it stop working.

    `purpose` names the message, for those who should read more beside the code.
    """
    kind, value = contact
    code = get_random_string(DIGITS, "0123456789")
    with transaction.atomic():
        ContactProof.objects.filter(subject=subject, used_at=None).delete()
        proof = ContactProof.objects.create(
            subject=subject, kind=kind, value=value, code_hash=hash_of(subject, code), made_at=timezone.now()
        )
        context = {"code": code, "minutes": WORKS_FOR.seconds // 60}
        queue_message(purpose, key=f"proof:{proof.pk}", contact=contact, language=language, context=context)
    return proof


def check_proof(subject, code):
    """Uses up the newest code of `subject`; returns its proof.

    Each try counts before it is compared, so that parallel tries cannot outrun the counter.
    Raises WrongCodeError for a wrong or old code, TooManyTriesError after the third.
    """
    proofs = ContactProof.objects.filter(subject=subject, used_at=None, made_at__gt=timezone.now() - WORKS_FOR)
    proof = proofs.order_by("-pk").first()
    if proof is None:
        raise WrongCodeError
    counted = ContactProof.objects.filter(pk=proof.pk, tries__lt=TRIES).update(tries=F("tries") + 1)
    if not counted:
        raise TooManyTriesError
    if not constant_time_compare(proof.code_hash, hash_of(subject, code.strip())):
        raise WrongCodeError
    used = ContactProof.objects.filter(pk=proof.pk, used_at=None).update(used_at=timezone.now())
    if not used:
        raise WrongCodeError
    return proof


def prove(subject, code):
    """The proof that `code` uses up, or used up a moment ago: a second tap is no wrong code. Raises CodeError."""
    try:
        return check_proof(subject, code)
    except CodeError:
        used = ContactProof.objects.filter(
            subject=subject,
            code_hash=hash_of(subject, code.strip()),
            used_at__isnull=False,
            made_at__gt=timezone.now() - WORKS_FOR,
        ).first()
        if used is None:
            raise
        return used
