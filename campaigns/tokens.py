"""What a signer carries from step to step in the address: nothing is kept in a session, no contact is in it."""

from django.core import signing

CODE_SALT, SIGNED_SALT = "campaigns.code", "campaigns.signed"
CODE_SECONDS, SIGNED_SECONDS = 3_600, 86_400
SHOWN_DIGITS = 2


def masked(contact):
    """Enough of a contact (kind, value) to see a typing mistake: "…42", "a…@example.org"."""
    kind, value = contact
    if kind == "phone":
        return f"…{value[-SHOWN_DIGITS:]}"
    name, _, host = value.partition("@")
    return f"{name[:1]}…@{host}"


def code_token(signature, contact):
    """For the page that asks for the code; good for an hour."""
    return signing.dumps({"signature": signature.pk, "to": masked(contact)}, salt=CODE_SALT)


def read_code_token(token):
    """(signature id, masked contact). Raises signing.BadSignature."""
    said = signing.loads(token, salt=CODE_SALT, max_age=CODE_SECONDS)
    return said["signature"], said["to"]


def signed_token(signature):
    """For whoever proved the contact: opens their own signature for a day."""
    return signing.dumps(signature.pk, salt=SIGNED_SALT)


def read_signed_token(token):
    """The signature id. Raises signing.BadSignature."""
    return signing.loads(token, salt=SIGNED_SALT, max_age=SIGNED_SECONDS)
