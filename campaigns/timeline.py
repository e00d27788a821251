"""Who signed what is for campaign staff only, also on the page of a person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.enums import SignatureState
from campaigns.models import Signature
from membership.enums import ParticipationKind
from membership.timeline import LONGEST, Line, register_lines

SENTENCES = {
    SignatureState.UNCONFIRMED: lambda: _("Began to sign “{petition}”, not confirmed."),
    SignatureState.CONFIRMED: lambda: _("Signed “{petition}”."),
    SignatureState.WITHDRAWN: lambda: _("Took back the signature under “{petition}”."),
}


@register_lines(permission="campaigns.view_signature", tells=[ParticipationKind.SIGNED])
def signatures(person):
    rows = Signature.objects.filter(person=person).select_related("petition").order_by("-created_at")
    for row in rows[: LONGEST + 1]:
        text = SENTENCES[row.state]().format(petition=row.petition.name)
        when = row.withdrawn_at or row.confirmed_at or row.created_at
        yield Line(when, text, reverse("signatures:edit", args=[row.pk]))
