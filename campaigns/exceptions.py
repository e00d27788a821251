"""What can go wrong with a signature, each with a sentence for the reader."""

from django.utils.translation import gettext_lazy as _


class SigningError(Exception):
    """A signature cannot be taken; `message` says why and what to do."""

    message = _("We cannot take this signature. Call us, and we will help.")


class PetitionClosedError(SigningError):
    """Before its first day, after its last, or when its campaign has ended."""

    message = _("This petition is not open for signatures now. Nothing was changed.")


class TooManyNamesError(SigningError):
    """Two people signed with this contact. Only who proved the contact may read this."""

    message = _("Two people have signed with this contact already. Use another one, or call us.")
