"""What can go wrong, each with a sentence for the reader."""

from django.utils.translation import gettext_lazy as _


class ContactError(Exception):
    """A contact cannot be written; `message` says what to do."""

    message = _("This contact cannot be used. Use another one, or call us.")


class ContactTakenError(ContactError):
    """Somebody else logs in with this contact. Only who proved the contact may read this."""

    message = _("Somebody else logs in with this contact already. Use another one, or call us.")


class CodeError(Exception):
    """A code does not prove its contact; `message` says what to do."""

    message = _("That code did not work. Use the last one we sent, or ask for another.")


class WrongCodeError(CodeError):
    """The code is wrong, used up or older than ten minutes."""


class TooManyTriesError(CodeError):
    """Three wrong codes: the next try needs a new one."""

    message = _("That was too many tries. To protect you, ask for another code.")


class DuesError(Exception):
    """A payment cannot be written as it was typed; `message` says what to look at."""

    message = _(
        "Look at the amount and the day again. The amount must be more than zero and the day not later than today."
    )


class MergeError(Exception):
    """Two entries cannot be merged; `message` says why."""

    message = _("These two entries cannot be merged: one of them was merged or erased already, or they are the same.")


class TrackError(Exception):
    """A path cannot be walked that way; `message` says what to do."""

    message = _("This step fills in by itself. Only some steps are confirmed by hand.")


class TrackClosedError(TrackError):
    """The path takes nobody new."""

    message = _("This path cannot be started now. Ask us about the next one.")
