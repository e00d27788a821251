"""The page types. All carry the same listing fields, so that any list can show any page."""

from django.db import models
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.addresses import host_of
from home.anchors import anchored
from home.blocks import HelpBlock, LinkBlock, SectionsBlock, StoryBlock, TranscriptBlock
from home.enums import MediaKind, Symbol
from home.formatting import reading_minutes
from home.models.law import LawReview
from home.models.media import PortalDocument, PortalImage
from home.navigation import below, readable, restrictions
from home.page_forms import MediaPageForm
from home.paging import NearestPaginator

SHARED = {"overridable": False}
RECENT = 5
DATED = _("The home page shows the newest one that has a date.")
LISTED = 20


class PortalPage(Page):
    """What every page has: a headline, a lead, and what lists and search engines say of it."""

    heading = models.CharField(
        _("headline"),
        max_length=160,
        blank=True,
        help_text=_("Large, at the top of the page. Empty: the title is used."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the headline."))
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One or two sentences for lists, search engines and shared links.")
    )
    search_words = models.CharField(
        _("words people type"),
        max_length=400,
        blank=True,
        help_text=_(
            "Everyday words, one after another, by which the search finds this page although it does not say them. "
            "Readers do not see them."
        ),
    )
    symbol = models.CharField(_("symbol"), max_length=10, choices=Symbol, blank=True)
    picture = models.ForeignKey(
        PortalImage,
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    law_review = models.ForeignKey(
        LawReview,
        verbose_name=_("legal check"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Choose one if the page speaks about law. It holds for all languages at once."),
    )

    content_panels = Page.content_panels + [FieldPanel("heading"), FieldPanel("lead")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("symbol"), FieldPanel("picture")], heading=_("In lists and shares")
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("show_in_menus")], heading=_("Address")
        ),
        FieldPanel("search_words"),
        FieldPanel("law_review"),
    ]
    search_fields = Page.search_fields + [
        index.SearchField("heading", boost=2),
        index.SearchField("summary", boost=2),
        index.SearchField("lead"),
        index.SearchField("search_words"),
    ]
    override_translatable_fields = [
        SynchronizedField("symbol", **SHARED),
        SynchronizedField("law_review", **SHARED),
        SynchronizedField("show_in_menus", **SHARED),
    ]

    turned_to = 1  # which part of a long list it shows
    request = None  # whoever asks for this page, set when it is found; without one it is shown as to a visitor

    class Meta:
        abstract = True

    @property
    def headline(self):
        return self.heading or self.title

    @cached_property
    def site_limits(self):
        """All limits of the site, read once for this page and everything printed around it."""
        return restrictions(self.request)

    def get_view_restrictions(self):
        """Wagtail's own answer without its two queries when nothing above this page is limited, as is usual."""
        if self.alias_of_id or not readable([self], self.site_limits):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    @property
    def minutes_to_read(self):
        words = " ".join(map(str, self.body.stream_block.get_searchable_content(self.body)))
        return reading_minutes(len(words.split()))

    @cached_property
    def contents(self):
        """The headings of the story with their anchors, for the side of the page."""
        return [entry for entry in anchored(self.body) if entry.text]


class StoryPage(PortalPage):
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("story"))

    content_panels = PortalPage.content_panels + [FieldPanel("body")]
    search_fields = PortalPage.search_fields + [index.SearchField("body")]

    class Meta:
        abstract = True


