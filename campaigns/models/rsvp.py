"""Who said that they come, and who came: two things, each with its own end."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import AddressShown, Need, RsvpState
from campaigns.models.event import Event
from campaigns.models.signature import forget_strangers
from membership.keeping import Keeping
from membership.models import Person

MOST_GUESTS = 5
UNCONFIRMED_FOR = timedelta(days=1)
KEPT_AFTER_EVENT = timedelta(days=30)


class RsvpQuerySet(models.QuerySet):
    def coming(self):
        return self.filter(state=RsvpState.COMING)

    def seats(self):
        """How many seats these rows take, guests included."""
        return self.aggregate(seats=Sum(1 + F("guests")))["seats"] or 0

    def expired(self, now):
        """Never confirmed for a day, or of events that ended more than 30 days ago."""
        unconfirmed = Q(state=RsvpState.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_FOR)
        return self.filter(unconfirmed | Q(event__ends_at__lt=now - KEPT_AFTER_EVENT))


def forget_rsvps(now):
    """Deletes what is due at `now`, and the guests whom nothing else holds; returns how many rows went."""
    due = Rsvp.objects.expired(now)
    guests = set(due.values_list("person", flat=True))
    count = due.delete()[1].get(Rsvp._meta.label, 0)
    forget_strangers(guests)
    return count


class Rsvp(models.Model):
    """One person's word that they come to one event, with so many guests. Only those coming take seats."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="rsvps")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="rsvps")
    state = models.CharField(_("answer"), max_length=11, choices=RsvpState, default=RsvpState.UNCONFIRMED)
    guests = models.PositiveSmallIntegerField(_("people coming along"), default=0)
    needs = models.JSONField(_("asks for"), default=list, blank=True)
    about = models.CharField(_("what else we should know"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=10)
    address_given_at = models.DateTimeField(_("address given"), null=True, blank=True)
    created_at = models.DateTimeField(_("asked for on"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("said yes on"), null=True, blank=True)
    canceled_at = models.DateTimeField(_("said no on"), null=True, blank=True)

    objects = RsvpQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your places at events"),
        why=_("To keep your seat, and to tell you where and when."),
        until=_("One day if you do not confirm it, otherwise 30 days after the event."),
        personal=("event", "state", "guests", "needs", "about", "language", "confirmed_at", "canceled_at"),
        impersonal=("id", "person", "address_given_at", "created_at"),
        forget=forget_rsvps,
    )

    class Meta:
        verbose_name = _("place at an event")
        verbose_name_plural = _("places at events")
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_rsvp_a_person"),
            models.CheckConstraint(
                name="rsvp_guests_at_most_five",
                condition=Q(guests__lte=MOST_GUESTS),
                violation_error_message=_("You can bring five people at most. Call us for more."),
            ),
            models.CheckConstraint(
                name="rsvp_coming_has_its_time",
                condition=~Q(state=RsvpState.COMING) | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["event", "state"], name="rsvp_by_state")]

    def __str__(self):
        return f"{self.person} · {self.event}"

    @property
    def subject(self):
        """What a code confirms."""
        return f"rsvp:{self.pk}"

    @property
    def is_coming(self):
        return self.state == RsvpState.COMING

    @property
    def address(self):
        """The exact address as far as this guest may know it."""
        shown = {
            AddressShown.EVERYBODY: True,
            AddressShown.COMING: self.is_coming,
            AddressShown.CONFIRMED: self.is_coming and self.address_given_at is not None,
        }
        return self.event.address if shown[self.event.address_shown] else ""

    @property
    def awaits_address(self):
        """True when staff still have to say yes before the address is shown."""
        return self.is_coming and bool(self.event.address) and not self.address

    @property
    def need_labels(self):
        return [need.label for need in Need if need in self.needs]


def forget_attendances(now):
    """Takes the names off attendances of people without another reason to be kept, 30 days after the event."""
    due = Attendance.objects.filter(
        event__ends_at__lt=now - KEPT_AFTER_EVENT, person__isnull=False, person__joined_on=None, person__user=None
    )
    guests = set(due.values_list("person", flat=True))
    count = due.update(person=None, marked_by=None)
    forget_strangers(guests)
    return count


class Attendance(models.Model):
    """Somebody came. Without a person it still counts: their name was forgotten."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendances",
    )
    marked_at = models.DateTimeField(_("marked on"), default=timezone.now)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    keeping = Keeping(
        what=_("The events you came to"),
        why=_("To count who came, and to show you your path."),
        until=_("As long as you are a member, otherwise 30 days after the event. The number stays, without your name."),
        personal=("event", "marked_at"),
        impersonal=("id", "person", "marked_by"),
        forget=forget_attendances,
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_attendance_a_person")]

    def __str__(self):
        return f"{self.person or '–'} · {self.event}"

    @property
    def source_key(self):
        """What the ledger of participation knows it by."""
        return f"attendance:{self.pk}"
