from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    """Whom a guide speaks to."""

    WORKERS = "workers", pgettext_lazy("audience", "Workers")
    EMPLOYERS = "employers", pgettext_lazy("audience", "People who hire")
    BOTH = "both", pgettext_lazy("audience", "Both")


class Thread(TextChoices):
    """The color of a topic's cards."""

    BRICK = "brick", _("Red")
    GOLD = "gold", _("Gold")
    INDIGO = "indigo", _("Blue")
    TEAL = "teal", _("Green")
