"""Paths to leadership: a track has stages, a stage has steps, a step says what counts. No progress is stored."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.words import RecordWithWords, WordsInLanguage
from membership.enums import ParticipationKind
from membership.keeping import Keeping
from membership.models.person import Person


class LeadershipTrackQuerySet(models.QuerySet):
    def started_by(self, person):
        return self.filter(enrollments__person=person)

    def offered_to(self, person):
        """What `person` may start, and what they have started already, also when it is closed now."""
        return self.filter(Q(is_open=True) | Q(pk__in=self.started_by(person).values("pk")))


class LeadershipTrack(RecordWithWords, models.Model):
    slug = models.SlugField(_("short name"), unique=True, help_text=_("For addresses, in any language."))
    order = models.PositiveSmallIntegerField(_("place"), default=1, help_text=_("1 comes first."))
    is_open = models.BooleanField(
        _("can be started"), default=True, help_text=_("Whoever has started a path keeps it when it closes.")
    )

    objects = LeadershipTrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")
        ordering = ["order", "pk"]

    def __str__(self):
        words = self.words()
        return words.name if words else self.slug


class LeadershipTrackText(WordsInLanguage):
    record = models.ForeignKey(LeadershipTrack, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)
    summary = models.CharField(_("what it is, in a sentence"), max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="track_text_once_a_language")]

    def __str__(self):
        return self.name


class TrackStageQuerySet(models.QuerySet):
    def with_words(self):
        return self.select_related("track").prefetch_related("texts", "track__texts")


class TrackStage(RecordWithWords, models.Model):
    track = models.ForeignKey(LeadershipTrack, verbose_name=_("path"), on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField(_("place"), default=1, help_text=_("1 comes first."))

    objects = TrackStageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["track__order", "track", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "order"],
                name="stage_place_once_a_track",
                violation_error_message=_("This path has a stage at this place already. Choose another number."),
            )
        ]

    def __str__(self):
        words = self.words()
        return words.name if words else str(self.order)


class TrackStageText(WordsInLanguage):
    record = models.ForeignKey(TrackStage, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=60)
    done_words = models.CharField(_("words when it is done"), max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="stage_text_once_a_language")]

    def __str__(self):
        return self.name


class TrackStep(RecordWithWords, models.Model):
    """One thing to do: `times` different things of `kind` in the ledger of participation.

    `tag` narrows it to a kind of event, `subject` to one record ("resource:7"); empty is any. Steps of one stage with
    the same `group` are alternatives: one of them is enough.
    """

    stage = models.ForeignKey(TrackStage, verbose_name=_("stage"), on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(_("place"), default=1, help_text=_("1 comes first."))
    kind = models.CharField(_("what counts"), max_length=12, choices=ParticipationKind)
    tag = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(
        _("how many"), default=1, help_text=_("Different ones: the same event or guide counts once.")
    )
    group = models.SlugField(
        _("either … or"),
        max_length=30,
        blank=True,
        help_text=_("Steps of a stage with the same word here are alternatives: one of them is enough."),
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["stage__track__order", "stage__track", "stage__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "order"],
                name="step_place_once_a_stage",
                violation_error_message=_("This stage has a step at this place already. Choose another number."),
            ),
            models.CheckConstraint(
                name="step_at_least_once",
                condition=Q(times__gte=1),
                violation_error_message=_("“How many” must be 1 or more."),
            ),
            models.CheckConstraint(
                name="step_narrowed_once",
                condition=Q(tag="") | Q(subject=""),
                violation_error_message=_("A step counts one kind of thing, or one thing, not both."),
            ),
            models.CheckConstraint(
                name="step_confirmed_by_staff_is_not_narrowed",
                condition=~Q(kind=ParticipationKind.SIGNED_OFF) | Q(tag="", subject=""),
                violation_error_message=_("What staff confirm is not narrowed to a guide, a petition or an event."),
            ),
            models.CheckConstraint(
                name="step_of_one_thing_once",
                condition=Q(times=1) | (Q(subject="") & ~Q(kind=ParticipationKind.SIGNED_OFF)),
                violation_error_message=_("One guide, one petition or one word of staff counts once: write 1."),
            ),
        ]

    def __str__(self):
        words = self.words()
        return words.name if words else str(self.order)

    @property
    def counted(self):
        """What counts, for staff: "came to an event" and the kind of event or thing that it is narrowed to."""
        narrowed = self.tag or self.subject
        return f"{self.get_kind_display()} ({narrowed})" if narrowed else self.get_kind_display()


class TrackStepText(WordsInLanguage):
    record = models.ForeignKey(TrackStep, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("what to do"), max_length=120)
    done_words = models.CharField(_("words when it is done"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="step_text_once_a_language")]

    def __str__(self):
        return self.name


class Enrollment(models.Model):
    """A person started a path. How far they are is computed from what they did, also before."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="enrollments")
    track = models.ForeignKey(
        LeadershipTrack, verbose_name=_("path"), on_delete=models.PROTECT, related_name="enrollments"
    )
    started_on = models.DateField(_("started on"))

    keeping = Keeping(
        what=_("The paths that you started"),
        why=_("To show you how far you are."),
        until=_("Until you leave the path, or as long as we keep your name."),
        personal=("track", "started_on"),
        impersonal=("id", "person"),
    )

    class Meta:
        verbose_name = _("started path")
        verbose_name_plural = _("started paths")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "track"],
                name="one_enrollment_a_track",
                violation_error_message=_("This person has started this path already."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.track}"
