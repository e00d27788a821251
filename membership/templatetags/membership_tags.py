"""What templates need to show a login."""

import phonenumbers
from django import template
from django.conf import settings
from phonenumbers import PhoneNumberFormat

from membership.access import member_of
from membership.enums import Period
from membership.keeping import declared_to_readers
from membership.ledger_words import how, what_for
from membership.money import format_cents
from membership.services.tracks import current_path
from membership.stairs import stairs_of

register = template.Library()
LATEST = 2  # done steps on the first page


@register.filter
def phone_number(e164):
    """A number as people of the center's region write it, "(203) 555-0142"; a foreign one with its country code."""
    number = phonenumbers.parse(e164)
    home = phonenumbers.country_code_for_region(settings.CENTER.phone_region)
    style = PhoneNumberFormat.NATIONAL if number.country_code == home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def contact(text):
    """An e-mail as it is, a number (E.164) as people write it."""
    return phone_number(text) if text.startswith("+") else text


@register.filter
def end_of_contact(text):
    """As much of a contact as tells two people apart: "… 0142", "a…@example.org"."""
    if text.startswith("+"):
        return f"…\N{NO-BREAK SPACE}{text[-4:]}"
    return f"{text[0]}…@{text.rpartition('@')[2]}"


@register.filter
def money(cents):
    """Cents as an amount: "$20", "$12.50"."""
    return format_cents(cents)


@register.filter
def period_of(months):
    """The period that lasts so many months: "quarter" for 3."""
    return next((period.value for period in Period if period.months == months), "")


register.filter(how)
register.filter(what_for)


@register.simple_tag(takes_context=True)
def acting_member(context):
    """The member that whoever is logged in acts for; the frame of the page asks too, so it costs no question."""
    return member_of(context["request"])


@register.simple_tag
def kept():
    """What we keep about people, why and until when: the declarations that the daily deletion uses."""
    return declared_to_readers()


@register.inclusion_tag("components/path_panel.html")
def path_panel(person):
    """How far a member is on the path they walk; where to find one when they walk none."""
    progress = current_path(person)
    return {"progress": progress, "latest": progress.latest[-LATEST:] if progress else []}


@register.filter
def stairs(progress):
    """Where the shapes of a path's drawing stand."""
    return stairs_of(progress)
