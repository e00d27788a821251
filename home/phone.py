"""Phone numbers, read in the center's region (the pack's `phone_region`) and kept as E.164."""

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def parse_phone(text):
    """`text` as E.164 ("+12035550142"). Raises ValidationError with a sentence when it is no phone number."""
    try:
        number = phonenumbers.parse(text, settings.CENTER.phone_region)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("This is not a phone number. Write all its digits, with the area code.")) from error
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This phone number is missing digits or has too many. Write it with the area code."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def validate_phone(text):
    parse_phone(text)


def tel_uri(text):
    """`tel:` link of a number as staff typed it (RFC 3966); empty for an empty or unreadable one."""
    try:
        return f"tel:{parse_phone(text)}" if text else ""
    except ValidationError:
        return ""
