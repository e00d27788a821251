"""The sitemap: every page that everybody may read and every event, with their translations."""

from collections import defaultdict

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import F
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from wagtail.models import Page

from campaigns.models import Event
from home.navigation import limited_by_apps


def address_of(page):
    """The one address of `page`, the same as its canonical link; empty for a page outside the site."""
    return f"{settings.BASE_URL}{page.url}" if page.url else ""


def entries_of(path):
    """One entry a language for an address that is the same in each."""
    faces = [(code, f"{settings.BASE_URL}{translate_url(path, code)}") for code, _name in settings.LANGUAGES]
    alternates = [{"location": url, "lang_code": code} for code, url in faces]
    return [
        {
            "item": path,
            "location": url,
            "lastmod": None,
            "changefreq": None,
            "priority": "",
            "alternates": alternates,
        }
        for _code, url in faces
    ]


class EventSitemap(Sitemap):
    """The list of events and each published event, at the same address in every language."""

    limit = 10_000  # addresses, each in all languages

    def items(self):
        events = Event.objects.published().exclude(texts=None).distinct().order_by("pk")
        return [reverse("events"), *(event.get_absolute_url() for event in events)]

    def get_urls(self, page=1, site=None, protocol=None):
        return [entry for path in self.paginator.page(page).object_list for entry in entries_of(path)]


class PageSitemap(Sitemap):
    """One entry a page; `alternates` name its faces in other languages (sitemaps.org, hreflang)."""

    limit = 50_000  # the most that one file may hold

    def items(self):
        pages = Page.objects.live().public().filter(depth__gt=1).exclude(limited_by_apps()).order_by("path")
        return pages.annotate(language=F("locale__language_code"))

    @cached_property
    def faces(self):
        faces = defaultdict(list)
        for page in self.items():
            faces[page.translation_key].append((page.language, address_of(page)))
        return faces

    def get_urls(self, page=1, site=None, protocol=None):
        return [
            {
                "item": item,
                "location": address_of(item),
                "lastmod": item.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": [{"location": url, "lang_code": code} for code, url in self.faces[item.translation_key]],
            }
            for item in self.paginator.page(page).object_list
            if item.url
        ]
