from django.db import models
from django.utils.translation import gettext_lazy as _

from membership.enums import ParticipationKind
from membership.keeping import Keeping
from membership.models.person import Person


class Participation(models.Model):
    """One thing that a person did. Tracks read only this ledger; `source_key` makes recording twice harmless.

    `subject` names the record ("petition:3", "resource:7"), `tag` its kind where that matters ("workshop").
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    kind = models.CharField(_("what"), max_length=12, choices=ParticipationKind)
    subject = models.CharField(max_length=60)
    tag = models.CharField(max_length=40, blank=True)
    occurred_on = models.DateField(_("on"))
    source_key = models.CharField(max_length=120, unique=True)

    keeping = Keeping(
        what=_("What you did with us"),
        why=_("To show you your path, and to count it."),
        until=_("As long as we keep your name."),
        personal=("kind", "subject", "tag", "occurred_on", "source_key"),
        impersonal=("id", "person"),
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        indexes = [models.Index(fields=["person", "kind", "tag"], name="participation_of_person")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"
