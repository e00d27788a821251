"""Money as people write it, in cents. Never a float."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"^(\d{1,7})(?:[.,](\d{1,2}))?$")
GROUPED = re.compile(r"^(\d{1,3}(?:,\d{3})+)\.(\d{2})$|^(\d{1,3}(?:\.\d{3})+),(\d{2})$")
UNCLEAR = re.compile(r"^(\d{1,3})[.,](\d{3})$")


def parse_cents(text: str) -> int:
    """The cents of an amount typed with point or comma: 12.50, 12,50, $20, 1,250.00.

    Raises ValidationError with a question when "1.250" could be two amounts, with a sentence when it is none.
    """
    text = text.replace(settings.CENTER.currency_symbol, "").replace(" ", "")
    if unclear := UNCLEAR.match(text):
        many, few = f"{unclear[1]},{unclear[2]}.00", f"{unclear[1]}.{unclear[2][:2]}"
        question = _("Did you mean %(symbol)s%(many)s or %(symbol)s%(few)s? Write it with two digits for the cents.")
        raise ValidationError(question, params={"symbol": settings.CENTER.currency_symbol, "many": many, "few": few})
    if grouped := GROUPED.match(text):
        whole, part = (grouped[1], grouped[2]) if grouped[1] else (grouped[3], grouped[4])
        return int(re.sub(r"\D", "", whole)) * 100 + int(part)
    plain = PLAIN.match(text)
    if not plain:
        raise ValidationError(_("Write an amount in numbers, like 20 or 12.50."))
    return int(plain[1]) * 100 + int((plain[2] or "0").ljust(2, "0"))


def format_cents(cents: int) -> str:
    """ "$20", "$12.50", "-$1,250": cents only when there are some, the same figure in every language."""
    whole, part = divmod(abs(cents), 100)
    figure = f"{settings.CENTER.currency_symbol}{whole:,}" + (f".{part:02}" if part else "")
    return f"-{figure}" if cents < 0 else figure
