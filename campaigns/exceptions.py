"""What can go wrong with a signature or a place at an event, each with a sentence for the reader."""

from django.utils.translation import gettext_lazy as _


class VisitorError(Exception):
    """An answer cannot be taken; `message` says why and what to do."""

    message = _("We cannot take this now. Call us, and we will help.")


class PetitionClosedError(VisitorError):
    """Before its first day, after its last, or when its campaign has ended."""

    message = _("This petition is not open for signatures now. Nothing was changed.")


class TooManyNamesError(VisitorError):
    """Two people signed with this contact. Only who proved the contact may read this."""

    message = _("Two people have signed with this contact already. Use another one, or call us.")
