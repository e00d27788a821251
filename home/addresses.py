"""Addresses that editors type: where a link may lead, and whose website it is."""

from urllib.parse import urlsplit

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

ADDRESS = r"^(https?://\S+|mailto:\S+@\S+|tel:\+?[0-9]+)?$"
NO_ADDRESS = _("Start the address with https://, tel: or mailto: and leave no space in it.")
validate_address = RegexValidator(ADDRESS, NO_ADDRESS)


def host_of(address):
    """The host of a web address without "www."; empty when there is none."""
    return (urlsplit(address or "").hostname or "").removeprefix("www.")
