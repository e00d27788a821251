from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.records import Petition
from campaigns.models.signature import Signature
from membership.enums import ContactKind
from membership.keeping import Keeping

KEPT_FOR = timedelta(hours=1)  # as long as the address of the next page works; forgetting comes once a day


def forget_incoming(now):
    return IncomingSignature.objects.filter(created_at__lt=now - KEPT_FOR, signature__isnull=False).delete()[0]


class IncomingSignature(models.Model):
    """What a visitor typed to sign, before anybody has looked who that is: one row, written as fast as can be.

    `signature` is what became of it (`services/incoming.py`).
    """

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="incoming")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5, choices=ContactKind)
    value = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    source = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    signature = models.ForeignKey(Signature, null=True, on_delete=models.CASCADE, related_name="+")

    keeping = Keeping(
        what=_("What you typed to sign"),
        why=_("So that nothing is lost on its way."),
        until=_("One day."),
        personal=("petition", "given_name", "family_name", "value", "language"),
        impersonal=("id", "kind", "source", "created_at", "signature"),
        forget=forget_incoming,
    )

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(signature=None), name="incoming_waits"),
        ]

    def __str__(self):
        return self.subject

    @property
    def subject(self):
        return f"incoming:{self.pk}"
