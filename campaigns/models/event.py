"""Events: records with words, made on one form. The town is for everybody; the address is not."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index
from wagtail.search import queryset as index_queryset

from campaigns.enums import AddressShown, EventKind, Need, RsvpState
from campaigns.models.records import Campaign, Funded, no_grant_for_lobbying
from home.words import RecordWithWords, WordsInLanguage

JUST_PAST = timedelta(days=60)
IS_COMING = Q(rsvps__state=RsvpState.COMING)


class EventQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def ahead(self, now: datetime):
        """Events that are not over at `now`, the next first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def just_past(self, now: datetime):
        """What took place in the last two months, the newest first, with how many `came`."""
        past = self.filter(ends_at__lte=now, ends_at__gt=now - JUST_PAST, is_canceled=False)
        return past.annotate(came=Count("attendances")).order_by("-starts_at", "-pk")

    def with_seats(self):
        """Adds the seats `taken`, guests included."""
        return self.annotate(taken=Coalesce(Sum(1 + F("rsvps__guests"), filter=IS_COMING), 0))

    def locked(self):
        """For the one transaction that gives a seat: everybody else who comes waits. Rows that point here do not."""
        return self.select_for_update(no_key=True, of=("self",))


class Event(RecordWithWords, Funded):
    """Something to come to. What is personal about it, who comes and who came, points here and never at a page."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=EventKind, default=EventKind.WORKSHOP)
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    town = models.CharField(_("town"), max_length=80, blank=True, help_text=_("Everybody reads it. Empty: no place."))
    address = models.CharField(_("exact address"), max_length=200, blank=True)
    address_shown = models.CharField(
        _("show the address"), max_length=10, choices=AddressShown, default=AddressShown.COMING
    )
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    needs = models.JSONField(_("what guests may ask for"), default=list, blank=True)
    is_published = models.BooleanField(_("on the website"), default=True)
    is_canceled = models.BooleanField(
        pgettext_lazy("event", "canceled"), default=False, help_text=_("Everybody who is coming gets a message.")
    )
    demonstration = models.BooleanField(_("it is invented, for demonstration"), default=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        constraints = [
            no_grant_for_lobbying("event_lobbying_without_grant"),
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                name="event_has_a_seat",
                condition=Q(capacity=None) | Q(capacity__gt=0),
                violation_error_message=_("Write how many seats there are, or leave it empty for no limit."),
            ),
        ]
        indexes = [models.Index(fields=["is_published", "starts_at"], name="event_by_time")]

    def __str__(self):
        words = self.words()
        return words.title if words else self.slug

    def get_absolute_url(self):
        return reverse("event", args=[self.slug])

    @property
    def subject(self):
        """How the ledger of participation names it."""
        return f"event:{self.pk}"

    @property
    def day(self):
        """The day on which it begins, in the center's time."""
        return timezone.localdate(self.starts_at)

    def is_open(self, now: datetime):
        """True while people may say that they come: until it begins."""
        return self.is_published and not self.is_canceled and now < self.starts_at

    @property
    def takes_rsvps(self):
        return self.is_open(timezone.now())

    @property
    def is_over(self):
        return self.ends_at <= timezone.now()

    @property
    def seats_left(self):
        """Needs `with_seats`. None without a limit; never below zero, also when staff lowered the limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self):
        return self.seats_left == 0

    @property
    def need_labels(self):
        return [need.label for need in Need if need in self.needs]

    @property
    def public_address(self):
        return self.address if self.address_shown == AddressShown.EVERYBODY else ""


class EventTextQuerySet(index_queryset.SearchableQuerySetMixin, models.QuerySet):
    def of_next(self, now: datetime, number: int, **which):
        """The words of the next `number` published events, with the seats `taken`; for `home.words.records_of`.

        `which` narrows the events, like `campaign=3`.
        """
        ahead = Event.objects.published().filter(is_canceled=False, **which).ahead(now)[:number]
        taken = Sum(1 + F("record__rsvps__guests"), filter=Q(record__rsvps__state=RsvpState.COMING))
        texts = self.filter(record__in=ahead).select_related("record").annotate(taken=Coalesce(taken, 0))
        return texts.order_by("record__starts_at", "record", "pk")


class EventText(index.Indexed, WordsInLanguage):
    """What an event says in one language. `expect` and `offers` hold one thing a line."""

    record = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=100)
    summary = models.CharField(_("in a sentence or two"), max_length=200)
    place = models.CharField(_("where, for everybody to read"), max_length=120, blank=True)
    expect = models.TextField(_("what to expect"), blank=True)
    note = models.TextField(_("to know before"), blank=True)
    audience = models.TextField(_("who it is for"), blank=True)
    offers = models.TextField(_("what we offer"), blank=True)

    objects = EventTextQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("summary"),
        index.SearchField("place"),
        index.SearchField("expect"),
        index.SearchField("audience"),
        index.SearchField("offers"),
        index.FilterField("language"),
        index.FilterField("record"),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="event_text_once_a_language")]

    def __str__(self):
        return self.title

    @property
    def steps(self):
        return lines(self.expect)

    @property
    def offer_list(self):
        return lines(self.offers)


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
