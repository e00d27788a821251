"""What templates compose: the frame of a page, and how words, hours and pictures are printed."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import Page

from home import formatting
from home.frame import HELP_SLUG, frame_of
from home.phone import tel_uri
from home.rich_text import with_languages
from home.structured_data import json_ld, organization

register = template.Library()

SHORT_NUMBER = 3


@register.simple_tag(takes_context=True)
def site_frame(context):
    """What stands around this page: menu, languages, foot, facts, links."""
    page = context.get("page")
    return frame_of(context["request"], page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def link_url(context, link):
    """Where a link of a story leads, in the reader's language; empty when its page is gone or not public."""
    if not link.page_id:
        return link.fixed_url
    url = site_frame(context).url_of(link.page_id)
    return f"{url}#{link['anchor']}" if url and link.get("anchor") else url


@register.simple_tag(takes_context=True)
def structured_data(context):
    """What machines read of the center, as a JSON-LD script (data, never run)."""
    return json_ld(organization(site_frame(context).facts, settings.CENTER, settings.BASE_URL))


@register.simple_tag
def share_picture():
    """The picture of shared links of pages that have none of their own, with its host."""
    return f"{settings.BASE_URL}{static('center/share.png')}"


@register.simple_tag
def portrait_url(name):
    return static(f"img/face-{name}.svg")


@register.simple_tag
def symbol_url(name):
    return static(f"img/sym-{name}.svg")


@register.simple_tag
def help_url():
    return reverse("wagtail_serve", args=[f"{HELP_SLUG}/"])


@register.simple_tag
def home_url():
    return reverse("wagtail_serve", args=[""])


@register.filter
def html_lang(code):
    """A language code as HTML writes it (BCP 47): pt-br is pt-BR."""
    head, _, region = code.partition("-")
    return f"{head}-{region.upper()}" if region else head


@register.filter
def languages(html):
    """Rich text with `lang` on words of another language; it has been made by Wagtail, so it is safe."""
    return mark_safe(with_languages(html))


@register.filter
def sentences(text):
    return formatting.sentences(str(text))


@register.filter
def hours(row):
    """One row of the opening hours, in words."""
    return formatting.opening_hours(row["first_day"], row["last_day"], row["opens"], row["closes"])


@register.filter
def clock(moment):
    return formatting.clock(timezone.localtime(moment).time())


@register.filter
def moment(text):
    """A time that a message carries as text (ISO 8601)."""
    return datetime.fromisoformat(text)


@register.filter
def day(text):
    """A day that a message carries as text (ISO 8601)."""
    return date.fromisoformat(text)


@register.filter
def hours_until(start, end):
    """ "6 to 8 p.m.", of two times or of two texts (ISO 8601)."""
    moments = [datetime.fromisoformat(value) if isinstance(value, str) else value for value in (start, end)]
    return formatting.clock_range(*(timezone.localtime(value).time() for value in moments))


@register.filter
def day_number(moment):
    return timezone.localtime(moment).day


@register.filter
def short_day(moment):
    """The weekday and the month beside a large day: "Wed, Dec"."""
    return formatting.short_day(timezone.localtime(moment))


@register.filter
def month_heading(month):
    return formatting.month_heading(month, timezone.localdate())


@register.filter
def on_weekday(moment):
    """A date with its weekday: "Saturday, March 7, 2026"."""
    day = timezone.localtime(moment) if hasattr(moment, "hour") else moment
    return formatting.day_in_words(day, "WEEKDAY_DATE_FORMAT")


@register.filter
def on_day(moment):
    """A date without its weekday: "March 7, 2026"."""
    day = timezone.localtime(moment) if hasattr(moment, "hour") else moment
    return formatting.day_in_words(day, "DATE_FORMAT")


@register.filter
def tel(number):
    """A link to call; short numbers like 911 are called as they are."""
    return f"tel:{number}" if len(number) <= SHORT_NUMBER else tel_uri(number)


@register.filter
def language_names(codes):
    """Pairs of code and own name of the languages `codes`, in the order of the site's languages."""
    return [(code, name) for code, name in settings.LANGUAGES if code in codes]
