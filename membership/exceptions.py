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


class TooMuchTimeError(DuesError):
    """More than ten years at once: the amount or the price is a typing mistake."""

    message = _("This would pay for more than ten years. Look at the amount and the price again.")


class PaperNumberError(DuesError):
    """A line with this number of the paper book counts already."""

    message = _("This number of the paper book was typed in before. Look at the number again.")


class SeveralPayersError(DuesError):
    """The name alone does not say who paid."""

    message = _("Several people have this name. Choose who paid.")


class PayerGoneError(DuesError):
    """Whoever was chosen was erased meanwhile."""

    message = _("This person is not in our list any more. Write the name again.")


class WrittenAlreadyError(DuesError):
    """The same key stands for a line that says something else."""

    def __init__(self, receipt):
        super().__init__(receipt)
        self.message = _("This was written before, with other words or numbers: receipt %(number)s.") % {
            "number": receipt
        }


class ReversalError(DuesError):
    """More would be taken back than is left, or a line that takes something back itself."""

    message = _("Only what is left of a payment can be taken back.")


class MonthError(DuesError):
    """A month that is not over cannot be closed."""

    message = _("This month is not over yet. Close it when it is.")


class BatchError(DuesError):
    """A batch cannot go that way from where it is."""

    message = _(
        "This batch cannot be changed that way: it was counted already, is not counted yet, or needs a second person."
    )


class PauseError(DuesError):
    """A pause needs an end within a year, and a membership that can be paused."""

    message = _("Choose a last day for the pause, within a year. Only a running membership can be paused.")


class GatewayError(Exception):
    """The card company cannot be reached, or does not take what we ask; `message` is for the reader."""

    message = _("We cannot reach the card company right now and charged nothing. Try again in a few minutes.")


class GoneError(GatewayError):
    """The card company does not know this any more; the error names the parameter."""


class CardError(DuesError):
    """A payment by card cannot begin as it was chosen; `message` says what to do."""

    message = _("By card we can take amounts from %(least)s to %(most)s. Choose another amount.")


class CardOffError(CardError):
    message = _("We cannot take cards right now. Pay in cash or by check.")


class AlreadyPayingError(CardError):
    message = _("You already pay by card. Change the amount, or stop first.")


class BillingError(Exception):
    """A known failure of an event: it waits for the treasurer with the sentence of `trouble` (enums.Trouble)."""

    def __init__(self, trouble):
        super().__init__(trouble)
        self.trouble = trouble


class OutdatedError(Exception):
    """Somebody else wrote a newer answer while ours was on its way: ask again."""


class MergeError(Exception):
    """Two entries cannot be merged; `message` says why."""

    message = _("These two entries cannot be merged: one of them was merged or erased already, or they are the same.")


class TrackError(Exception):
    """A path cannot be walked that way; `message` says what to do."""

    message = _("This step fills in by itself. Only some steps are confirmed by hand.")


class TrackClosedError(TrackError):
    """The path takes nobody new."""

    message = _("This path cannot be started now. Ask us about the next one.")
