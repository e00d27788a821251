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
