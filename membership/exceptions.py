"""What can go wrong with a login, each with a sentence for the reader."""

from django.utils.translation import gettext_lazy as _


class ContactError(Exception):
    """A contact cannot be written; `message` says what to do."""

    message = _("This contact cannot be used. Use another one, or call us.")


class ContactTakenError(ContactError):
    """Somebody else logs in with this contact. Only who proved the contact may read this."""

    message = _("Somebody else logs in with this contact already. Use another one, or call us.")
