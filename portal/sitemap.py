"""The sitemap: every page that everybody may read, with its translations."""

from collections import defaultdict

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import F
from django.utils.functional import cached_property
from wagtail.models import Page

from home.navigation import limited_by_apps


def address_of(page):
    """The one address of `page`, the same as its canonical link; empty for a page outside the site."""
    return f"{settings.BASE_URL}{page.url}" if page.url else ""


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
