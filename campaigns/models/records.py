"""The records behind the pages: one row for all languages."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Activity
from campaigns.goals import goal_for

MINIMUM_SHOWN = 25


class Grant(models.Model):
    """Money of a funder for named work; reports are made by it."""

    name = models.CharField(_("grant"), max_length=120, unique=True)
    funder = models.CharField(_("funder"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Funded(models.Model):
    """What kind of work it is and who pays for it. No grant pays for lobbying (26 U.S.C. 501(c)(3), 4911)."""

    activity = models.CharField(_("kind of work"), max_length=12, choices=Activity, default=Activity.ORGANIZING)
    funding = models.ForeignKey(
        Grant,
        verbose_name=_("paid by grant"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: no grant."),
    )

    class Meta:
        abstract = True


def no_grant_for_lobbying(name):
    return models.CheckConstraint(
        name=name,
        condition=~Q(activity=Activity.LOBBYING) | Q(funding=None),
        violation_error_message=_("A grant cannot pay for lobbying. Leave the grant empty, or choose another kind."),
    )


class Campaign(Funded):
    name = models.CharField(_("name"), max_length=120, help_text=_("For you only; readers see the page's title."))
    slug = models.SlugField(_("short name"), unique=True, help_text=_("For addresses and reports, in any language."))
    is_open = models.BooleanField(
        _("is going on"), default=True, help_text=_("When it ends, its petitions close that day.")
    )

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-is_open", "name"]
        constraints = [no_grant_for_lobbying("campaign_lobbying_without_grant")]

    def __str__(self):
        return self.name


class PetitionQuerySet(models.QuerySet):
    def open_on(self, day: date):
        """Petitions that take signatures on `day`, the oldest first."""
        still = Q(closes_on=None) | Q(closes_on__gte=day)
        return self.filter(still, opens_on__lte=day, campaign__is_open=True).order_by("opens_on", "pk")

    def signed(self):
        """Petitions under which a confirmed signature stands."""
        return self.filter(signature_count__gt=0)

    def locked(self):
        """For the one transaction that signs: everybody else who signs waits. Rows that point here need not wait."""
        return self.select_for_update(no_key=True, of=("self",)).select_related("campaign")


class Petition(Funded):
    """What people sign. Its pages say it in each language; the count is one for all."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="petitions"
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("For you only; readers see the page's title."))
    slug = models.SlugField(
        _("short name"), unique=True, help_text=_("In the address of the form; the same in every language.")
    )
    opens_on = models.DateField(_("first day"), default=timezone.localdate)
    closes_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: until the campaign ends."))
    goal = models.PositiveIntegerField(
        _("goal"), null=True, blank=True, help_text=_("Empty: it rises by itself: 100, 250, 500 and so on.")
    )
    minimum_shown = models.PositiveIntegerField(
        _("show the count from"), default=MINIMUM_SHOWN, help_text=_("A small number discourages.")
    )
    signature_count = models.PositiveIntegerField(_("signatures"), default=0, editable=False)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["name"]
        constraints = [
            no_grant_for_lobbying("petition_lobbying_without_grant"),
            models.CheckConstraint(
                name="petition_closes_after_it_opens",
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self):
        return self.name

    def is_open(self, day: date):
        """True on the days on which signatures are taken, the last one included."""
        in_time = self.opens_on <= day and (self.closes_on is None or day <= self.closes_on)
        return in_time and self.campaign.is_open

    @property
    def takes_signatures(self):
        return self.is_open(timezone.localdate())

    @property
    def shown_count(self):
        """The count for the public; None while it is too small to show."""
        return self.signature_count if self.signature_count >= self.minimum_shown else None

    @property
    def shown_goal(self):
        return goal_for(self.signature_count, self.goal)

    @property
    def missing(self):
        """How many signatures are missing to the goal; at least one."""
        return self.shown_goal - self.signature_count
