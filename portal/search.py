"""Search over what the reader may read, in the language of the page."""

from django.conf import settings
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from home.navigation import limited_by_apps
from home.paging import NearestPaginator
from home.searching import clean_query, index_words

PER_PAGE = 20


def public_pages(language, request=None):
    """What everybody may read in `language`, and of the apps' pages what the reader may; nothing without a locale."""
    locale = Locale.objects.filter(language_code=language).first()
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=1)
    limited = Page.objects.filter(limited_by_apps(request)).values_list("pk", flat=True)
    return pages.exclude(pk__in=list(limited))  # a list: the index takes no subquery


def find_pages(words, language, request=None):
    """Pages in `language` with all the `words`, else with any of them: those with them in the title, then the best."""
    pages, words = public_pages(language, request), index_words(words)
    for operator in ("and", "or") if words else ():
        titled = list(pages.search(words, fields=["title"], operator=operator))
        found = [page for page in pages.search(words, operator=operator) if page not in titled]
        if titled or found:
            return titled + found
    return []


def with_summaries(pages):
    """`pages` in their own types and the same order, with one query a type."""
    by_id = Page.objects.filter(pk__in=[page.pk for page in pages]).defer_streamfields().specific().in_bulk()
    return [by_id[page.pk] for page in pages]


@require_safe
def search(request):
    words = clean_query(request.GET.get("q", ""))
    found = find_pages(words, get_language(), request) if words else []
    page = NearestPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "results": with_summaries(page.object_list),
        "suggestions": settings.CENTER.content(get_language(), "site").get("search", {}).get("suggestions", []),
    }
    response = render(request, "search/search.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)  # they may find what others may not
    return response
