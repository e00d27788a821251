"""Search over what everybody may read, in the language of the page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

LONGEST_QUERY = 200
PER_PAGE = 20


def clean_query(text):
    """The words of a query without what no index can hold, at most LONGEST_QUERY characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:LONGEST_QUERY].strip()


def public_pages(language):
    """What everybody may read in `language`; nothing when the site has no such language."""
    locale = Locale.objects.filter(language_code=language).first()
    return Page.objects.live().public().filter(locale=locale, depth__gt=1)


def find_pages(words, language):
    """Pages in `language` with all the `words`, else with any of them, the best first."""
    for operator in ("and", "or"):
        found = public_pages(language).search(words, operator=operator)
        if found.count():
            return found
    return public_pages(language).none()


def with_summaries(pages):
    """`pages` in their own types and the same order, with one query a type."""
    by_id = Page.objects.filter(pk__in=[page.pk for page in pages]).defer_streamfields().specific().in_bulk()
    return [by_id[page.pk] for page in pages]


@require_safe
def search(request):
    words = clean_query(request.GET.get("q", ""))
    found = find_pages(words, get_language()) if words else []
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "results": with_summaries(page.object_list),
        "suggestions": settings.CENTER.content(get_language(), "site").get("search", {}).get("suggestions", []),
    }
    return render(request, "search/search.html", context)
