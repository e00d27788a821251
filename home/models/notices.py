"""What stands around every page: the alert strip above it and the footer below."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from home.addresses import validate_address
from home.enums import Severity
from home.words import RecordWithWords, WordsInLanguage


class Alert(RecordWithWords, models.Model):
    """One sentence above every page, from a moment on and until another."""

    name = models.CharField(_("name"), max_length=80, help_text=_("For you only; readers do not see it."))
    severity = models.CharField(_("how urgent"), max_length=10, choices=Severity, default=Severity.NOTICE)
    starts_at = models.DateTimeField(_("show from"), default=timezone.now)
    ends_at = models.DateTimeField(_("show until"), null=True, blank=True)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("leads to page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_address = models.CharField(
        _("or to an address"), max_length=250, blank=True, help_text=_("https://… or tel:+1203…")
    )

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="alert_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("“Show until” must be later than “show from”."),
            ),
            models.CheckConstraint(
                name="alert_has_one_target",
                condition=Q(link_page=None) | Q(link_address=""),
                violation_error_message=_("Choose one target: a page or an address."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Raises ValidationError for a link that could run a script, or lead nowhere."""
        if self.link_address:
            try:
                validate_address(self.link_address)
            except ValidationError as error:
                raise ValidationError({"link_address": error}) from error


class AlertTextQuerySet(models.QuerySet):
    def of_showing_alerts(self, now):
        """The words of alerts to show at `now`, those of the most urgent and then the newest alert first."""
        showing = Q(record__starts_at__lte=now) & (Q(record__ends_at=None) | Q(record__ends_at__gt=now))
        urgent_first = Case(When(record__severity=Severity.URGENT, then=0), default=1)
        return self.filter(showing).select_related("record").order_by(urgent_first, "-record__starts_at", "-record__pk")


class AlertText(WordsInLanguage):
    record = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("bold words"), max_length=60, blank=True)
    text = models.CharField(_("sentence"), max_length=200)
    link_label = models.CharField(_("words of the link"), max_length=60, blank=True)

    objects = AlertTextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="alert_text_once_a_language")]


class Footer(RecordWithWords, BaseGenericSetting):
    """The words at the foot of every page; one row."""

    class Meta:
        verbose_name = _("footer")

    def __str__(self):
        return str(self._meta.verbose_name)


class FooterText(WordsInLanguage):
    record = models.ForeignKey(Footer, on_delete=models.CASCADE, related_name="texts")
    tagline = models.CharField(_("who we are, in a sentence"), max_length=200, blank=True)
    promise = models.TextField(_("what we promise"))
    emergency = models.CharField(_("in an emergency"), max_length=200, blank=True)
    trackers = models.CharField(_("about cookies and trackers"), max_length=200, blank=True)
    made_by = models.CharField(_("last line"), max_length=200, blank=True)
    demonstration_note = models.CharField(_("what is invented here"), max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="footer_text_once_a_language")]
