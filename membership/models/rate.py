from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from home.words import RecordWithWords, WordsInLanguage
from membership.enums import Period
from membership.standing import GRACE_DAYS


class DuesRate(RecordWithWords, models.Model):
    """What dues may be: suggested amounts in cents for one period, and the least that is taken, which may be 0."""

    period = models.CharField(_("period"), max_length=8, choices=Period, default=Period.MONTH)
    suggested = models.JSONField(_("suggested amounts"), default=list, help_text=_("In cents."))
    minimum = models.PositiveIntegerField(_("least amount"), default=0, help_text=_("In cents; 0 is allowed."))
    is_offered = models.BooleanField(_("offered now"), default=True)

    class Meta:
        verbose_name = _("dues rate")
        verbose_name_plural = _("dues rates")
        ordering = ["pk"]

    def __str__(self):
        return self.get_period_display()

    @property
    def months(self):
        return Period(self.period).months


class DuesRateText(WordsInLanguage):
    record = models.ForeignKey(DuesRate, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("one sentence"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="dues_rate_text_once_a_language")]


def account(label, default):
    return models.CharField(label, max_length=20, default=default)


class DuesSettings(BaseGenericSetting):
    """How the center handles dues; one row, kept by the treasurer. Account codes are those of the center's books."""

    grace_days = models.PositiveSmallIntegerField(
        _("extra time to pay, in days"),
        default=GRACE_DAYS,
        validators=[MaxValueValidator(366)],
        help_text=_("So long after the paid time somebody is still a member."),
    )
    waiver_months = models.PositiveSmallIntegerField(
        _("months of a waiver"), default=12, validators=[MaxValueValidator(24)]
    )
    sends_reminders = models.BooleanField(
        _("send reminders"), default=True, help_text=_("30 and 7 days before, on the day, 14 and 45 days after.")
    )
    payable_to = models.CharField(
        _("checks are payable to"), max_length=120, blank=True, help_text=_("Empty: the name of the center.")
    )
    zelle = models.CharField(
        _("Zelle address"), max_length=120, blank=True, help_text=_("Empty: Zelle is not offered.")
    )
    tax_number = models.CharField(
        _("employer identification number (EIN)"), max_length=20, blank=True, help_text=_("Printed on receipts.")
    )
    donations_are_deductible = models.BooleanField(
        _("donations are tax-deductible"),
        default=False,
        help_text=_("Receipts of donations say so only when this is ticked and the number above is filled in."),
    )
    cash_account = account(_("cash on hand"), "1010")
    bank_account = account(_("bank"), "1000")
    card_account = account(_("money at the card company"), "1020")
    adjustment_account = account(_("adjustments"), "3900")
    dues_account = account(_("dues"), "4000")
    donation_account = account(_("donations"), "4100")
    difference_account = account(_("cash over and short"), "5900")
    fee_account = account(_("fees"), "5910")

    class Meta:
        verbose_name = _("dues and accounts")

    def __str__(self):
        return str(self._meta.verbose_name)

    @property
    def says_deductible(self):
        """Whether a donation's receipt may say that it can be deducted."""
        return self.donations_are_deductible and bool(self.tax_number)
