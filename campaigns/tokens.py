"""What people without a login carry from step to step in the address: no session keeps it, no contact is in it.

A row is a signature or a place at an event; it names itself by its `subject` ("signature:5").
"""

from django.core import signing

CODE_SALT, OWN_SALT = "campaigns.code", "campaigns.own"
CODE_SECONDS = 3_600
SHOWN_DIGITS = 2


def masked(contact):
    """Enough of a contact (kind, value) to see a typing mistake: "…42", "a…@example.org"."""
    kind, value = contact
    if kind == "phone":
        return f"…{value[-SHOWN_DIGITS:]}"
    name, _, host = value.partition("@")
    return f"{name[:1]}…@{host}"


def code_token(row, contact):
    """For the page that asks for the code; good for an hour."""
    return signing.dumps({"row": row.subject, "to": masked(contact)}, salt=CODE_SALT)


def read_code_token(token):
    """(subject of the row, masked contact). Raises signing.BadSignature."""
    said = signing.loads(token, salt=CODE_SALT, max_age=CODE_SECONDS)
    return said["row"], said["to"]


def own_token(row):
    """For whoever proved the contact: opens their own row."""
    return signing.dumps(row.subject, salt=OWN_SALT)


def read_own_token(token, max_age):
    """The subject of the row of a token not older than `max_age` seconds (None: however old). Raises BadSignature."""
    return signing.loads(token, salt=OWN_SALT, max_age=max_age)
