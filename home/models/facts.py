"""The facts about the center that every page may print; one row, kept by staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import StreamField

from home.formatting import Weekday
from home.phone import tel_uri, validate_phone


class HoursBlock(blocks.StructBlock):
    first_day = blocks.ChoiceBlock(choices=Weekday.choices, label=_("From"))
    last_day = blocks.ChoiceBlock(choices=Weekday.choices, required=False, label=_("Until"))
    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"))

    class Meta:
        icon = "time"
        label = _("Days and hours")


class ElsewhereBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=40, label=_("Name"), help_text=_("The company's own name, like WhatsApp."))
    address = blocks.URLBlock(label=_("Link"))
    owner = blocks.CharBlock(
        max_length=40,
        required=False,
        label=_("Who owns it"),
        help_text=_("Readers are told who learns that they came."),
    )

    class Meta:
        icon = "link"
        label = _("Link")


class SiteFacts(BaseGenericSetting):
    """Address, phones, hours and links. `address` is a postal address and stays as it is in every language."""

    address = models.TextField(_("postal address"), blank=True, help_text=_("As on an envelope, without our name."))
    town = models.CharField(_("town"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=40, blank=True)
    country = models.CharField(_("country code"), max_length=2, default="US")
    phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[validate_phone])
    radio_phone = models.CharField(_("phone of the radio show"), max_length=30, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    hours = StreamField([("hours", HoursBlock())], blank=True, verbose_name=_("opening hours"))
    links = StreamField([("link", ElsewhereBlock())], blank=True, verbose_name=_("we are also here"))
    wheelchair_entrance = models.BooleanField(_("there is a wheelchair entrance"), default=False)
    demonstration = models.BooleanField(
        _("these facts are invented"), default=False, help_text=_("Prints “Demonstration” at the foot of every page.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("town"),
                FieldPanel("state"),
                FieldPanel("country"),
                FieldPanel("wheelchair_entrance"),
            ],
            heading=_("Where we are"),
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("radio_phone"), FieldPanel("email"), FieldPanel("hours")],
            heading=_("How to reach us"),
        ),
        FieldPanel("links"),
        FieldPanel("demonstration"),
    ]

    class Meta:
        verbose_name = _("facts")

    def __str__(self):
        return self.town

    @property
    def phone_uri(self):
        return tel_uri(self.phone)

    @property
    def radio_phone_uri(self):
        return tel_uri(self.radio_phone)
