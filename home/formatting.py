"""How the three languages write days, hours and sentences."""

import re
from datetime import time

from django.db.models import IntegerChoices
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy


class Weekday(IntegerChoices):
    """ISO 8601 weekday numbers."""

    MONDAY = 1, pgettext_lazy("opening hours", "Monday")
    TUESDAY = 2, pgettext_lazy("opening hours", "Tuesday")
    WEDNESDAY = 3, pgettext_lazy("opening hours", "Wednesday")
    THURSDAY = 4, pgettext_lazy("opening hours", "Thursday")
    FRIDAY = 5, pgettext_lazy("opening hours", "Friday")
    SATURDAY = 6, pgettext_lazy("opening hours", "Saturday")
    SUNDAY = 7, pgettext_lazy("opening hours", "Sunday")


def clock(value: time) -> str:
    """A time of day as the active language writes it: "6:30 p.m.", "18h30"; the full hour as is usual: "6 p.m."."""
    full = formats.time_format(value, "TIME_FORMAT")
    return re.sub(own_format("FULL_HOUR_DROPS"), "", full) if value.minute == 0 else full


def day_in_words(value, name: str) -> str:
    """A date in the format `name` of the active language; the first of a month is an ordinal where that is usual."""
    return re.sub(r"\b1(?= )", own_format("FIRST_OF_MONTH"), formats.date_format(value, own_format(name)))


def short_day(day) -> str:
    """The weekday and month beside a large number, "Wed, Dec"; small letters where the language writes months so."""
    text = day_in_words(day, "WEEKDAY_MONTH_FORMAT")
    return text.lower() if formats.date_format(day, "F").islower() else text


def month_heading(month, today) -> str:
    """ "December", with the year when it is another than that of `today`: "January 2027"; with a large letter."""
    text = formats.date_format(month, "F" if month.year == today.year else "YEAR_MONTH_FORMAT")
    return text[:1].upper() + text[1:]


def own_format(name: str) -> str:
    """A format of `portal/formats` in the active language, or in English when that language has none of its own."""
    found = formats.get_format(name)
    return formats.get_format(name, lang="en") if found == name else found


def clock_range(start: time, end: time) -> str:
    """ "10 a.m. to 6 p.m." in the active language; the half of the day is said once when both are in it."""
    first = clock(start)
    if (start.hour < 12) == (end.hour < 12):
        first = re.sub(own_format("HALF_OF_DAY"), "", first)
    return _("{start} to {end}").format(start=first, end=clock(end))


def opening_hours(first_day, last_day, opens: time, closes: time) -> str:
    """ "Monday to Friday, 10 a.m. to 6 p.m." in the active language; one day when `last_day` is empty or the same."""
    first = Weekday(int(first_day)).label
    hours = clock_range(opens, closes)
    if not last_day or int(last_day) == int(first_day):
        return _("{day}, {hours}").format(day=first, hours=hours)
    return _("{first} to {last}, {hours}").format(first=first, last=Weekday(int(last_day)).label, hours=hours)


def sentences(text: str) -> list[str]:
    """`text` broken after a full stop, question or exclamation mark: a heading of two sentences takes two lines."""
    return re.split(r"(?<=[.!?]) (?=\S)", text.strip()) if text else []


def reading_minutes(words: int) -> int:
    """Minutes to read `words` words aloud in the head: 180 a minute, never less than one."""
    return max(1, round(words / 180))
