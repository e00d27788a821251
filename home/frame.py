"""What stands around the matter of a page. One object a request, so that each question is asked once."""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from home import navigation
from home.faces import chosen_pages, in_readers_language
from home.models import AlertText, FooterText, SiteFacts
from home.words import best_words

HELP_SLUG = "get-help"


def frame_of(request, page=None):
    """The frame of `request`; made at the first call, which is the one that may name the page."""
    if not hasattr(request, "_frame"):
        request._frame = Frame(request, page)
    return request._frame


class Frame:
    def __init__(self, request, page=None):
        self.request = request
        self.page = page
        self.language = get_language()

    # The tree around -------------------------------------------------------------------------------------------------
    @cached_property
    def limits(self):
        return self.page.site_limits if self.page is not None else navigation.restrictions(self.request)

    @cached_property
    def around(self):
        path = self.page.path if self.page is not None else navigation.home_path(self.request, self.language)
        return navigation.readable(navigation.around(path), self.limits) if path else []

    @cached_property
    def above(self):
        """The pages above this one, from the home page down."""
        return [
            page
            for page in self.around
            if self.page and self.page.path.startswith(page.path) and page.pk != self.page.pk
        ]

    @cached_property
    def children(self):
        """The pages right under the home page."""
        pages = [page for page in self.around if page.depth == navigation.HOME_DEPTH + 1]
        for page in pages:
            page.is_current = self.page is not None and self.page.path.startswith(page.path)
            page.link = page.get_url(self.request)
        return pages

    @property
    def menu(self):
        return [page for page in self.children if page.show_in_menus]

    @property
    def more(self):
        """What the foot lists: pages that are not in the main menu; the help page has its own link."""
        return [page for page in self.children if not page.show_in_menus and page.slug != HELP_SLUG]

    # Languages -------------------------------------------------------------------------------------------------------
    @cached_property
    def choices(self):
        if self.page is None:
            return navigation.path_choices(self.request.get_full_path(), self.language)
        return navigation.page_choices(self.page, self.above, self.limits, self.request, self.language)

    @property
    def exact_choices(self):
        return [choice for choice in self.choices if choice.exact]

    @property
    def missing_choices(self):
        return [choice for choice in self.choices if not choice.exact]

    @property
    def alternates(self):
        """Its faces in other languages, for search engines; a later part of a list has none, each list is its own."""
        return [] if self.page is not None and self.page.turned_to > 1 else self.exact_choices

    @property
    def canonical(self):
        """The one address of this page: on the site's own host, without a query but for a later part of a list."""
        if self.page is None:
            return f"{settings.BASE_URL}{self.request.path}"
        part = f"?page={self.page.turned_to}" if self.page.turned_to > 1 else ""
        return f"{settings.BASE_URL}{self.page.get_url(self.request)}{part}"

    @property
    def is_home(self):
        return self.page is not None and self.page.depth == navigation.HOME_DEPTH

    # Words and facts -------------------------------------------------------------------------------------------------
    @cached_property
    def facts(self):
        return SiteFacts.load(request_or_site=self.request)

    @cached_property
    def footer(self):
        return best_words(FooterText.objects.all(), self.language)

    @cached_property
    def alert(self):
        """The words of the one alert that shows now, or None."""
        texts = list(AlertText.objects.of_showing_alerts(timezone.now()))
        first = [text for text in texts if text.record_id == texts[0].record_id] if texts else []
        return best_words(first, self.language)

    # Links that editors chose ----------------------------------------------------------------------------------------
    @cached_property
    def faces(self):
        ids = chosen_pages(self.page) if self.page is not None else set()
        if self.alert and self.alert.record.link_page_id:
            ids.add(self.alert.record.link_page_id)
        return in_readers_language(ids, self.language)

    def url_of(self, page_id):
        """The address of a chosen page in the reader's language; empty when it cannot be read."""
        face = self.faces.get(page_id)
        return face.get_url(self.request) or "" if face and navigation.readable([face], self.limits) else ""

    @property
    def alert_url(self):
        record = self.alert.record
        return self.url_of(record.link_page_id) if record.link_page_id else record.link_address