class HomePage(PortalPage):
    buttons = StreamField(
        [("link", LinkBlock())],
        blank=True,
        max_num=2,
        verbose_name=_("buttons"),
        help_text=_("The first is the main one."),
    )
    sections = StreamField(SectionsBlock(), blank=True, verbose_name=_("sections"))

    content_panels = PortalPage.content_panels + [
        FieldPanel("buttons"),
        FieldPanel("sections"),
    ]
    search_fields = PortalPage.search_fields + [index.SearchField("sections")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    @cached_property
    def programs(self):
        return readable(ProgramPage.objects.descendant_of(self).live(), self.site_limits)

    @cached_property
    def latest_show(self):
        """Of those with a date: found by their index, not by going through all pages."""
        shows = MediaPage.objects.filter(aired_at__isnull=False, live=True, path__startswith=self.path)
        return next(iter(readable(shows.order_by("-aired_at", "-pk")[:RECENT], self.site_limits)), None)


class ProgramIndexPage(StoryPage):
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("list of programs")

    @cached_property
    def programs(self):
        return readable(ProgramPage.objects.child_of(self).live(), self.site_limits)


class ProgramPage(StoryPage):
    parent_page_types = ["home.ProgramIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("program")


class StandardPage(StoryPage):
    parent_page_types = ["home.HomePage", "home.StandardPage"]

    class Meta:
        verbose_name = _("page")


class MediaIndexPage(StoryPage):
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("list of shows and press")

    @cached_property
    def shows(self):
        """The newest first: the part of the list whose number the reader asks for."""
        shows = MediaPage.objects.child_of(self).live().exclude(below(self.site_limits)).newest_first()
        asked = self.request.GET.get("page") if self.request else None
        return NearestPaginator(shows, LISTED).get_page(asked)

    @property
    def turned_to(self):
        return self.shows.number


class MediaPageQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by(F("aired_at").desc(nulls_last=True), "-pk")


class MediaPage(StoryPage):
    """A radio show or an article about us. A show can always be read: the transcript is part of the page."""

    kind = models.CharField(_("kind"), max_length=10, choices=MediaKind, default=MediaKind.RADIO)
    station = models.CharField(_("station or newspaper"), max_length=120, blank=True)
    aired_at = models.DateTimeField(_("date and time"), null=True, blank=True)
    spoken_languages = models.JSONField(_("spoken in"), default=list, blank=True)
    duration = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    recording_file = models.ForeignKey(
        PortalDocument,
        verbose_name=_("recording as a file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recording_address = models.URLField(_("or a link to the recording"), blank=True)
    demonstration = models.BooleanField(_("invented, for demonstration"), default=False)
    transcript_heading = models.CharField(_("heading of the transcript"), max_length=120, blank=True)
    transcript = StreamField(TranscriptBlock(), blank=True, verbose_name=_("transcript"))

    objects = PageManager.from_queryset(MediaPageQuerySet)()

    parent_page_types = ["home.MediaIndexPage"]
    subpage_types = []
    base_form_class = MediaPageForm
    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("station")]),
                FieldRowPanel([FieldPanel("aired_at", help_text=DATED), FieldPanel("duration")]),
                FieldPanel("spoken_languages"),
                FieldPanel("recording_file"),
                FieldPanel("recording_address"),
                FieldPanel("demonstration"),
            ],
            heading=_("The show"),
        ),
        FieldPanel("body"),
        FieldPanel("transcript_heading"),
        FieldPanel("transcript"),
    ]
    search_fields = StoryPage.search_fields + [index.SearchField("transcript"), index.SearchField("station")]
    override_translatable_fields = PortalPage.override_translatable_fields + [
        SynchronizedField("station", **SHARED),
        SynchronizedField("recording_address"),
    ]

    class Meta:
        verbose_name = _("show or article")
        indexes = [models.Index(fields=["-aired_at", "-page_ptr"], name="media_newest_first")]

    @property
    def parent_path(self):
        """The tree path of the list that this show is in."""
        return self.path[: -self.steplen]

    @property
    def recording_host(self):
        """The website that learns of a tap on the link."""
        return host_of(self.recording_address)


class HelpPage(PortalPage):
    """Whom to call and what to do first. Its address is the same in every language: it can be said on the phone."""

    body = StreamField(HelpBlock(), blank=True, verbose_name=_("story"))

    content_panels = PortalPage.content_panels + [FieldPanel("body")]
    search_fields = PortalPage.search_fields + [index.SearchField("body")]
    override_translatable_fields = PortalPage.override_translatable_fields + [SynchronizedField("slug", **SHARED)]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("help page")
