"""How the hours of a guide's examples are written."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
MINUTES = 60


@register.filter
def hours_and_minutes(hours):
    """A Decimal of hours in words, never as a fraction: 3.75 is "3 hours 45 minutes"."""
    whole, minutes = divmod(round(hours * MINUTES), MINUTES)
    in_hours = ngettext("{number} hour", "{number} hours", whole).format(number=whole)
    if not minutes:
        return in_hours
    in_minutes = ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes)
    return _("{hours} {minutes}").format(hours=in_hours, minutes=in_minutes)
