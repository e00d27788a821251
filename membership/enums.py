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
    """How dues come in. Other ways follow with the screens that take them."""

    CASH = "cash", _("cash")


class MessageState(TextChoices):
    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "not sent")
