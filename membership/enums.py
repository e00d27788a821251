from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContactKind(TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("mobile number")


class Purpose(TextChoices):
    """What a person may allow us to write about; each is asked for by itself, unticked."""

    NEWS = "news", _("events and campaigns")


class ParticipationKind(TextChoices):
    """What people do that counts on a leadership track. Upper apps record; nobody else needs to know how."""

    ATTENDED = "attended", _("came to an event")
    SIGNED = "signed", _("signed a petition")
    READ = "read", _("read a guide")
    SIGNED_OFF = "signed_off", _("confirmed by staff")


class Period(TextChoices):
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")

    @property
    def months(self):
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


class Method(TextChoices):
    """How dues and donations come in; a waiver brings no money, an adjustment corrects or carries over."""

    CARD = "card", pgettext_lazy("payment", "card")
    BANK_DEBIT = "bank_debit", pgettext_lazy("payment", "bank debit")
    CASH = "cash", _("cash")
    CHECK = "check", pgettext_lazy("payment", "check")
    MONEY_ORDER = "money_order", _("money order")
    ZELLE = "zelle", _("Zelle")
    WAIVER = "waiver", pgettext_lazy("payment", "waiver")
    ADJUSTMENT = "adjustment", pgettext_lazy("payment", "adjustment")


HANDED_OVER = (Method.CASH, Method.CHECK, Method.MONEY_ORDER)  # what lies in the box until it is deposited
AT_THE_TABLE = (*HANDED_OVER, Method.ZELLE)  # what staff take in


class PaidFor(TextChoices):
    """What money is for: the accounts keep the two apart."""

    DUES = "dues", pgettext_lazy("payment", "dues")
    DONATION = "donation", pgettext_lazy("payment", "donation")


class BatchState(TextChoices):
    """A batch is one collector's box: open, counted, at the bank."""

    OPEN = "open", pgettext_lazy("batch", "open")
    COUNTED = "counted", pgettext_lazy("batch", "counted")
    DEPOSITED = "deposited", pgettext_lazy("batch", "at the bank")


class MessageState(TextChoices):
    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "not sent")
    DROPPED = "dropped", pgettext_lazy("message", "not needed any more")


class MessageTrouble(TextChoices):
    """Why a message shows as not sent."""

    REFUSED = "refused", _("It was not taken.")
    UNKNOWN = "unknown", _("It was cut off: we do not know whether it went out.")


class CheckoutFor(TextChoices):
    """What somebody goes to the pay page for."""

    SUBSCRIPTION = "subscription", pgettext_lazy("checkout", "dues, again and again")
    ONCE = "once", pgettext_lazy("checkout", "dues, once")
    DONATION = "donation", pgettext_lazy("checkout", "donation")


class CheckoutState(TextChoices):
    OPEN = "open", pgettext_lazy("checkout", "open")
    PAID = "paid", pgettext_lazy("checkout", "paid")
    EXPIRED = "expired", pgettext_lazy("checkout", "expired")


# What Stripe calls a subscription that pays or may pay again; and one whose last charge failed.
LIVE = ("incomplete", "trialing", "active", "past_due", "unpaid", "paused")
NEEDS_A_CARD = ("past_due", "unpaid", "incomplete")


class EventState(TextChoices):
    """How far an event of the card company is: its row is written before anything is done about it."""

    RECEIVED = "received", pgettext_lazy("event", "received")
    PROCESSED = "processed", pgettext_lazy("event", "done")
    IGNORED = "ignored", pgettext_lazy("event", "nothing to do")
    FAILED = "failed", pgettext_lazy("event", "needs you")


class Trouble(TextChoices):
    """Why an event waits for the treasurer, in a sentence that says what to do."""

    STRANGER = "stranger", _("Somebody paid whom we cannot place. Look at the payment at Stripe and record it by hand.")
    CURRENCY = "currency", _("This came in another currency than ours. Look at it at Stripe and record it by hand.")
    GONE = "gone", _("Stripe does not know this any more. If money moved, record it by hand.")
    MODE = "mode", _("This is from the other mode of Stripe (test or live). Check the address of the webhook there.")
    OUTSIDE = "outside", _("This invoice was marked as paid without the card. Record the money where you took it.")
    TOO_MUCH = "too_much", _("More was paid back than we have on record. Look at both and correct by hand.")
    TWO = "two", _("This person has two subscriptions at Stripe. Cancel one of them there.")
    PERIOD = "period", _("We cannot see which period this pays for. Look at it at Stripe and record it by hand.")
    UNKNOWN = "unknown", _("Something of ours broke. Tell whoever looks after the website, then try again.")
