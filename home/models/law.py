from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LawChecked(models.Model):
    """What every text about law carries: who keeps it, its sources, which lawyer read it, and when to look again."""

    owner = models.CharField(_("who keeps it up to date"), max_length=120)
    sources = models.TextField(_("sources"), help_text=_("One a line: the law or page, and the date it was read."))
    law_checked_on = models.DateField(_("checked by a lawyer on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    review_due = models.DateField(_("check again by"))

    class Meta:
        abstract = True

    @property
    def is_checked(self):
        return self.law_checked_on is not None

    def is_due(self, today: date):
        """True from the day on which it should be looked at again."""
        return today >= self.review_due

    @property
    def source_list(self):
        return [line.strip() for line in self.sources.splitlines() if line.strip()]


class LawReview(LawChecked):
    """The legal check of one text, shared by its faces in all languages: checked once, said everywhere."""

    name = models.CharField(_("text"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("legal check")
        verbose_name_plural = _("legal checks")
        ordering = ["review_due", "name"]
        constraints = [
            models.CheckConstraint(
                name="law_review_check_has_date_and_name",
                condition=(Q(law_checked_on=None) & Q(checked_by=""))
                | (Q(law_checked_on__isnull=False) & ~Q(checked_by="")),
                violation_error_message=_("A check needs both: the date and the name of the lawyer."),
            ),
            models.CheckConstraint(
                name="law_review_due_after_check",
                condition=Q(law_checked_on=None) | Q(review_due__gt=F("law_checked_on")),
                violation_error_message=_("“Check again by” must be later than the check."),
            ),
        ]

    def __str__(self):
        return self.name
