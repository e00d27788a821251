from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from home.models import PortalDocument
from home.models.law import LawChecked
from resources.enums import Audience
from resources.models.topic import Topic

SOON = timedelta(days=60)


class ResourceQuerySet(models.QuerySet):
    def cleared(self):
        """What may be shown: no grant pays for it, or its approval is recorded."""
        return self.filter(Q(grant_funded=False) | Q(grant_approved_on__isnull=False))

    def readable_by(self, person):
        """What `person` may read, in every language at once; None is a visitor."""
        cleared = self.cleared()
        is_member = person is not None and person.joined_on is not None
        return cleared if is_member else cleared.filter(members_only=False)

    def published(self):
        """With a published page in at least one language."""
        faces = self.model.faces.rel.related_model.objects
        return self.filter(Exists(faces.filter(resource=OuterRef("pk"), live=True)))

    def to_review(self, today):
        """What is due within 60 days of `today` or already, and what no lawyer read; the first due first."""
        wanted = Q(review_due__lte=today + SOON) | Q(law_checked_on=None)
        return self.filter(wanted).order_by("review_due", "name")


class Resource(LawChecked):
    """A guide as a matter of record: one row for its pages in all languages. What grants, hides or dates it is here."""

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("For you only; readers see the title of the page.")
    )
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.WORKERS)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="resources")
    members_only = models.BooleanField(
        _("for members only"),
        default=False,
        help_text=_("Holds at once for its pages in all languages, its file, search and lists."),
    )
    file = models.ForeignKey(
        PortalDocument,
        verbose_name=_("file to print"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
    )
    grant_funded = models.BooleanField(
        _("paid for by a grant that wants to approve it"),
        default=False,
        help_text=_("Then no page of it can be published, in any language, before the approval is written down here."),
    )
    grant_approved_on = models.DateField(_("approved on"), null=True, blank=True)
    grant_approved_by = models.CharField(_("approved by"), max_length=120, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="resource_check_has_date_and_name",
                condition=(Q(law_checked_on=None) & Q(checked_by=""))
                | (Q(law_checked_on__isnull=False) & ~Q(checked_by="")),
                violation_error_message=_("A check needs both: the date and the name of the lawyer."),
            ),
            models.CheckConstraint(
                name="resource_due_after_check",
                condition=Q(law_checked_on=None) | Q(review_due__gt=F("law_checked_on")),
                violation_error_message=_("“Check again by” must be later than the check."),
            ),
            models.CheckConstraint(
                name="resource_approval_has_date_and_name",
                condition=(Q(grant_approved_on=None) & Q(grant_approved_by=""))
                | (Q(grant_approved_on__isnull=False) & ~Q(grant_approved_by="")),
                violation_error_message=_("An approval needs both: the date and who gave it."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_cleared(self):
        return not self.grant_funded or self.grant_approved_on is not None

    @property
    def is_approved(self):
        """True when readers are told who approved it."""
        return self.grant_funded and self.grant_approved_on is not None

    def clean(self):
        """Raises ValidationError when published pages would be left without the approval that they need."""
        if self.pk and not self.is_cleared and self.faces.filter(live=True).exists():
            raise ValidationError(
                {"grant_funded": _("Pages of this guide are published. Unpublish them first, or record the approval.")}
            )
