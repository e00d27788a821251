from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from membership.enums import ContactKind
from membership.keeping import Keeping

KEPT_FOR = timedelta(days=1)


def forget_proofs(now):
    return ContactProof.objects.filter(made_at__lt=now - KEPT_FOR).delete()[0]


class ContactProof(models.Model):
    """A code on its way to a contact, for something that needs no account: a signature, a place at an event.

    Only a keyed hash of the code is kept. `subject` names what the code confirms ("signature:5").
    """

    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=5, choices=ContactKind)
    value = models.CharField(max_length=254)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(
        what=_("A code on its way to you"),
        why=_("To know that a code was written by whoever has the phone or e-mail."),
        until=_("One day."),
        personal=("value",),
        impersonal=("id", "subject", "kind", "code_hash", "made_at", "tries", "used_at"),
        forget=forget_proofs,
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"], name="proof_of_subject")]

    def __str__(self):
        return self.subject
