"""Search over what the reader may read, pages and events ahead, in the language of the page."""

from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from campaigns.models import Event, EventText
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
        titled = pages.search(words, fields=["title"], operator=operator)
        found = {page.pk: page for page in [*titled, *pages.search(words, operator=operator)]}
        if found:
            return list(found.values())
    return []


def find_events(words, language):
    """The words in `language` of events ahead with all the `words`, the next first. The address is in no index."""
    words, ahead = index_words(words), Event.objects.published().ahead(timezone.now()).values_list("pk", flat=True)
    texts = EventText.objects.filter(language=language, record__in=list(ahead)).select_related("record")
    found = texts.search(words, operator="and") if words and ahead else []
    return sorted(found, key=lambda text: text.record.starts_at)


@dataclass(frozen=True)
class Result:
    """One line of what was found; `event` for an event, None for a page."""

    title: str
    summary: str
    url: str
    event: Event | None = None


def results_of(found, request):
    """What was `found`, pages and words of events, as lines in the same order; pages with one query a type."""
    ids = [one.pk for one in found if isinstance(one, Page)]
    pages = Page.objects.filter(pk__in=ids).defer_streamfields().specific().in_bulk() if ids else {}
    return [page_line(pages[one.pk], request) if isinstance(one, Page) else event_line(one) for one in found]


def page_line(page, request):
    return Result(page.title, page.summary, page.get_url(request))


def event_line(text):
    return Result(text.title, text.summary, text.record.get_absolute_url(), text.record)


@require_safe
def search(request):
    words = clean_query(request.GET.get("q", ""))
    language = get_language()
    found = [*find_events(words, language), *find_pages(words, language, request)] if words else []
    page = NearestPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "results": results_of(page.object_list, request),
        "suggestions": settings.CENTER.content(language, "site").get("search", {}).get("suggestions", []),
    }
    response = render(request, "search/search.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)  # they may find what others may not
    return response
