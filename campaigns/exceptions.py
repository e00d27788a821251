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


class EventClosedError(VisitorError):
    """It is canceled, has begun, or is not published."""

    message = _("This event takes no more answers. Nothing was changed.")


class EventFullError(VisitorError):
    """Fewer seats are left than were asked for."""

    message = _("There are not enough seats left. Nothing was changed.")


class EventNotYetError(VisitorError):
    """Nobody can have come before the day."""

    message = _("Mark who came on the day itself or later.")
