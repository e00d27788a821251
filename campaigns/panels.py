"""Parts of forms that several records of campaigns share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

MONEY = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("activity"), FieldPanel("funding")])], heading=_("What kind of work it is, and who pays")
)
