"""The code on a member card: an address that only staff can open, and that says nothing to anybody else."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

SIGNER = {"sep": ".", "salt": "membership.card"}


def card_token(person):
    """Does not run out: a printed card is good for years. Erasing the person ends it."""
    return Signer(**SIGNER).sign(person.handle.hex)


def handle_in(token):
    """The handle of the person that `token` was made for. Raises BadSignature."""
    try:
        return UUID(hex=Signer(**SIGNER).unsign(token))
    except ValueError as error:
        raise BadSignature from error
