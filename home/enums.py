from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Symbol(TextChoices):
    """The woven pictures of `portal/static/img/sym-*.svg`."""

    HOUSE = "house", pgettext_lazy("symbol", "House")
    STEPS = "steps", pgettext_lazy("symbol", "Steps")
    CROSS = "cross", pgettext_lazy("symbol", "Stepped cross")
    BIRD = "bird", pgettext_lazy("symbol", "Bird")
    SUN = "sun", pgettext_lazy("symbol", "Sun")
    RADIO = "radio", pgettext_lazy("symbol", "Radio waves")


class Portrait(TextChoices):
    """The cut-paper portraits of `portal/static/img/face-*.svg`, for people who did not give a photo."""

    BEATRIZ = "beatriz", _("Older woman with glasses")
    IVONE = "ivone", _("Woman with curly hair")
    LUZ = "luz", _("Woman with straight hair")
    MARISOL = "marisol", _("Woman with a long braid")
    NADEGE = "nadege", _("Woman with a headscarf")
    WILSON = "wilson", _("Man with a beard")


class Severity(TextChoices):
    NOTICE = "notice", _("Good to know")
    URGENT = "urgent", _("Act now")


class MediaKind(TextChoices):
    RADIO = "radio", _("Radio show")
    PRESS = "press", _("In the press")


class Tone(TextChoices):
    INFORMATION = "information", _("Information")
    GOOD = "good", _("Good news")
    WARNING = "warning", _("Take care")


class Place(TextChoices):
    """Pages of the site that are not in the page tree; their paths are the same in every language."""

    SEARCH = "search", pgettext_lazy("place", "Search")
    LOGIN = "account_login", pgettext_lazy("place", "Log in")
