from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Activity(TextChoices):
    """What kind of work it is, as funders and tax law tell it apart."""

    SERVICE = "service", pgettext_lazy("activity", "Service")
    EDUCATION = "education", pgettext_lazy("activity", "Education")
    ORGANIZING = "organizing", pgettext_lazy("activity", "Organizing")
    LOBBYING = "lobbying", pgettext_lazy("activity", "Lobbying")


class Display(TextChoices):
    """How a signature appears in public; the signer opts up."""

    HIDDEN = "hidden", _("Not at all")
    FIRST_TOWN = "first_town", _("First name and town")
    FULL = "full", _("Full name and town")


class SignatureState(TextChoices):
    UNCONFIRMED = "unconfirmed", pgettext_lazy("signature", "Not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("signature", "Confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("signature", "Withdrawn")


class CommentState(TextChoices):
    PENDING = "pending", pgettext_lazy("comment", "To be read")
    APPROVED = "approved", pgettext_lazy("comment", "May be shown")
    HIDDEN = "hidden", pgettext_lazy("comment", "Not shown")


class EventKind(TextChoices):
    """What an event is; leadership tracks count by it."""

    WORKSHOP = "workshop", pgettext_lazy("event", "Rights workshop")
    TRAINING = "training", pgettext_lazy("event", "Training for educators")
    CLINIC = "clinic", pgettext_lazy("event", "Wage clinic")
    MEETING = "meeting", pgettext_lazy("event", "Meeting or assembly")
    ACTION = "action", pgettext_lazy("event", "Public action or hearing")
    GATHERING = "gathering", pgettext_lazy("event", "Circle or gathering")
    RADIO = "radio", pgettext_lazy("event", "Radio")


class AddressShown(TextChoices):
    """Who learns the exact address. The town is for everybody."""

    EVERYBODY = "everybody", _("to everybody")
    COMING = "coming", _("to whoever says they are coming")
    CONFIRMED = "confirmed", _("to whom you confirm, one by one")


class Need(TextChoices):
    """What the center can offer at an event, and a guest can ask for."""

    CHILDCARE = "childcare", _("Childcare")
    INTERPRETATION = "interpretation", _("Interpretation")
    RIDE = "ride", _("A ride there and back")


class RsvpState(TextChoices):
    UNCONFIRMED = "unconfirmed", pgettext_lazy("rsvp", "Not confirmed")
    COMING = "coming", pgettext_lazy("rsvp", "Coming")
    CANCELED = "canceled", pgettext_lazy("rsvp", "Cannot come")
