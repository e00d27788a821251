from datetime import timedelta

from django.db import models
from django.db.models import Case, Exists, OuterRef, ProtectedError, Q, RestrictedError, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CommentState, Display, SignatureState
from campaigns.models.records import Petition
from membership.keeping import Keeping
from membership.models import Consent, Person

UNCONFIRMED_FOR = timedelta(days=30)
KEPT_AFTER_CLOSING = timedelta(days=90)
SHOWN = Q(state=SignatureState.CONFIRMED, display__in=[Display.FIRST_TOWN, Display.FULL])


class SignatureQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=SignatureState.CONFIRMED)

    def shown(self):
        """Those whose signers chose to be named in public, the newest first."""
        return self.filter(shown_at__isnull=False).select_related("person").order_by("-shown_at")

    def expired(self, now):
        """Never confirmed or taken back, and more than 30 days old."""
        old = now - UNCONFIRMED_FOR
        return self.filter(
            Q(state=SignatureState.UNCONFIRMED, created_at__lt=old)
            | Q(state=SignatureState.WITHDRAWN, withdrawn_at__lt=old)
        )

    def of_past_petitions(self, now):
        """Of people without another reason to be kept, on petitions that closed more than 90 days ago."""
        closed_before = timezone.localdate(now) - KEPT_AFTER_CLOSING
        agreed = Consent.objects.in_force().filter(person=OuterRef("person"))
        return self.filter(
            ~Exists(agreed),
            petition__closes_on__lt=closed_before,
            person__isnull=False,
            person__user=None,
            person__joined_on=None,
        )

    def without_signers(self):
        """Takes the persons and their words off; the signatures stay and count. Returns how many there were."""
        return self.update(person=None, comment="", comment_state=CommentState.PENDING, display=Display.HIDDEN)


def forget_signatures(now):
    """What is due at `now`: unconfirmed rows, names on past petitions, and signers whom nothing else holds."""
    due = Signature.objects.expired(now), Signature.objects.of_past_petitions(now)
    signers = {pk for rows in due for pk in rows.values_list("person", flat=True)}
    count = due[0].delete()[1].get(Signature._meta.label, 0) + due[1].without_signers()
    forget_strangers(signers)
    return count


def forget_strangers(pks):
    """Deletes people who are no members, agreed to nothing, and whom no row of any app protects any longer."""
    agreed = Consent.objects.in_force().filter(person=OuterRef("pk"))
    for person in Person.objects.filter(~Exists(agreed), pk__in=pks, user=None, joined_on=None):
        try:
            person.delete()
        except (ProtectedError, RestrictedError):
            continue  # another petition, an event: they have their own last day


class Signature(models.Model):
    """One person's name under one petition.

    The person is protected: nobody who signed is deleted with their signature. Forgetting a signer empties `person`
    and the words first (`without_signers`), so the count never falls by it.
    """

    petition = models.ForeignKey(
        Petition, verbose_name=_("petition"), on_delete=models.PROTECT, related_name="signatures"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
    )
    display = models.CharField(_("name in public"), max_length=10, choices=Display, default=Display.HIDDEN)
    comment = models.TextField(_("comment"), max_length=500, blank=True)
    comment_state = models.CharField(_("comment is"), max_length=8, choices=CommentState, default=CommentState.PENDING)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("signature is"), max_length=11, choices=SignatureState, default=SignatureState.UNCONFIRMED
    )
    source = models.CharField(_("came by"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("asked for on"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("signed on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    shown_at = models.GeneratedField(  # a column of its own, so that an index finds the newest of a million
        expression=Case(When(SHOWN, then="confirmed_at")), output_field=models.DateTimeField(null=True), db_persist=True
    )

    objects = SignatureQuerySet.as_manager()

    keeping = Keeping(
        why=_("To count your signature once, and to show your name only if you say so."),
        until=_(
            "30 days if you do not confirm it. Otherwise until 90 days after the petition closes, or longer if you are "
            "a member or asked us to write to you. The number of signatures stays, without your name."
        ),
        personal=("petition", "display", "comment", "language", "state", "created_at", "confirmed_at", "withdrawn_at"),
        impersonal=("id", "person", "comment_state", "source", "shown_at"),
        forget=forget_signatures,
    )

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(fields=["petition", "person"], name="one_signature_a_person"),
            models.CheckConstraint(
                name="signature_confirmed_has_its_time",
                condition=~Q(state=SignatureState.CONFIRMED) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_without_signer_shows_nothing",
                condition=Q(person__isnull=False) | Q(display=Display.HIDDEN, comment=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["petition", "-shown_at"], condition=Q(shown_at__isnull=False), name="signature_newest_shown"
            ),
            models.Index(  # of the few that do not count, so that nobody looks for the others by it
                fields=["state", "created_at"],
                condition=~Q(state=SignatureState.CONFIRMED),
                name="signature_to_forget",
            ),
        ]

    def __str__(self):
        return f"{self.person or '–'} · {self.petition}"

    @property
    def subject(self):
        """What a code confirms."""
        return f"signature:{self.pk}"

    @property
    def shown_name(self):
        """The name as its signer lets it be shown; empty when hidden."""
        if self.person is None or self.display == Display.HIDDEN:
            return ""
        name = self.person.name if self.display == Display.FULL else self.person.given_name
        return f"{name}, {self.person.town}" if self.person.town else name

    @property
    def shown_comment(self):
        return self.comment if self.comment_state == CommentState.APPROVED else ""
