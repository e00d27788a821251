"""The faces of campaigns and petitions: one page for each language in front of one record."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import CampaignSectionsBlock, CampaignStoryBlock, LetterBlock
from campaigns.models.records import Campaign, Petition
from campaigns.page_forms import CampaignPageForm, PetitionPageForm
from campaigns.rules import put_back
from home.models.faces import Face, Uncopied
from home.models.pages import SHARED, PortalPage, StoryPage
from home.navigation import readable

NAMED = 6


class CampaignPageQuerySet(PageQuerySet):
    def with_records(self):
        """Open campaigns first, each with its record."""
        return self.select_related("campaign").order_by("-campaign__is_open", "path")


class PetitionPageQuerySet(PageQuerySet):
    def open_on(self, day):
        open_now = Petition.objects.open_on(day)
        return self.filter(petition__in=open_now.values("pk")).select_related("petition__campaign").order_by("path")

    def signed(self):
        """Faces that people could read and whose petition somebody has signed. A copy that waits for its translation
        speaks another language's words: it is none."""
        was_public = Q(live_revision__isnull=False) | Q(live=False, first_published_at__isnull=False)
        return self.filter(was_public, alias_of=None, petition__in=Petition.objects.signed().values("pk"))

    def with_campaign_face(self):
        """Adds title, lead and place of the campaign's page in the same language: the home page asks once for all."""
        faces = CampaignPage.objects.filter(
            campaign=OuterRef("petition__campaign"), language=OuterRef("language"), live=True
        )
        names = ("title", "lead", "url_path")
        return self.annotate(**{f"campaign_{name}": Subquery(faces.values(name)[:1]) for name in names})


class CampaignIndexPage(Uncopied, StoryPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of campaigns")

    @cached_property
    def campaigns(self):
        return readable(CampaignPage.objects.child_of(self).live().with_records(), self.site_limits)

    @cached_property
    def petitions(self):
        """Maps campaign ids to the faces of their open petitions below this page."""
        found = {}
        pages = PetitionPage.objects.descendant_of(self).live().open_on(timezone.localdate())
        for page in readable(pages, self.site_limits):
            found.setdefault(page.petition.campaign_id, []).append(page)
        return found

    @property
    def entries(self):
        """The campaigns, each with its open petitions: pairs of pages."""
        return [(page, self.petitions.get(page.campaign_id, [])) for page in self.campaigns]


class CampaignPage(Face, StoryPage):
    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="faces")
    portraits = models.JSONField(_("drawn portraits"), default=list, blank=True)
    body = StreamField(CampaignStoryBlock(), blank=True, verbose_name=_("story"))
    sections = StreamField(CampaignSectionsBlock(), blank=True, verbose_name=_("sections"))

    objects = PageManager.from_queryset(CampaignPageQuerySet)()

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = ["campaigns.PetitionPage"]
    base_form_class = CampaignPageForm
    content_panels = [
        FieldPanel("campaign"),
        *PortalPage.content_panels,
        FieldPanel("portraits"),
        FieldPanel("body"),
        FieldPanel("sections"),
    ]
    search_fields = StoryPage.search_fields + [index.SearchField("sections")]
    override_translatable_fields = PortalPage.override_translatable_fields + [
        SynchronizedField("campaign", **SHARED),
        SynchronizedField("portraits", **SHARED),
    ]

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language"],
                name="one_campaign_page_a_language",
                violation_error_message=_("This campaign has a page in this language already."),
            )
        ]

    @cached_property
    def petitions(self):
        """The faces of its open petitions; the first is the one in the box."""
        pages = PetitionPage.objects.child_of(self).live().open_on(timezone.localdate())
        return readable(pages, self.site_limits)

    @property
    def petition_page(self):
        return self.petitions[0] if self.petitions else None

    @cached_property
    def asks_anchor(self):
        """Where the demands stand in the story; empty when there are none."""
        return next((part.anchor for part in self.contents if part.block.block_type == "asks"), "")


class PetitionPage(Face, PortalPage):
    """A petition in one language. From the first confirmed signature on its letter is frozen (`campaigns/rules.py`)."""

    petition = models.ForeignKey(Petition, verbose_name=_("petition"), on_delete=models.PROTECT, related_name="faces")
    target = models.CharField(_("to whom it goes"), max_length=160, help_text=_("Who can say yes: names or offices."))
    salutation = models.CharField(_("first line of the letter"), max_length=200)
    letter = StreamField(LetterBlock(), blank=True, verbose_name=_("letter"))
    when_reached = models.CharField(
        _("what happens at the goal"), max_length=160, blank=True, help_text=_("Like: We take it to the capital.")
    )
    thanks_heading = models.CharField(_("headline of the thanks"), max_length=120)
    thanks_text = models.TextField(_("thanks"), help_text=_("Shown after signing. {count} is the number so far."))
    demonstration = models.BooleanField(_("its signatures are invented, for demonstration"), default=False)

    objects = PageManager.from_queryset(PetitionPageQuerySet)()

    parent_page_types = ["campaigns.CampaignPage"]
    subpage_types = []
    base_form_class = PetitionPageForm
    content_panels = [
        FieldPanel("petition"),
        *PortalPage.content_panels,
        FieldPanel("target"),
        FieldPanel("salutation"),
        FieldPanel("letter"),
        FieldPanel("when_reached"),
        FieldPanel("thanks_heading"),
        FieldPanel("thanks_text"),
        FieldPanel("demonstration"),
    ]
    search_fields = PortalPage.search_fields + [index.SearchField("letter"), index.SearchField("target")]
    override_translatable_fields = PortalPage.override_translatable_fields + [
        SynchronizedField("petition", **SHARED),
        SynchronizedField("demonstration", **SHARED),
    ]

    class Meta:
        verbose_name = _("petition")
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "language"],
                name="one_petition_page_a_language",
                violation_error_message=_("This petition has a page in this language already."),
            )
        ]

    @property
    def signed_face(self):
        """This page as people signed it, read anew; None while it may change."""
        return PetitionPage.objects.signed().filter(pk=self.pk).first()

    def save(self, *args, **kwargs):
        put_back(self, self.signed_face)
        super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        put_back(self, self.signed_face)
        super().full_clean(*args, **kwargs)

    @cached_property
    def record(self):
        """The petition and its campaign by one question."""
        if not PetitionPage.petition.is_cached(self):
            self.petition = Petition.objects.select_related("campaign").get(pk=self.petition_id)
        return self.petition

    @cached_property
    def named(self):
        """The newest signatures whose signers chose to be named."""
        return list(self.record.signatures.shown()[:NAMED])

    @property
    def thanks(self):
        """The words of thanks with the number so far, or none while it is too small to show."""
        sentences = self.thanks_text.split("\n")
        if self.petition.shown_count is None:
            sentences = [text for text in sentences if "{count}" not in text]
        return "\n".join(sentences).replace("{count}", f"{self.petition.signature_count:,}")


def best_faces(petition_ids, language, limits):
    """Maps ids of petitions to their live page in `language`, else in the default language, else any: one query.

    Pages under one of the paths `limits` count as not there; petitions without a page are left out.
    """
    best, order = {}, [language, settings.LANGUAGE_CODE]
    pages = PetitionPage.objects.live().filter(petition__in=petition_ids).order_by("path")
    for page in readable(pages, limits):
        rank = order.index(page.language) if page.language in order else len(order)
        if page.petition_id not in best or rank < best[page.petition_id][0]:
            best[page.petition_id] = rank, page
    return {petition_id: page for petition_id, (_rank, page) in best.items()}
