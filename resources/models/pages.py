"""The faces of the library: one page a language for the list, one for each guide."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.models.faces import Face, Uncopied
from home.models.pages import SHARED, PortalPage
from membership.access import member_of
from resources.access import may_read, members_only_response, readable_resources
from resources.blocks import GuideBlock
from resources.library import Library
from resources.models.resource import Resource
from resources.models.topic import Topic
from resources.page_forms import ResourcePageForm
from resources.rules import NOT_APPROVED, TWICE
from resources.services.reading import reading_of

RELATED = 3
PROMOTE = [
    MultiFieldPanel([FieldPanel("summary"), FieldPanel("picture")], heading=_("In lists and shares")),
    MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("show_in_menus")], heading=_("Address")),
    FieldPanel("search_words"),
]


class ResourceIndexPage(Uncopied, PortalPage):
    """The list of guides with its filters."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.ResourcePage"]
    max_count_per_parent = 1
    promote_panels = PROMOTE

    class Meta:
        verbose_name = _("library of guides")

    def get_context(self, request, *args, **kwargs):
        faces = ResourcePage.objects.child_of(self).listed_for(request)
        library = Library(faces, Topic.objects.all(), request.GET)
        return super().get_context(request, *args, **kwargs) | {"library": library}

    def serve(self, request, *args, **kwargs):
        """Who is logged in may see guides that others may not: nobody keeps a copy of their list."""
        response = super().serve(request, *args, **kwargs)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class ResourcePageQuerySet(PageQuerySet):
    def listed_for(self, request):
        """Published faces of the guides that whoever asks may read, in the order of the tree, without their stories."""
        readable = self.live().filter(resource__in=readable_resources(Resource.objects, request))
        return readable.select_related("resource").defer("body").order_by("path")


class ResourcePage(Face, PortalPage):
    """One guide in one language. Everything that grants, hides or dates it is a field of its record."""

    resource = models.ForeignKey(
        Resource,
        verbose_name=_("guide"),
        on_delete=models.PROTECT,
        related_name="faces",
        help_text=_("The record that its pages in all languages share: topics, legal check, who may read it."),
    )
    minutes = models.PositiveSmallIntegerField(editable=False, default=1)
    body = StreamField(GuideBlock(), blank=True, verbose_name=_("story"))

    objects = PageManager.from_queryset(ResourcePageQuerySet)()

    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = []
    base_form_class = ResourcePageForm
    content_panels = [FieldPanel("resource"), *PortalPage.content_panels, FieldPanel("body")]
    promote_panels = PROMOTE
    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        SynchronizedField("resource", **SHARED),
    ]

    class Meta:
        verbose_name = _("guide page")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language"],
                name="one_face_a_language",
                violation_error_message=TWICE,
            )
        ]

    def clean(self):
        """Raises ValidationError for whoever publishes, by whatever way, a guide without the approval that it needs."""
        super().clean()
        if self.live and self.resource_id and not self.resource.is_cleared:
            raise ValidationError({"resource": NOT_APPROVED})

    def save(self, *args, **kwargs):
        """Keeps the minutes that reading takes, for lists that do not load the story."""
        self.minutes = self.minutes_to_read
        super().save(*args, **kwargs)

    def serve(self, request, *args, **kwargs):
        if not self.resource.is_cleared:
            raise Http404
        if not may_read(self.resource, request):
            return members_only_response(request, library=self.get_parent().specific)
        response = super().serve(request, *args, **kwargs)
        if self.resource.members_only or request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        return super().get_context(request, *args, **kwargs) | {
            "member": member,
            "reading": reading_of(member, self.resource) if member else None,
            "related": self.related(request),
        }

    @property
    def has_message(self):
        """True when the story has words to copy."""
        return any(block["type"] == "message" for block in self.body.raw_data)

    def related(self, request):
        """Other guides in this language that share a topic."""
        alike = Resource.objects.filter(topics__resources=self.resource_id)
        faces = ResourcePage.objects.filter(language=self.language, resource__in=alike).exclude(pk=self.pk)
        return faces.listed_for(request)[:RELATED]
